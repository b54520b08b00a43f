-- Introductions: who takes part at which place, and who was introduced to whom.

CREATE TABLE coffee_member (
    network TEXT NOT NULL,
    place TEXT NOT NULL,
    member TEXT NOT NULL REFERENCES member (id),
    -- Whether they leave out the next round.
    skips BOOLEAN NOT NULL,
    -- Whether they met nobody in the last round.
    alone BOOLEAN NOT NULL,
    joined_at BIGINT NOT NULL,
    PRIMARY KEY (network, place, member)
);
CREATE INDEX coffee_member_member ON coffee_member (member);

CREATE TABLE coffee_round (
    number BIGINT PRIMARY KEY,
    network TEXT NOT NULL,
    place TEXT NOT NULL,
    at BIGINT NOT NULL
);

-- Those with the same group number were introduced to each other; `met` is NULL until they say.
CREATE TABLE coffee_seat (
    round BIGINT NOT NULL REFERENCES coffee_round (number),
    member TEXT NOT NULL REFERENCES member (id),
    group_number BIGINT NOT NULL,
    met BOOLEAN,
    PRIMARY KEY (round, member)
);
CREATE INDEX coffee_seat_member ON coffee_seat (member);
