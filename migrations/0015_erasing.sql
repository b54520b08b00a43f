-- Accounts whose holders were erased, as digests: what they wrote until `at` is not to be imported again.
CREATE TABLE erased_account (
    digest TEXT PRIMARY KEY,
    at BIGINT NOT NULL
);

-- Who closed a question: `closed_why` is in their words.
ALTER TABLE question ADD COLUMN closed_by TEXT REFERENCES member (id);
CREATE INDEX question_closed_by ON question (closed_by) WHERE closed_by IS NOT NULL;
