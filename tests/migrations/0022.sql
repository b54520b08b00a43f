-- Rows as 0022_mentoring.sql allows them: a pair with all that belongs to it, and somebody who waits.

INSERT INTO mentor (member, topics, capacity, paused_until, offered_at) VALUES ('m-ben', 'rust sql', 2, NULL, 1772442001500);
INSERT INTO mentee (member, topics, note, paused_until, sought_at, told)
VALUES ('m-ana', 'rust', 'I write my first service', 1773442001500, 1772442001500, 'places');
INSERT INTO mentor_wish (member, rank, mentor) VALUES ('m-ana', 1, 'm-ben');
INSERT INTO mentor_avoid (member, other) VALUES ('m-ben', 'm-ana');
INSERT INTO mentorship (number, mentee, mentor, state, score, topics, mentee_agreed, mentor_agreed, proposed_at, started_at,
    ended_at, mentee_card, mentor_card)
VALUES (1, 'm-ana', 'm-ben', 'running', 812, 'rust', TRUE, TRUE, 1772442001500, 1772442001600, NULL, 'o5', NULL);
INSERT INTO mentor_meeting (mentorship, number, mentee_met, mentor_met) VALUES (1, 1, TRUE, NULL);
INSERT INTO mentor_feedback (mentorship, member, stars) VALUES (1, 'm-ana', 5);
