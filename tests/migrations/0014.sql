-- Rows as 0014_erased_account.sql allows them: somebody whose posts are not to come back.

INSERT INTO erased_account (digest, at) VALUES ('3f2a', 1772442000000);
