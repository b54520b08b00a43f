-- Rows as 0006_manners.sql allows them.

INSERT INTO held (id, member, feature, at, why, post)
VALUES ('o9', 'm-ana', 'questions', 1772442000000, 'budget', '{"text":[],"buttons":[]}');
INSERT INTO stopped (member, feature) VALUES ('m-ana', 'all'), ('m-ben', 'questions');
INSERT INTO consent (member, state, a_week, topics, silences)
VALUES ('m-ana', 'given', 2, '["postgres"]', 1), ('m-ben', 'never', 2, '[]', 0);
UPDATE member SET start_date = '2026-03-02' WHERE id = 'm-ben';
UPDATE question SET hurried = TRUE WHERE number = 17;
