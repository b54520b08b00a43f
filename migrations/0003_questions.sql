-- Questions, their answers, and who was asked.

-- A question before it is posted. Texts are JSON.
CREATE TABLE draft (
    number BIGINT PRIMARY KEY,
    asker TEXT NOT NULL REFERENCES member (id),
    network TEXT NOT NULL,
    place TEXT NOT NULL,
    direct BOOLEAN NOT NULL,
    message TEXT,
    body TEXT NOT NULL,
    topics TEXT NOT NULL,
    language TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    shown TEXT,
    solved_by BIGINT
);
CREATE INDEX draft_message ON draft (network, place, message) WHERE message IS NOT NULL;

CREATE TABLE question (
    number BIGINT PRIMARY KEY,
    asker TEXT REFERENCES member (id),
    network TEXT NOT NULL,
    place TEXT NOT NULL,
    direct BOOLEAN NOT NULL,
    message TEXT,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    language TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    card TEXT,
    claimed_by TEXT REFERENCES member (id),
    claimed_at BIGINT,
    step BIGINT NOT NULL,
    accepted BIGINT,
    accepted_at BIGINT,
    source TEXT UNIQUE
);
CREATE INDEX question_asker ON question (asker);
CREATE INDEX question_state ON question (state, number);
CREATE INDEX question_message ON question (network, place, message) WHERE message IS NOT NULL;
CREATE INDEX question_card ON question (card) WHERE card IS NOT NULL;

CREATE TABLE question_topic (
    question BIGINT NOT NULL REFERENCES question (number),
    topic TEXT NOT NULL,
    PRIMARY KEY (question, topic)
);
CREATE INDEX question_topic_topic ON question_topic (topic, question);

CREATE TABLE answer (
    number BIGINT PRIMARY KEY,
    question BIGINT NOT NULL REFERENCES question (number),
    author TEXT REFERENCES member (id),
    network TEXT,
    place TEXT,
    message TEXT,
    planned TEXT,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    helped BIGINT NOT NULL,
    withdrawn BOOLEAN NOT NULL,
    source TEXT UNIQUE
);
CREATE INDEX answer_question ON answer (question, number);
CREATE INDEX answer_author ON answer (author);
CREATE INDEX answer_planned ON answer (planned) WHERE planned IS NOT NULL;
CREATE INDEX answer_message ON answer (network, place, message) WHERE message IS NOT NULL;

-- Who was asked, why, and what they said. `propensity` is the chance with which the policy chose them.
CREATE TABLE asked (
    question BIGINT NOT NULL REFERENCES question (number),
    member TEXT NOT NULL REFERENCES member (id),
    at BIGINT NOT NULL,
    reasons TEXT NOT NULL,
    propensity DOUBLE PRECISION NOT NULL,
    state TEXT NOT NULL,
    direct TEXT NOT NULL,
    PRIMARY KEY (question, member)
);
CREATE INDEX asked_member ON asked (member, at);
CREATE INDEX asked_direct ON asked (direct);

-- What people say they help with.
CREATE TABLE topic_member (
    topic TEXT NOT NULL,
    member TEXT NOT NULL REFERENCES member (id),
    role TEXT NOT NULL,
    PRIMARY KEY (topic, member)
);
CREATE INDEX topic_member_member ON topic_member (member);
