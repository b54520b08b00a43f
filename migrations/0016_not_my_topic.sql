-- Topics of which somebody has said that they are not theirs: they are not asked about them.
CREATE TABLE not_my_topic (
    member TEXT NOT NULL REFERENCES member (id),
    topic TEXT NOT NULL,
    PRIMARY KEY (member, topic)
);
CREATE INDEX not_my_topic_topic ON not_my_topic (topic);

-- Until now it was read from the topics that a passed question has. Advocates were told that they are asked all the same,
-- and an answer that was accepted since says more.
INSERT INTO not_my_topic (member, topic)
SELECT DISTINCT a.member, t.topic FROM asked a JOIN question_topic t ON t.question = a.question
WHERE a.state = 'not_topic'
    AND NOT EXISTS (SELECT 1 FROM question_topic o JOIN topic_member m ON m.topic = o.topic
        WHERE o.question = a.question AND m.member = a.member AND m.role = 'advocate')
    AND NOT EXISTS (SELECT 1 FROM question s JOIN answer g ON g.number = s.accepted
        JOIN question_topic st ON st.question = s.number
        WHERE g.author = a.member AND st.topic = t.topic AND s.accepted_at > a.at);
UPDATE asked SET state = 'passed' WHERE state = 'not_topic';

-- Whoever did not want a thread kept is not asked again, also once its author is erased: who that was is not known then.
DROP INDEX keepsake_author;
ALTER TABLE keepsake RENAME COLUMN author TO former_author;
ALTER TABLE keepsake ADD COLUMN author TEXT REFERENCES member (id);
UPDATE keepsake SET author = former_author;
ALTER TABLE keepsake DROP COLUMN former_author;
CREATE INDEX keepsake_author ON keepsake (author);
