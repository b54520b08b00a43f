-- Rows as 0007_places.sql allows them: a place we only heard of, a practice place, one with features switched, a
-- question to read first.

INSERT INTO place (network, id, listed, sandbox, capture, language, zone, hours, introduced_at)
VALUES
    ('terminal', '#random', NULL, FALSE, FALSE, NULL, NULL, NULL, NULL),
    ('terminal', '#practice', TRUE, TRUE, FALSE, 'de', 'Europe/Berlin', 'Mon-Thu 8-16', 1772442000000);
INSERT INTO place_feature (network, place, feature, enabled)
VALUES ('terminal', '#random', 'questions', FALSE), ('terminal', '#practice', 'recognition', TRUE);
INSERT INTO featured (question, at) VALUES (18, 1772442000000);
