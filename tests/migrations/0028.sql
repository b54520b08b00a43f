-- Rows as 0028_programmes.sql allows them: somebody offers mentoring in a programme.

INSERT INTO mentor (member, topics, capacity, paused_until, offered_at, programme)
VALUES ('m-ana', 'git', 1, NULL, 1772442001600, 'graduates');
