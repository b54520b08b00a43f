-- Whose incomes moderators were told to look at, and when: nobody is mentioned to them again for some weeks.

CREATE TABLE income_flag (
    member TEXT PRIMARY KEY REFERENCES member (id),
    told_at BIGINT NOT NULL
);
