-- In which weeks somebody helped, and when they were away.

-- One deed of help, as the newest fact about it says; `day` is its date where the helper lives.
CREATE TABLE streak_deed (
    deed TEXT NOT NULL,
    about TEXT NOT NULL,
    at BIGINT NOT NULL,
    standing BOOLEAN NOT NULL,
    member TEXT REFERENCES member (id),
    day TEXT,
    answer BIGINT,
    PRIMARY KEY (deed, about)
);
CREATE INDEX streak_deed_member ON streak_deed (member) WHERE member IS NOT NULL;

-- A time in which a member was not to be counted on, and why (`snoozed`, `paused`).
CREATE TABLE streak_away (
    member TEXT NOT NULL REFERENCES member (id),
    why TEXT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT NOT NULL,
    PRIMARY KEY (member, why, since)
);
