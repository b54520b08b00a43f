-- What holds in a place. There is a row for every place that we have heard of; what is NULL is as the settings say.

CREATE TABLE place (
    network TEXT NOT NULL,
    id TEXT NOT NULL,
    listed BOOLEAN,
    sandbox BOOLEAN NOT NULL,
    capture BOOLEAN NOT NULL,
    language TEXT,
    zone TEXT,
    hours TEXT,
    introduced_at BIGINT,
    PRIMARY KEY (network, id)
);

-- Features that a moderator switched on or off in a place.
CREATE TABLE place_feature (
    network TEXT NOT NULL,
    place TEXT NOT NULL,
    feature TEXT NOT NULL,
    enabled BOOLEAN NOT NULL,
    PRIMARY KEY (network, place, feature)
);

-- Known questions that a moderator picked as the ones to read first.
CREATE TABLE featured (
    question BIGINT PRIMARY KEY REFERENCES question (number),
    at BIGINT NOT NULL
);
