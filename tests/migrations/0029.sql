-- Rows as 0029_impact.sql allows them: help to somebody, to somebody without a name, an undo that came first; and a share.

INSERT INTO help_case (kind, about, whose, at, standing, helper, helped, answer, question)
VALUES ('accepted', 'A31', '', 1772442000000, TRUE, 'm-ben', 'm-ana', 31, NULL),
    ('accepted', 'A32', '', 1772442000000, TRUE, 'm-ben', NULL, 32, NULL),
    ('thanked', 'A31', 'm-ana', 1772442000000, TRUE, 'm-ben', 'm-ana', 31, NULL),
    ('reused', 'A31', 'm-ana', 1772442000000, FALSE, NULL, NULL, NULL, NULL),
    ('too', 'Q17', 'm-ana', 1772442000000, TRUE, NULL, 'm-ana', NULL, 17),
    ('met', 'M1.1', '', 1772442000000, TRUE, 'm-ana', 'm-ben', NULL, NULL);
INSERT INTO impact_share (member, lead, shared_at, told) VALUES ('m-ben', 'm-ana', 1772442000000, 'o21'),
    ('m-ana', 'm-ben', 1772442000000, NULL);
