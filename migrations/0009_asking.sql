-- How questions come about: drafts of several origins, threads that were there before the question, and what is kept
-- of threads that were solved without one.

-- `origin`: 'asked' by command, 'direct' to the bot, 'captured' in a place, 'turned' at the wish of `picker`. `thread`
-- is the first message of the thread in which the card is to stand, if it does not begin one itself.
ALTER TABLE draft ADD COLUMN origin TEXT NOT NULL DEFAULT 'asked';
ALTER TABLE draft ADD COLUMN picker TEXT;
ALTER TABLE draft ADD COLUMN thread TEXT;
CREATE INDEX draft_asker ON draft (asker);

ALTER TABLE question ADD COLUMN thread TEXT;
CREATE INDEX question_thread ON question (network, place, thread) WHERE thread IS NOT NULL;

-- Messages in places with capture that somebody else has replied to: no offer is made about them, even when we hear
-- of the reply first.
CREATE TABLE replied (
    network TEXT NOT NULL,
    place TEXT NOT NULL,
    message TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (network, place, message)
);
CREATE INDEX replied_at ON replied (at);

-- How often in a row a member has declined to have a message of theirs made a question.
CREATE TABLE declined (
    member TEXT PRIMARY KEY REFERENCES member (id),
    times BIGINT NOT NULL
);

-- What somebody wants kept in the library, until everybody credited has allowed it. `question` and `answer` are JSON
-- texts; `first` and `message` are the messages they stand in.
CREATE TABLE keepsake (
    number BIGINT PRIMARY KEY,
    keeper TEXT NOT NULL REFERENCES member (id),
    network TEXT NOT NULL,
    place TEXT NOT NULL,
    first TEXT NOT NULL,
    message TEXT NOT NULL,
    asker TEXT NOT NULL REFERENCES member (id),
    author TEXT NOT NULL REFERENCES member (id),
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    topics TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    became BIGINT REFERENCES question (number),
    created_at BIGINT NOT NULL
);
CREATE INDEX keepsake_message ON keepsake (network, place, message);
CREATE INDEX keepsake_first ON keepsake (network, place, first);

-- Who has been asked to allow it.
CREATE TABLE keepsake_consent (
    keepsake BIGINT NOT NULL REFERENCES keepsake (number),
    member TEXT NOT NULL REFERENCES member (id),
    allowed BOOLEAN NOT NULL,
    shown TEXT,
    PRIMARY KEY (keepsake, member)
);
CREATE INDEX keepsake_consent_member ON keepsake_consent (member);
