-- Rows as 0011_profiles.sql allows them: somebody who has said everything, and somebody of whom only the file tells.

INSERT INTO profile (member, bio) VALUES ('m-ana', 'I keep the databases awake — ask me 🐘');
INSERT INTO spoken (member, language, said) VALUES ('m-ana', 'pl', TRUE), ('m-ana', 'de', TRUE), ('m-ben', 'en', FALSE);
INSERT INTO learner (topic, member) VALUES ('rust', 'm-ben');
INSERT INTO skill (topic, member) VALUES ('sql', 'm-ben');
INSERT INTO employment (member, team, manager, site)
VALUES ('m-ana', 'Platform', 'm-ben', 'Gdańsk'), ('m-ben', NULL, NULL, 'Berlin');
