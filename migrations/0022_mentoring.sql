-- Mentoring: who offers and who seeks it, the pairs that were proposed, and what became of them.

CREATE TABLE mentor (
    member TEXT PRIMARY KEY REFERENCES member (id),
    -- Separated by blanks, in order.
    topics TEXT NOT NULL,
    capacity BIGINT NOT NULL,
    paused_until BIGINT,
    offered_at BIGINT NOT NULL
);

CREATE TABLE mentee (
    member TEXT PRIMARY KEY REFERENCES member (id),
    topics TEXT NOT NULL,
    note TEXT NOT NULL,
    paused_until BIGINT,
    sought_at BIGINT NOT NULL,
    -- What they were told last of why they have no mentor; NULL: nothing yet.
    told TEXT
);

-- Whom a mentee would like; 1 is the dearest.
CREATE TABLE mentor_wish (
    member TEXT NOT NULL REFERENCES member (id),
    rank BIGINT NOT NULL,
    mentor TEXT NOT NULL REFERENCES member (id),
    PRIMARY KEY (member, rank)
);
CREATE INDEX mentor_wish_mentor ON mentor_wish (mentor);

-- Whom a member does not want to be matched with, which is told to nobody.
CREATE TABLE mentor_avoid (
    member TEXT NOT NULL REFERENCES member (id),
    other TEXT NOT NULL REFERENCES member (id),
    PRIMARY KEY (member, other)
);
CREATE INDEX mentor_avoid_other ON mentor_avoid (other);

-- A pair: `proposed` until both agree, then `running`, and at last `ended`; or `moved`, `declined` or `lapsed`.
CREATE TABLE mentorship (
    number BIGINT PRIMARY KEY,
    mentee TEXT NOT NULL REFERENCES member (id),
    mentor TEXT NOT NULL REFERENCES member (id),
    state TEXT NOT NULL,
    score BIGINT NOT NULL,
    topics TEXT NOT NULL,
    mentee_agreed BOOLEAN NOT NULL,
    mentor_agreed BOOLEAN NOT NULL,
    proposed_at BIGINT NOT NULL,
    started_at BIGINT,
    ended_at BIGINT,
    -- The messages that proposed it to both.
    mentee_card TEXT,
    mentor_card TEXT
);
CREATE INDEX mentorship_mentee ON mentorship (mentee, state);
CREATE INDEX mentorship_mentor ON mentorship (mentor, state);

-- Each time a pair is asked whether they met; NULL: no word yet.
CREATE TABLE mentor_meeting (
    mentorship BIGINT NOT NULL REFERENCES mentorship (number),
    number BIGINT NOT NULL,
    mentee_met BOOLEAN,
    mentor_met BOOLEAN,
    PRIMARY KEY (mentorship, number)
);

-- What they said at the end.
CREATE TABLE mentor_feedback (
    mentorship BIGINT NOT NULL REFERENCES mentorship (number),
    member TEXT NOT NULL REFERENCES member (id),
    stars BIGINT NOT NULL,
    PRIMARY KEY (mentorship, member)
);
CREATE INDEX mentor_feedback_member ON mentor_feedback (member);
