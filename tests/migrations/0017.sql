-- Rows as 0017_networks.sql allows them: something that could not be read, and a guest.

INSERT INTO dead_letter (number, network, kind, received_at, key_day, sealed)
VALUES (1, 'slack:T1', 'huddle_started', 1772442000000, 20513, 'sealed');
UPDATE account SET guest = TRUE WHERE network = 'slack:T1';
