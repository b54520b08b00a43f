-- Which question of a newcomer a deed answers: of several only the first one counts.
ALTER TABLE deed ADD COLUMN question BIGINT;
CREATE INDEX deed_question ON deed (question) WHERE question IS NOT NULL;
