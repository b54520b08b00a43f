-- Accounts whose holders were erased, as digests: what they wrote until `at` is not to be imported again.
CREATE TABLE erased_account (
    digest TEXT PRIMARY KEY,
    at BIGINT NOT NULL
);
