-- Rows as 0020_kudos.sql allows them: kudos on a card, a reaction that was taken back, somebody on the board.

INSERT INTO kudos (number, giver, reason, value, at, day, standing, network, message_place, message, by_reaction, card)
VALUES (1, 'm-ana', '[{"paragraph":[{"plain":"the release"}]}]', 'care', 1772442000000, '2026-03-02', TRUE, 'terminal', NULL, NULL, FALSE, 1),
    (2, 'm-ben', '[{"paragraph":[{"plain":"the release"}]}]', NULL, 1772442000000, '2026-03-02', FALSE, 'terminal', '#help', 'u-31', TRUE, NULL);
INSERT INTO kudos_receiver (kudos, member) VALUES (1, 'm-ben'), (2, 'm-ana');
INSERT INTO kudos_board (number, network, place, thread, day, message)
VALUES (1, 'terminal', '#help', '', '2026-03-02', 'o8');
INSERT INTO board_member (member) VALUES ('m-ben');
