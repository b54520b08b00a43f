-- The ledger is append-only: the database itself refuses everything else.

CREATE TRIGGER ledger_txn_no_update BEFORE UPDATE ON ledger_txn
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: book a reversal'); END;
CREATE TRIGGER ledger_txn_no_delete BEFORE DELETE ON ledger_txn
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: book a reversal'); END;
CREATE TRIGGER ledger_posting_no_update BEFORE UPDATE ON ledger_posting
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: book a reversal'); END;
CREATE TRIGGER ledger_posting_no_delete BEFORE DELETE ON ledger_posting
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: book a reversal'); END;
