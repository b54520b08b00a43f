-- What members tell their colleagues about themselves, and what the people file says of them.

CREATE TABLE profile (
    member TEXT PRIMARY KEY REFERENCES member (id),
    bio TEXT NOT NULL
);

-- The languages that they answer in (ISO 639-1): said by themselves, or else listed in the people file. Without a row it
-- is the language that their network tells.
CREATE TABLE spoken (
    member TEXT NOT NULL REFERENCES member (id),
    language TEXT NOT NULL,
    said BOOLEAN NOT NULL,
    PRIMARY KEY (member, language)
);

-- What they want to learn. What they help with is in topic_member.
CREATE TABLE learner (
    topic TEXT NOT NULL,
    member TEXT NOT NULL REFERENCES member (id),
    PRIMARY KEY (topic, member)
);
CREATE INDEX learner_member ON learner (member);

-- What the people file lists as their skills: a hint whom to ask, never their word that they may be asked.
CREATE TABLE skill (
    topic TEXT NOT NULL,
    member TEXT NOT NULL REFERENCES member (id),
    PRIMARY KEY (topic, member)
);
CREATE INDEX skill_member ON skill (member);

-- Where they work, as the people file says; `manager` is a member.
CREATE TABLE employment (
    member TEXT PRIMARY KEY REFERENCES member (id),
    team TEXT,
    manager TEXT REFERENCES member (id),
    site TEXT
);
CREATE INDEX employment_manager ON employment (manager) WHERE manager IS NOT NULL;

-- How people deal with what they are asked is read for the last weeks.
CREATE INDEX asked_at ON asked (at);
