-- Rows as 0004_recognition.sql allows them: an award and its reversal, and what the rules read.

INSERT INTO ledger_account (id, kind, owner, season)
VALUES ('mint', 'mint', NULL, 0), ('person m-ben', 'person', 'm-ben', 0);
INSERT INTO ledger_txn (id, idem_key, kind, rule_version, source_ref, season, occurred_at, reverses)
VALUES
    ('t1', 'accepted A31', 'accepted', 1, 'A31', 0, 1772442001000, NULL),
    ('t2', 'undone A31', 'reversal', 1, 'A31', 0, 1772442002000, 't1');
INSERT INTO ledger_posting (txn, account, amount)
VALUES ('t1', 'mint', -15), ('t1', 'person m-ben', 15), ('t2', 'mint', 15), ('t2', 'person m-ben', -15);
INSERT INTO deed (rule, source, at, standing, receiver, giver, day)
VALUES
    ('accepted', 'A31', 1772442002000, FALSE, 'm-ben', 'm-ana', '2026-03-02'),
    ('accepted', 'A32', 1772442002000, FALSE, NULL, NULL, NULL);
