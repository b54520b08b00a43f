-- The queues that carry an event from a network to the features and their actions back.

CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);

-- Facts about this database as a whole.
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- The random keys that queued payloads are sealed under, one a day, wrapped by the queue key.
CREATE TABLE day_key (
    day BIGINT PRIMARY KEY,
    wrapped BYTEA NOT NULL
);

-- Events that have not been applied. `person` and `message` are HMACs: what must be kept in order.
CREATE TABLE inbox (
    number BIGINT PRIMARY KEY,
    received_at BIGINT NOT NULL,
    person TEXT,
    message TEXT,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    not_before BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    fence BIGINT NOT NULL,
    key_day BIGINT NOT NULL,
    sealed BYTEA NOT NULL,
    error TEXT
);
CREATE INDEX inbox_waiting ON inbox (number) WHERE state = 'waiting';
CREATE INDEX inbox_person ON inbox (person, number) WHERE state = 'waiting';
CREATE INDEX inbox_message ON inbox (message, number) WHERE state = 'waiting';

-- HMACs of what was accepted, so that a redelivered event is a no-op.
CREATE TABLE inbox_key (
    key TEXT PRIMARY KEY,
    seen_at BIGINT NOT NULL
);
CREATE INDEX inbox_key_seen ON inbox_key (seen_at);

-- Actions in the order of a counter per lane: a place, or a person's direct conversation.
CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    network TEXT NOT NULL,
    lane TEXT NOT NULL,
    number BIGINT NOT NULL,
    effect_key TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    searches BIGINT NOT NULL,
    planned_at BIGINT NOT NULL,
    not_before BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    fence BIGINT NOT NULL,
    key_day BIGINT NOT NULL,
    sealed BYTEA,
    place TEXT,
    message TEXT,
    settled_at BIGINT,
    error TEXT,
    UNIQUE (network, lane, number)
);
CREATE INDEX outbox_unsettled ON outbox (network, lane, number) WHERE state IN ('ready', 'sending', 'unknown');
CREATE INDEX outbox_message ON outbox (network, place, message) WHERE message IS NOT NULL;

-- Work that falls due.
CREATE TABLE job (
    id TEXT PRIMARY KEY,
    feature TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    not_before BIGINT NOT NULL,
    lease_until BIGINT NOT NULL,
    fence BIGINT NOT NULL,
    error TEXT,
    UNIQUE (feature, kind, subject)
);
CREATE INDEX job_waiting ON job (not_before, id) WHERE state = 'waiting';

-- How each due time of recurring work ended.
CREATE TABLE schedule_run (
    name TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (name, due_at)
);

-- What the search index has to read again, in the order of commits.
CREATE TABLE index_change (
    version BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL
);

-- HMACs of things that can be done and undone (a reaction, a text, a message's life), with the moment of the
-- newest event about each: an older one that arrives later changes nothing.
CREATE TABLE latest (
    key TEXT PRIMARY KEY,
    at BIGINT NOT NULL
);
CREATE INDEX latest_at ON latest (at);
