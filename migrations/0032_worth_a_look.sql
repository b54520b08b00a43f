-- Whose incomes moderators were told to look at, and where in the company deeds were done.

-- Nobody is mentioned to the moderators again for some weeks.
CREATE TABLE income_flag (
    member TEXT PRIMARY KEY REFERENCES member (id),
    told_at BIGINT NOT NULL
);

-- What a deed is about: `A31` of `A31 by` and a member's id, which has 32 characters.
CREATE INDEX deed_about ON deed
    ((CASE WHEN length(source) > 36 THEN substr(source, 1, length(source) - 36) ELSE source END)) WHERE standing;
