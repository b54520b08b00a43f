-- The points ledger: transactions whose postings sum to zero, never changed, only reversed.

CREATE TABLE ledger_account (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    owner TEXT,
    season BIGINT NOT NULL
);
CREATE INDEX ledger_account_owner ON ledger_account (owner) WHERE owner IS NOT NULL;

CREATE TABLE ledger_txn (
    id TEXT PRIMARY KEY,
    idem_key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    rule_version BIGINT NOT NULL,
    source_ref TEXT NOT NULL,
    season BIGINT NOT NULL,
    occurred_at BIGINT NOT NULL,
    reverses TEXT UNIQUE REFERENCES ledger_txn (id)
);
CREATE INDEX ledger_txn_source ON ledger_txn (source_ref);

CREATE TABLE ledger_posting (
    txn TEXT NOT NULL REFERENCES ledger_txn (id),
    account TEXT NOT NULL REFERENCES ledger_account (id),
    amount BIGINT NOT NULL,
    PRIMARY KEY (txn, account)
);
CREATE INDEX ledger_posting_account ON ledger_posting (account);

-- What earns points, as the newest fact about it says; `day` is a date where the receiver lives. The standing rows
-- and the rules give every balance, in whatever order the facts came. One that was undone before we heard that it
-- was done has no parties.
CREATE TABLE deed (
    rule TEXT NOT NULL,
    source TEXT NOT NULL,
    at BIGINT NOT NULL,
    standing BOOLEAN NOT NULL,
    receiver TEXT REFERENCES member (id),
    giver TEXT REFERENCES member (id),
    day TEXT,
    PRIMARY KEY (rule, source)
);
CREATE INDEX deed_receiver ON deed (receiver, at);
CREATE INDEX deed_giver ON deed (giver);
