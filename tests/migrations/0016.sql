-- Rows as 0016_not_my_topic.sql allows them: a topic that is not somebody's, and a thread whose author is not known any
-- more, which somebody did not want kept.

INSERT INTO not_my_topic (member, topic) VALUES ('m-ben', 'lunch');
INSERT INTO keepsake (number, keeper, network, place, thread, first, message, asker, author, question, answer, topics,
    language, state, created_at)
VALUES (1601, NULL, 'terminal', '#help', NULL, 'u-30', NULL, 'm-ana', NULL, '[]', '[]', '[]', 'en', 'dropped',
    1772442000000);
INSERT INTO keepsake_consent (keepsake, member, said, shown) VALUES (1601, 'm-ana', 'refused', 'o7');
