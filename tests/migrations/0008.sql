-- Rows as 0008_moderation.sql allows them: a confirmed item with all that belongs to it, and one without an author.

INSERT INTO item (post, author, state, hider, hidden_until, confirmer, changed_at, notice)
VALUES
    ('A31', 'm-ben', 'confirmed', 'm-ana', NULL, 'm-ben', 1772442001500, 'o5'),
    ('Q18', NULL, 'open', NULL, NULL, NULL, 1772442001500, NULL);
INSERT INTO flag (post, member, why, at) VALUES ('A31', 'm-ana', 'unkind', 1772442001400);
INSERT INTO item_note (id, post, member, at, words) VALUES ('n1', 'A31', 'm-ana', 1772442001450, 'I know them');
INSERT INTO item_message (post, member, planned) VALUES ('A31', 'm-ana', 'o6');
INSERT INTO slip (post, at, member) VALUES ('A31', 1772442001500, 'm-ben');
INSERT INTO pause (member, what, until) VALUES ('m-ben', 'posting', 1773046801500);
UPDATE answer SET hidden = TRUE WHERE number = 31;
UPDATE member SET guided = TRUE WHERE id = 'm-ana';
