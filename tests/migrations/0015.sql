-- Rows as 0015_erasing.sql allows them: somebody whose posts are not to come back, and a question that somebody closed.

INSERT INTO erased_account (digest, at) VALUES ('3f2a', 1772442000000);
UPDATE question SET state = 'closed', closed_why = 'it is about lunch', closed_by = 'm-ben'
WHERE number = (SELECT MAX(number) FROM question);
