-- What boards and digests add up, and where they find it.

-- What is booked for a deed stands beside it, so that a board need not go through the ledger.
ALTER TABLE deed ADD COLUMN points BIGINT NOT NULL DEFAULT 0;
UPDATE deed SET points = COALESCE((SELECT CAST(SUM(p.amount) AS BIGINT) FROM ledger_txn t
    JOIN ledger_posting p ON p.txn = t.id
    JOIN ledger_account a ON a.id = p.account AND a.kind = 'person'
    WHERE t.source_ref = deed.source AND t.kind = deed.rule
        AND NOT EXISTS (SELECT 1 FROM ledger_txn r WHERE r.reverses = t.id)), 0);

-- Everything that somebody ever earned, and everybody who ever gave, without the rows themselves.
CREATE INDEX deed_earned ON deed (receiver, points) WHERE standing;
CREATE INDEX deed_gave ON deed (giver) WHERE standing;

-- The kudos of a place's last days.
CREATE INDEX kudos_board_day ON kudos_board (network, place, day);
