-- Rows as 0031_board.sql allows them: a deed with what is booked for it.

INSERT INTO deed (rule, source, at, standing, receiver, giver, day, points)
VALUES ('resolved', 'A33', 1772442000000, TRUE, 'm-ana', 'm-ben', '2026-03-02', 2);
