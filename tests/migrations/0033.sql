-- Rows as 0033_worth_a_look.sql allows them: a member of whom moderators were told.

INSERT INTO income_flag (member, told_at) VALUES ('m-ben', 1772442000000);
