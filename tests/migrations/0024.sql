-- Rows as 0024_adapter_notes.sql allows them: how far Matrix was listened to, a note about a person, a moderator.

INSERT INTO adapter_note (network, kind, name, person, written_at, sealed)
VALUES ('matrix:example.org', 'cursor', '5f', NULL, 1772442000000, 'sealed'),
       ('matrix:example.org', 'reaction', '6a', '0c', 1772442000000, 'sealed');
UPDATE account SET moderates = TRUE WHERE network = 'slack:T1';
