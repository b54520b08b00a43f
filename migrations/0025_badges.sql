-- Badges: what counts for one, which are earned, and the certificates that were made of them.

-- One thing that counts, as the newest fact about it says. `peer` is whom or what it was about: another member, a team,
-- a question. One that was undone before we heard that it was done is nobody's.
CREATE TABLE badge_mark (
    mark TEXT NOT NULL,
    source TEXT NOT NULL,
    at BIGINT NOT NULL,
    standing BOOLEAN NOT NULL,
    member TEXT REFERENCES member (id),
    peer TEXT,
    PRIMARY KEY (mark, source)
);
CREATE INDEX badge_mark_member ON badge_mark (member, mark, at);
CREATE INDEX badge_mark_source ON badge_mark (source);

-- Badges that were ever earned. One that does not stand any more is not shown, and not announced again when it does.
CREATE TABLE badge (
    member TEXT NOT NULL REFERENCES member (id),
    badge TEXT NOT NULL,
    at BIGINT NOT NULL,
    standing BOOLEAN NOT NULL,
    PRIMARY KEY (member, badge)
);

-- `name` is what the member was called when it was made.
CREATE TABLE certificate (
    code TEXT PRIMARY KEY,
    member TEXT NOT NULL REFERENCES member (id),
    badge TEXT NOT NULL,
    name TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    UNIQUE (member, badge)
);
