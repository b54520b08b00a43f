-- Forgetting people. Of an erased member the id stays, as a tombstone that belongs to nobody.

ALTER TABLE member ADD COLUMN erased_at BIGINT;

-- Whether a member was told, once, what we can do.
ALTER TABLE member ADD COLUMN greeted BOOLEAN NOT NULL DEFAULT FALSE;

-- Direct conversations of erased members: what was planned in them until `since` is forgotten once it is settled.
CREATE TABLE erased_lane (
    network TEXT NOT NULL,
    lane TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (network, lane)
);
