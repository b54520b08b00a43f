-- What adapters remember of networks that do not remember it for us: how far we listened, what could not be read yet. Each
-- is written with the events that it belongs to. Names are hashed and bodies sealed; `person` is the hash of whom a
-- note is about.
CREATE TABLE adapter_note (
    network TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    person TEXT,
    written_at BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    PRIMARY KEY (network, kind, name)
);
CREATE INDEX adapter_note_person ON adapter_note (person);

-- Whether the network lets an account moderate: on Matrix, by its power level.
ALTER TABLE account ADD COLUMN moderates BOOLEAN NOT NULL DEFAULT FALSE;
