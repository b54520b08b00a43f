-- Rows as 0002_people.sql allows them: somebody of whom everything is known, somebody new, two who became one.

INSERT INTO member (id, name, language, zone, chosen_language, chosen_zone, hours, snoozed_until, first_seen,
    merged_into)
VALUES
    ('m-ana', 'Ana Żółć', 'pl', 'Europe/Warsaw', 'de', 'Europe/Berlin', 'Mon-Fri 9-17', 1772528400000,
        1772442000000, NULL),
    ('m-ben', 'Ben', NULL, NULL, NULL, NULL, NULL, NULL, 1772442000000, NULL),
    ('m-ben-too', 'ben', NULL, NULL, NULL, NULL, NULL, NULL, 1772442000000, 'm-ben');
INSERT INTO account (network, user_id, member, name, active, bot, last_used)
VALUES
    ('terminal', 'ana', 'm-ana', 'Ana Żółć', TRUE, FALSE, 1772442000000),
    ('terminal', 'ben', 'm-ben', 'Ben', TRUE, FALSE, 1772442000000),
    ('slack:T1', 'U1', 'm-ben', 'ben', FALSE, TRUE, 1772442000000);
INSERT INTO link_code (digest, member, expires_at) VALUES ('ee', 'm-ana', 1772442600000);
INSERT INTO interruption (member, day, used) VALUES ('m-ben', 20514, 3);
