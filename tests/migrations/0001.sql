-- Rows as 0001_engine.sql allows them: queues with work in every state.

INSERT INTO counter (name, value) VALUES ('inbox', 3), ('question', 17), ('outbox terminal #help', 4);
INSERT INTO setting (name, value) VALUES ('queue key', '00112233445566778899aabbccddeeff');
INSERT INTO day_key (day, wrapped) VALUES (20513, 'wrapped');
INSERT INTO inbox (number, received_at, person, message, state, attempts, not_before, lease_until, fence, key_day,
    sealed, error)
VALUES
    (1, 1772442000000, 'aa', 'bb', 'waiting', 0, 0, 0, 0, 20513, 'sealed', NULL),
    (2, 1772442000001, NULL, NULL, 'waiting', 2, 1772442004000, 1772442034000, 3, 20513, 'sealed', ''),
    (3, 1772442000002, 'aa', NULL, 'parked', 8, 0, 0, 8, 20513, 'sealed', 'it failed');
INSERT INTO inbox_key (key, seen_at) VALUES ('cc', 1772442000000);
INSERT INTO outbox (id, network, lane, number, effect_key, state, attempts, searches, planned_at, not_before,
    lease_until, fence, key_day, sealed, place, message, settled_at, error)
VALUES
    ('o1', 'terminal', '#help', 1, 'e1', 'sent', 1, 0, 1772442000000, 0, 0, 1, 20513, NULL, '#help', 'm1',
        1772442000100, NULL),
    ('o2', 'terminal', '#help', 2, 'e2', 'sending', 0, 0, 1772442000000, 0, 1772442030000, 1, 20513, 'sealed',
        NULL, NULL, NULL, NULL),
    ('o3', 'terminal', '#help', 3, 'e3', 'unknown', 1, 2, 1772442000000, 1772442060000, 0, 2, 20513, 'sealed',
        NULL, NULL, NULL, NULL),
    ('o4', 'terminal', '#help', 4, 'e4', 'ready', 0, 0, 1772442000000, 0, 0, 0, 20513, 'sealed', NULL, NULL,
        NULL, NULL),
    ('o5', 'terminal', 'to:ana', 1, 'e5', 'dead', 1, 0, 1772442000000, 0, 0, 1, 20513, 'sealed', NULL, NULL,
        1772442000100, 'no such person'),
    ('o6', 'terminal', 'to:ana', 2, 'e6', 'uncertain', 1, 3, 1772442000000, 0, 0, 4, 20513, 'sealed', NULL, NULL,
        1772442000100, 'the answer was lost');
INSERT INTO job (id, feature, kind, subject, due_at, state, attempts, not_before, lease_until, fence, error)
VALUES
    ('j1', 'engine', 'sweep', '', 1772507820000, 'waiting', 0, 1772507820000, 0, 0, NULL),
    ('j2', 'questions', 'escalate', '17', 1772442000000, 'parked', 8, 1772442000000, 0, 9, 'it failed');
INSERT INTO schedule_run (name, due_at, outcome)
VALUES ('sweep', 1772335020000, 'skipped'), ('sweep', 1772421420000, 'done');
INSERT INTO index_change (version, kind, subject) VALUES (1, 'document', '17'), (2, 'declared', 'm-ben');
INSERT INTO latest (key, at) VALUES ('dd', 1772442000000);
