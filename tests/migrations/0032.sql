-- Rows as 0032_worth_a_look.sql allows them: a member of whom moderators were told, and a deed with a long source.

INSERT INTO income_flag (member, told_at) VALUES ('m-ben', 1772442000000);
INSERT INTO deed (rule, source, at, standing, receiver, giver, day, points)
VALUES ('kudos', 'K17 to 0190a5d0b5c17cc8a1b2c3d4e5f60718', 1772442000000, TRUE, 'm-ben', 'm-ana', '2026-03-02', 3);
