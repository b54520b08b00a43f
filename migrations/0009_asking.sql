-- How questions come about: drafts of several origins, and threads that were there before the question.

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
