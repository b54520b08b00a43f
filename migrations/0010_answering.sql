-- What becomes of a question once it is posted.

-- The newest acceptance that was heard of, undone or not: an older one that is heard of later changes nothing.
ALTER TABLE question ADD COLUMN chosen BIGINT;
ALTER TABLE question ADD COLUMN chosen_at BIGINT;
UPDATE question SET chosen = accepted, chosen_at = accepted_at;
-- The newest answer when the asker said that none had helped: answers up to it do not count as one.
ALTER TABLE question ADD COLUMN dismissed BIGINT NOT NULL DEFAULT 0;
-- The question that was asked before and says the same.
ALTER TABLE question ADD COLUMN duplicate_of BIGINT;
ALTER TABLE question ADD COLUMN closed_why TEXT;
CREATE INDEX question_duplicate ON question (duplicate_of) WHERE duplicate_of IS NOT NULL;

-- By which message an asker was asked which answer helped; each question is in here once at most.
CREATE TABLE which_helped (
    question BIGINT PRIMARY KEY REFERENCES question (number),
    at BIGINT NOT NULL,
    message TEXT
);

-- Who says that an answer helped them. `answer.helped` counts them, and those whom an import only counted.
CREATE TABLE helped (
    answer BIGINT NOT NULL REFERENCES answer (number),
    member TEXT NOT NULL REFERENCES member (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (answer, member)
);
CREATE INDEX helped_member ON helped (member);

-- Who wants to hear of a question's answers; `me_too` has the same question. `via` is the duplicate that they came
-- from, `told_at` the last time that they heard.
CREATE TABLE follower (
    question BIGINT NOT NULL REFERENCES question (number),
    member TEXT NOT NULL REFERENCES member (id),
    me_too BOOLEAN NOT NULL,
    via BIGINT,
    told_at BIGINT,
    PRIMARY KEY (question, member)
);
CREATE INDEX follower_member ON follower (member);

CREATE TABLE topic_follower (
    topic TEXT NOT NULL,
    member TEXT NOT NULL REFERENCES member (id),
    PRIMARY KEY (topic, member)
);
CREATE INDEX topic_follower_member ON topic_follower (member);

-- An answer that somebody reads before it is posted: `waiting`, `read`, or `posted`. Texts are JSON.
CREATE TABLE review (
    number BIGINT PRIMARY KEY,
    question BIGINT NOT NULL REFERENCES question (number),
    author TEXT NOT NULL REFERENCES member (id),
    reviewer TEXT REFERENCES member (id),
    body TEXT NOT NULL,
    comment TEXT,
    at BIGINT NOT NULL,
    state TEXT NOT NULL,
    request TEXT
);
CREATE INDEX review_author ON review (author);
CREATE INDEX review_reviewer ON review (reviewer);
CREATE INDEX review_request ON review (request) WHERE request IS NOT NULL;

-- A better text for an answer: `open`, `applied` or `declined`. `old` is the text that it would replace, or did.
CREATE TABLE correction (
    number BIGINT PRIMARY KEY,
    answer BIGINT NOT NULL REFERENCES answer (number),
    proposer TEXT REFERENCES member (id),
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    at BIGINT NOT NULL,
    state TEXT NOT NULL,
    decider TEXT REFERENCES member (id),
    decided_at BIGINT,
    request TEXT
);
CREATE INDEX correction_answer ON correction (answer, number);
CREATE INDEX correction_proposer ON correction (proposer);
CREATE INDEX correction_decider ON correction (decider);

-- Who says that an answer is out of date.
CREATE TABLE doubt (
    answer BIGINT NOT NULL REFERENCES answer (number),
    member TEXT NOT NULL REFERENCES member (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (answer, member)
);
CREATE INDEX doubt_member ON doubt (member);
