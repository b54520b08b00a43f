-- Rows as 0014_library.sql allows them: something kept, a tip, a thread about which somebody is still asked, and one
-- that somebody did not want kept.

INSERT INTO question (number, asker, network, place, direct, title, body, language, asked_at, state, step, kind)
VALUES
    (1401, 'm-ana', 'terminal', '#help', FALSE, 'How do I go back?', '[]', 'en', 1772442000000, 'archived', 0, 'kept'),
    (1402, 'm-ben', 'terminal', '', FALSE, 'A dash goes back.', '[]', 'en', 1772442000000, 'archived', 0, 'tip');
INSERT INTO keepsake (number, keeper, network, place, thread, first, message, asker, author, question, answer, topics,
    language, state, created_at)
VALUES
    (1, 'm-ana', 'terminal', '#help', 'u-20', 'u-20', 'u-21', 'm-ana', 'm-ben', '[]', '[]', '["postgres"]', 'en',
        'asking', 1772442000000),
    (2, 'm-ben', 'terminal', '#help', NULL, NULL, NULL, NULL, 'm-ben', '[]', '[]', '[]', 'en', 'kept', 1772442000000),
    (3, NULL, 'terminal', '#help', NULL, 'u-22', 'u-23', 'm-ana', 'm-ben', '[]', '[]', '[]', 'en', 'dropped',
        1772442000000);
INSERT INTO keepsake_consent (keepsake, member, said, shown)
VALUES (1, 'm-ana', 'allowed', NULL), (1, 'm-ben', 'asked', 'o3'), (2, 'm-ana', 'allowed', 'o4'),
    (3, 'm-ana', 'refused', 'o5'), (3, 'm-ben', 'silent', 'o6');
