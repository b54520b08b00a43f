-- Rows as 0013_baseline.sql allows them: a month in which nearly everything was answered, and all of them.

INSERT INTO baseline (month, questions, unanswered, clock_median, clock_p90, working_median, working_p90, measured_at)
VALUES
    ('2026-01', 40, 2, 1800000, 90000000, 1500000, 20000000, 1772442000000),
    ('all', 60, 30, 3600000, NULL, 3600000, NULL, 1772442000000);
