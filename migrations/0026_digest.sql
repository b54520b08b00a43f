-- Digests: for whom, how often, and what was in them.

-- Who was seen in a place, by what they wrote there or by coming in: they may hear of it elsewhere.
CREATE TABLE presence (
    member TEXT NOT NULL REFERENCES member (id),
    network TEXT NOT NULL,
    place TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (member, network, place)
);
CREATE INDEX presence_place ON presence (network, place, since);

-- How often a member wants a digest (`weekly`, `daily`, `off`; NULL is as the settings say), and when the last one came.
CREATE TABLE digest_reader (
    member TEXT PRIMARY KEY REFERENCES member (id),
    every TEXT,
    last_at BIGINT
);

-- The same of places.
CREATE TABLE digest_place (
    network TEXT NOT NULL,
    place TEXT NOT NULL,
    every TEXT,
    last_at BIGINT,
    PRIMARY KEY (network, place)
);

-- What was in the digests of a place (`terminal/#help`) or a member: it is not news again.
CREATE TABLE digest_told (
    reader TEXT NOT NULL,
    item TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (reader, item)
);
CREATE INDEX digest_told_at ON digest_told (at);

-- What a digest reads.
CREATE INDEX question_place_asked ON question (network, place, asked_at);
CREATE INDEX employment_team ON employment (team) WHERE team IS NOT NULL;
