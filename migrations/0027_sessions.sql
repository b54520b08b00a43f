-- Live sessions: who would like to work with somebody, or watch them, and who was asked.

-- `state` is `open`, `taken` or `over`.
CREATE TABLE live_session (
    number BIGINT PRIMARY KEY,
    asker TEXT NOT NULL REFERENCES member (id),
    topic TEXT NOT NULL,
    shadow BOOLEAN NOT NULL,
    minutes BIGINT NOT NULL,
    state TEXT NOT NULL,
    asked_at BIGINT NOT NULL
);
CREATE INDEX live_session_asker ON live_session (asker, state);

-- `card` is the message that asked; one of a session waits at a time, all others have passed.
CREATE TABLE live_session_asked (
    session BIGINT NOT NULL REFERENCES live_session (number),
    member TEXT NOT NULL REFERENCES member (id),
    passed BOOLEAN NOT NULL,
    card TEXT NOT NULL,
    PRIMARY KEY (session, member)
);
CREATE INDEX live_session_asked_member ON live_session_asked (member);
