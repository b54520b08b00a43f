-- Rows as 0032_seasons.sql allows them: what was of use to somebody, accounts of a season and of a day, a result.

INSERT INTO deed (rule, source, at, standing, receiver, giver, day, question)
VALUES ('reused', 'A33 by m-ben', 1772442000000, TRUE, 'm-ana', 'm-ben', '2026-03-02', 33);
INSERT INTO ledger_account (id, kind, owner, season)
VALUES ('person:m-ana:20251222', 'person', 'm-ana', 20251222), ('allowance:m-ana:0', 'allowance', 'm-ana', 0);
INSERT INTO season_result (member, season, rank, points) VALUES ('m-ana', 20251222, 1, 34);
