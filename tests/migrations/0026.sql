-- Rows as 0026_digest.sql allows them: somebody who reads digests, and a place whose digest is daily.

INSERT INTO presence (member, network, place, since) VALUES ('m-ana', 'terminal', '#help', 1772442000000);
INSERT INTO digest_reader (member, every, last_at) VALUES ('m-ana', 'weekly', 1772442000000);
INSERT INTO digest_place (network, place, every) VALUES ('terminal', '#help', 'daily');
INSERT INTO digest_told (reader, item, at) VALUES ('terminal/#help', 'A31', 1772442000000);
