-- Moderation: what was flagged, what the moderators decided, and what follows when it happens again.

-- Out of sight by a decision of the moderators; the words stay, since they may come back.
ALTER TABLE question ADD COLUMN hidden BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE answer ADD COLUMN hidden BOOLEAN NOT NULL DEFAULT FALSE;

-- The moderators' queue: one item for each post (`Q17`, `A31`) that was ever flagged or hidden. `hider` hid it first,
-- `confirmer` agreed; `notice` is the message that tells the author.
CREATE TABLE item (
    post TEXT PRIMARY KEY,
    author TEXT REFERENCES member (id),
    state TEXT NOT NULL,
    hider TEXT REFERENCES member (id),
    hidden_until BIGINT,
    confirmer TEXT REFERENCES member (id),
    changed_at BIGINT NOT NULL,
    notice TEXT
);
CREATE INDEX item_state ON item (state, changed_at);
CREATE INDEX item_author ON item (author);

-- Who flagged it, once each, and why.
CREATE TABLE flag (
    post TEXT NOT NULL REFERENCES item (post),
    member TEXT NOT NULL REFERENCES member (id),
    why TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (post, member)
);

-- What moderators wrote for each other.
CREATE TABLE item_note (
    id TEXT PRIMARY KEY,
    post TEXT NOT NULL REFERENCES item (post),
    member TEXT NOT NULL REFERENCES member (id),
    at BIGINT NOT NULL,
    words TEXT NOT NULL
);
CREATE INDEX item_note_post ON item_note (post, at);

-- The message in which each moderator has the item before them.
CREATE TABLE item_message (
    post TEXT NOT NULL REFERENCES item (post),
    member TEXT NOT NULL REFERENCES member (id),
    planned TEXT NOT NULL,
    PRIMARY KEY (post, member)
);

-- Hidings that a second moderator confirmed.
CREATE TABLE slip (
    post TEXT NOT NULL,
    at BIGINT NOT NULL,
    member TEXT NOT NULL REFERENCES member (id),
    PRIMARY KEY (post, at)
);
CREATE INDEX slip_member ON slip (member, at);

-- What a member may not do until a moment: `posting`.
CREATE TABLE pause (
    member TEXT NOT NULL REFERENCES member (id),
    what TEXT NOT NULL,
    until BIGINT NOT NULL,
    PRIMARY KEY (member, what)
);

-- Whether a member was shown the guidelines.
ALTER TABLE member ADD COLUMN guided BOOLEAN NOT NULL DEFAULT FALSE;
