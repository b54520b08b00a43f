-- Rows after 0005_ledger_is_append_only: the ledger still grows.

INSERT INTO ledger_txn (id, idem_key, kind, rule_version, source_ref, season, occurred_at, reverses)
VALUES ('t3', 'accepted A33', 'accepted', 1, 'A33', 0, 1772442003000, NULL);
INSERT INTO ledger_posting (txn, account, amount) VALUES ('t3', 'mint', -15), ('t3', 'person m-ben', 15);
