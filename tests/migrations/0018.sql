-- Rows as 0018_anonymous.sql allows them: a draft, an open question and a comment under it.

INSERT INTO anonymous_thread (thread, number, state, pseudonym, question, network, place, topics, body, language, made_at,
    moved_at, solved_at)
VALUES ('3f00', 1, 'draft', 'OP', NULL, 'terminal', '#help', '["ci"]', '[]', 'en', 1772442000000, 1772442000000, NULL),
    ('3f01', 2, 'open', 'OP', (SELECT MIN(number) FROM question), 'terminal', '#help', '[]', '[]', 'en', 1772442000000,
        1772442000000, 1772442000000);
INSERT INTO anonymous_comment (planned, question, body)
SELECT 'o-comment', MIN(number), '[]' FROM question;
