-- Members, and their accounts on the networks. What a network tells (language, zone) gives way to what a member
-- chose themselves.

CREATE TABLE member (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    language TEXT,
    zone TEXT,
    chosen_language TEXT,
    chosen_zone TEXT,
    hours TEXT,
    snoozed_until BIGINT,
    first_seen BIGINT NOT NULL,
    merged_into TEXT
);

CREATE TABLE account (
    network TEXT NOT NULL,
    user_id TEXT NOT NULL,
    member TEXT NOT NULL REFERENCES member (id),
    name TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    bot BOOLEAN NOT NULL,
    last_used BIGINT NOT NULL,
    PRIMARY KEY (network, user_id)
);
CREATE INDEX account_member ON account (member);

-- One-time codes that join two accounts; only their digest is kept.
CREATE TABLE link_code (
    digest TEXT PRIMARY KEY,
    member TEXT NOT NULL REFERENCES member (id),
    expires_at BIGINT NOT NULL
);

-- Unasked direct messages per member and local day, as days since 1970-01-01.
CREATE TABLE interruption (
    member TEXT NOT NULL REFERENCES member (id),
    day BIGINT NOT NULL,
    used BIGINT NOT NULL,
    PRIMARY KEY (member, day)
);
