-- Rows as 0009_asking.sql allows them: a draft for each origin, and a thread with a reply.

INSERT INTO draft (number, asker, network, place, direct, message, body, topics, language, created_at, state, shown,
    solved_by, origin, picker, thread)
VALUES
    (11, 'm-ana', 'terminal', 'dm:ana', TRUE, 'u-11', '[]', '[]', 'en', 1772442000000, 'open', 'o1', NULL, 'direct',
        NULL, NULL),
    (12, 'm-ana', 'terminal', '#help', FALSE, 'u-12', '[]', '[]', 'en', 1772442000000, 'watched', NULL, NULL,
        'captured', NULL, 'u-12'),
    (13, 'm-ana', 'terminal', '#help', FALSE, 'u-13', '[]', '[]', 'de', 1772442000000, 'declined', 'o2', NULL,
        'turned', 'm-ben', 'u-13');
INSERT INTO replied (network, place, message, at) VALUES ('terminal', '#help', 'u-14', 1772442000000);
INSERT INTO declined (member, times) VALUES ('m-ana', 2);
