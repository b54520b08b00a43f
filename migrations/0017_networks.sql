-- What networks other than the terminal bring.

-- Genuine deliveries that an adapter could not read. `kind` is what the network calls them; the rest is sealed.
CREATE TABLE dead_letter (
    number BIGINT PRIMARY KEY,
    network TEXT NOT NULL,
    kind TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    key_day BIGINT NOT NULL,
    sealed BYTEA NOT NULL
);
CREATE INDEX dead_letter_received_at ON dead_letter (received_at);

-- Whether an account is a guest's: somebody from another company, or with access to a few places only.
ALTER TABLE account ADD COLUMN guest BOOLEAN NOT NULL DEFAULT FALSE;
