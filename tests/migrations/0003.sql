-- Rows as 0003_questions.sql allows them: a draft, an answered question, and an imported one by nobody we know.

INSERT INTO draft (number, asker, network, place, direct, message, body, topics, language, created_at, state, shown,
    solved_by)
VALUES
    (1, 'm-ana', 'terminal', '#help', FALSE, 'u-1', '[]', '["postgres"]', 'en', 1772442000000, 'open', 'o1', NULL),
    (2, 'm-ana', 'terminal', 'dm:ana', TRUE, NULL, '[]', '[]', 'de', 1772442000000, 'solved', NULL, 1);
INSERT INTO question (number, asker, network, place, direct, message, title, body, language, asked_at, state, card,
    claimed_by, claimed_at, step, accepted, accepted_at, source)
VALUES
    (17, 'm-ana', 'terminal', '#help', FALSE, 'u-2', 'Why is it slow?', '[]', 'en', 1772442000000, 'solved', 'o1',
        'm-ben', 1772442000500, 1, 31, 1772442001000, NULL),
    (18, NULL, 'import', 'devops', FALSE, NULL, 'Where is the state?', '[]', 'en', 1400000000000, 'open', NULL,
        NULL, NULL, 0, NULL, NULL, 'stackexchange:devops:1');
INSERT INTO question_topic (question, topic) VALUES (17, 'postgres'), (18, 'terraform');
INSERT INTO answer (number, question, author, network, place, message, planned, body, at, helped, withdrawn, source)
VALUES
    (31, 17, 'm-ben', 'terminal', '#help', 'u-3', NULL, '[]', 1772442000900, 2, FALSE, NULL),
    (32, 17, 'm-ben', 'terminal', NULL, NULL, 'o4', '[]', 1772442000950, 0, TRUE, NULL),
    (33, 18, NULL, NULL, NULL, NULL, NULL, '[]', 1400000000001, 5, FALSE, 'stackexchange:devops:2');
INSERT INTO asked (question, member, at, reasons, propensity, state, direct)
VALUES (17, 'm-ben', 1772442000100, '[]', 0.25, 'took', 'o5');
INSERT INTO topic_member (topic, member, role) VALUES ('postgres', 'm-ben', 'advocate'), ('rust', 'm-ana', 'helper');
