-- Anonymous threads. Who is behind one is known to the vault alone, which is another store.

-- Whoever asked or answered anonymously, by their thread; an answer of theirs is signed with a name that holds for one
-- question only (`R1`).
ALTER TABLE question ADD COLUMN veil TEXT;
ALTER TABLE answer ADD COLUMN veil TEXT;
ALTER TABLE answer ADD COLUMN pseudonym TEXT;

-- A thread, from the draft (`N3`) to the end of its return address. Until it is posted it holds what is to be said.
CREATE TABLE anonymous_thread (
    thread TEXT PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    pseudonym TEXT NOT NULL,
    question BIGINT REFERENCES question (number),
    network TEXT NOT NULL,
    place TEXT NOT NULL,
    topics TEXT NOT NULL,
    body TEXT NOT NULL,
    language TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    moved_at BIGINT NOT NULL,
    solved_at BIGINT
);
CREATE INDEX anonymous_thread_question ON anonymous_thread (question) WHERE question IS NOT NULL;

-- What an anonymous asker adds to their question. It stands in a message of ours, which is hidden with the question.
CREATE TABLE anonymous_comment (
    planned TEXT PRIMARY KEY,
    question BIGINT NOT NULL REFERENCES question (number),
    body TEXT NOT NULL
);
CREATE INDEX anonymous_comment_question ON anonymous_comment (question);
