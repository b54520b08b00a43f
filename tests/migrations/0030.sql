-- Rows as 0030_streaks.sql allows them: a deed, an undo that came first, and a time away.

INSERT INTO streak_deed (deed, about, at, standing, member, day, answer)
VALUES ('answered', 'A31', 1772442000000, TRUE, 'm-ben', '2026-03-02', 31),
    ('answered', 'A32', 1772442000000, FALSE, NULL, NULL, NULL);
INSERT INTO streak_away (member, why, since, until) VALUES ('m-ben', 'snoozed', 1772442000000, 1773046800000);
