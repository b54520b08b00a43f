-- Rows as 0010_answering.sql allows them: a duplicate, a closed question, and one of everything about an answer.

INSERT INTO question (number, asker, network, place, direct, message, title, body, language, asked_at, state, card,
    claimed_by, claimed_at, step, accepted, accepted_at, source, chosen, chosen_at, dismissed, duplicate_of, closed_why)
VALUES
    (19, 'm-ana', 'terminal', '#help', FALSE, 'u-9', 'Why so slow?', '[]', 'en', 1772442000000, 'duplicate', 'o9',
        NULL, NULL, 1, NULL, NULL, NULL, NULL, NULL, 0, 17, NULL),
    (20, 'm-ana', 'terminal', '#help', FALSE, NULL, 'Lunch?', '[]', 'en', 1772442000000, 'closed', 'o10',
        NULL, NULL, 0, NULL, NULL, NULL, 31, 1772442001000, 31, NULL, 'It is about lunch.');
INSERT INTO which_helped (question, at, message) VALUES (17, 1772442000000, 'o11'), (19, 1772442000000, NULL);
INSERT INTO helped (answer, member, at) VALUES (31, 'm-ana', 1772442000000);
INSERT INTO follower (question, member, me_too, via, told_at)
VALUES (17, 'm-ana', TRUE, 19, 1772442000000), (17, 'm-ben', FALSE, NULL, NULL);
INSERT INTO topic_follower (topic, member) VALUES ('postgres', 'm-ana');
INSERT INTO review (number, question, author, reviewer, body, comment, at, state, request)
VALUES
    (1, 17, 'm-ben', 'm-ana', '[]', '[]', 1772442000000, 'read', 'o12'),
    (2, 17, 'm-ben', NULL, '[]', NULL, 1772442000000, 'waiting', NULL);
INSERT INTO correction (number, answer, proposer, old, new, at, state, decider, decided_at, request)
VALUES
    (1, 31, 'm-ana', '[]', '[]', 1772442000000, 'applied', 'm-ben', 1772442000001, 'o13'),
    (2, 33, NULL, '[]', '[]', 1772442000000, 'open', NULL, NULL, NULL);
INSERT INTO doubt (answer, member, at) VALUES (31, 'm-ana', 1772442000000);
