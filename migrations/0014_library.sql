-- What people found out without asking us, kept where everybody finds it.

-- How a question came into the library: 'asked', 'kept' from a thread that was solved, or a 'tip', whose words are its
-- one answer.
ALTER TABLE question ADD COLUMN kind TEXT NOT NULL DEFAULT 'asked';

-- What somebody wants kept, until everybody credited has agreed: `asking`, `kept` or `dropped`. Texts are JSON. `first`
-- and `message` are the messages of the question and its answer. A tip has no `first` and no `asker`.
CREATE TABLE keepsake (
    number BIGINT PRIMARY KEY,
    keeper TEXT REFERENCES member (id),
    network TEXT NOT NULL,
    place TEXT NOT NULL,
    thread TEXT,
    first TEXT,
    message TEXT,
    asker TEXT REFERENCES member (id),
    author TEXT NOT NULL REFERENCES member (id),
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    topics TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX keepsake_message ON keepsake (network, place, message) WHERE message IS NOT NULL;
CREATE INDEX keepsake_first ON keepsake (network, place, first) WHERE first IS NOT NULL;
CREATE INDEX keepsake_keeper ON keepsake (keeper);
CREATE INDEX keepsake_asker ON keepsake (asker);
CREATE INDEX keepsake_author ON keepsake (author);

-- What those who are credited said to it: `asked`, `allowed`, `refused` or `silent`. `shown` is the message by which they
-- were asked.
CREATE TABLE keepsake_consent (
    keepsake BIGINT NOT NULL REFERENCES keepsake (number),
    member TEXT NOT NULL REFERENCES member (id),
    said TEXT NOT NULL,
    shown TEXT,
    PRIMARY KEY (keepsake, member)
);
CREATE INDEX keepsake_consent_member ON keepsake_consent (member);
