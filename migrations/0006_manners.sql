-- Manners: what is kept for later, what people want to hear nothing of, and whether they may be asked.

-- What could not be said unasked, oldest first. `why` is `hours` (said when they work again) or `budget` (left for
-- the digest). The id is that of the message that it will become.
CREATE TABLE held (
    id TEXT PRIMARY KEY,
    member TEXT NOT NULL REFERENCES member (id),
    feature TEXT NOT NULL,
    at BIGINT NOT NULL,
    why TEXT NOT NULL,
    post TEXT NOT NULL
);
CREATE INDEX held_member ON held (member, id);

-- Features that a member wants to hear nothing of unasked; `all` is all of them.
CREATE TABLE stopped (
    member TEXT NOT NULL REFERENCES member (id),
    feature TEXT NOT NULL,
    PRIMARY KEY (member, feature)
);

-- Whether a member may be asked questions: `asked` with the first one, `given`, `never`, or `paused` after silence.
-- `topics` is a JSON list; an empty one means any.
CREATE TABLE consent (
    member TEXT PRIMARY KEY REFERENCES member (id),
    state TEXT NOT NULL,
    a_week BIGINT NOT NULL,
    topics TEXT NOT NULL,
    silences BIGINT NOT NULL
);

-- The day on which a member started at the company, as YYYY-MM-DD.
ALTER TABLE member ADD COLUMN start_date TEXT;

-- Whether a question goes further in half the time: a newcomer's does.
ALTER TABLE question ADD COLUMN hurried BOOLEAN NOT NULL DEFAULT FALSE;
