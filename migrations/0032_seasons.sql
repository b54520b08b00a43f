-- Seasons that end, allowances, and what was of use again.

-- What deeds of one kind are judged together by: of a welcome the question, of a use the answer.
ALTER TABLE deed RENAME COLUMN question TO subject;

CREATE INDEX ledger_account_season ON ledger_account (season);

-- Where those who were shown on boards stood when a season ended; `season` is its first day: 20260928.
CREATE TABLE season_result (
    member TEXT NOT NULL REFERENCES member (id),
    season BIGINT NOT NULL,
    rank BIGINT NOT NULL,
    points BIGINT NOT NULL,
    PRIMARY KEY (member, season)
);
