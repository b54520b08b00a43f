-- Rows as 0021_welcome.sql allows them: an answer to a newcomer.

INSERT INTO deed (rule, source, at, standing, receiver, giver, day, question)
VALUES ('welcomed', 'A31', 1772442000000, TRUE, 'm-ben', 'm-ana', '2026-03-02', 17);
