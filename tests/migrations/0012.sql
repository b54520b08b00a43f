-- Rows as 0012_privacy.sql allows them: somebody who was erased a moment ago.

INSERT INTO member (id, name, first_seen, erased_at, greeted)
VALUES ('m-gone', '', 1772442000000, 1772442000000, TRUE);
INSERT INTO erased_lane (network, lane, since) VALUES ('terminal', 'to:gone', 1772442000000);
