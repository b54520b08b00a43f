-- Kudos: who gave them to whom, for what; and who stands on the leaderboard by name.

-- `day` is a date where the giver lives: so many can be given in each. `message` is the message that they were given in,
-- or whose reaction they are; `by_reaction` says which. `reason` is JSON.
CREATE TABLE kudos (
    number BIGINT PRIMARY KEY,
    giver TEXT NOT NULL REFERENCES member (id),
    reason TEXT NOT NULL,
    value TEXT,
    at BIGINT NOT NULL,
    day TEXT NOT NULL,
    standing BOOLEAN NOT NULL,
    network TEXT NOT NULL,
    message_place TEXT,
    message TEXT,
    by_reaction BOOLEAN NOT NULL,
    card BIGINT
);
CREATE INDEX kudos_giver ON kudos (giver, day);
CREATE INDEX kudos_message ON kudos (network, message_place, message) WHERE message IS NOT NULL;
CREATE INDEX kudos_card ON kudos (card) WHERE card IS NOT NULL;

CREATE TABLE kudos_receiver (
    kudos BIGINT NOT NULL REFERENCES kudos (number),
    member TEXT NOT NULL REFERENCES member (id),
    PRIMARY KEY (kudos, member)
);
CREATE INDEX kudos_receiver_member ON kudos_receiver (member);

-- One card a day for each place, or thread in it; `thread` is empty outside of threads, `day` a date of the community.
CREATE TABLE kudos_board (
    number BIGINT PRIMARY KEY,
    network TEXT NOT NULL,
    place TEXT NOT NULL,
    thread TEXT NOT NULL,
    day TEXT NOT NULL,
    message TEXT NOT NULL,
    UNIQUE (network, place, thread, day)
);

-- Who wants to be named on leaderboards.
CREATE TABLE board_member (
    member TEXT PRIMARY KEY REFERENCES member (id)
);

CREATE INDEX deed_at ON deed (at) WHERE standing;
