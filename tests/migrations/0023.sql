-- Rows as 0023_introductions.sql allows them: a place with two people, and a round of which one has spoken.

INSERT INTO coffee_member (network, place, member, skips, alone, joined_at)
VALUES ('terminal', '#random', 'm-ana', TRUE, FALSE, 1772442001500), ('terminal', '#random', 'm-ben', FALSE, TRUE, 1772442001500);
INSERT INTO coffee_round (number, network, place, at) VALUES (1, 'terminal', '#random', 1772442001500);
INSERT INTO coffee_seat (round, member, group_number, met) VALUES (1, 'm-ana', 1, TRUE), (1, 'm-ben', 1, NULL);
