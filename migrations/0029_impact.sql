-- What somebody's help did, and whom they let see it.

-- One case of help, as the newest fact about it says. `kind` is `accepted` (an answer solved its asker's question), `thanked`
-- and `reused` (it was of use to somebody else), `too` (somebody has the question `question`, too) or `met` (a mentor gave
-- their time); `about` names what it is about: A31, Q17, M3.2. Where several people can say the same of one thing, `whose`
-- tells them apart; else it is empty. `helped` is empty as well of somebody whose name is not known, or not any more.
CREATE TABLE help_case (
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    whose TEXT NOT NULL,
    at BIGINT NOT NULL,
    standing BOOLEAN NOT NULL,
    helper TEXT REFERENCES member (id),
    helped TEXT REFERENCES member (id),
    answer BIGINT,
    question BIGINT,
    PRIMARY KEY (kind, about, whose)
);
CREATE INDEX help_case_helper ON help_case (helper) WHERE helper IS NOT NULL;
CREATE INDEX help_case_helped ON help_case (helped) WHERE helped IS NOT NULL;
CREATE INDEX help_case_question ON help_case (question) WHERE question IS NOT NULL;

-- Who lets whom see what their help did; `told` is the message that says so.
CREATE TABLE impact_share (
    member TEXT NOT NULL REFERENCES member (id),
    lead TEXT NOT NULL REFERENCES member (id),
    shared_at BIGINT NOT NULL,
    told TEXT,
    PRIMARY KEY (member, lead)
);
CREATE INDEX impact_share_lead ON impact_share (lead);
