-- Rows as 0027_sessions.sql allows them: a session that one has passed and another is asked for.

INSERT INTO live_session (number, asker, topic, shadow, minutes, state, asked_at)
VALUES (1, 'm-ana', 'sql', FALSE, 30, 'open', 1772442000000);
INSERT INTO live_session_asked (session, member, passed, card) VALUES (1, 'm-ben', FALSE, 'o9');
