-- Rows as 0025_badges.sql allows them: a badge with its certificate, and an undo that came first.

INSERT INTO badge_mark (mark, source, at, standing, member, peer)
VALUES ('answered', 'A31', 1772442000000, TRUE, 'm-ana', NULL);
INSERT INTO badge_mark (mark, source, at, standing) VALUES ('accepted', 'A32', 1772442000000, FALSE);
INSERT INTO badge (member, badge, at, standing) VALUES ('m-ana', 'first-answer', 1772442000000, TRUE);
INSERT INTO certificate (code, member, badge, name, made_at)
VALUES ('7K3QM9XF2AH4T8Z', 'm-ana', 'first-answer', 'Ana', 1772442000000);
