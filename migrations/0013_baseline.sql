-- How questions fared before Stoa came, as `stoa baseline` measured it: sums only, never about fewer than 5 people.
-- `month` is 2026-03, or `all`. Waits for the first reply are in milliseconds; NULL if so many never got one.

CREATE TABLE baseline (
    month TEXT PRIMARY KEY,
    questions BIGINT NOT NULL,
    unanswered BIGINT NOT NULL,
    clock_median BIGINT,
    clock_p90 BIGINT,
    working_median BIGINT,
    working_p90 BIGINT,
    measured_at BIGINT NOT NULL
);
