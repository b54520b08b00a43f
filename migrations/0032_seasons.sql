-- Seasons that end, and allowances.

CREATE INDEX ledger_account_season ON ledger_account (season);

-- Where those who were shown on boards stood when a season ended; `season` is its first day: 20260928.
CREATE TABLE season_result (
    member TEXT NOT NULL REFERENCES member (id),
    season BIGINT NOT NULL,
    rank BIGINT NOT NULL,
    points BIGINT NOT NULL,
    PRIMARY KEY (member, season)
);
