# The commands that people and CI use, by the same names. `just` alone lists them.

[private]
default:
    @just --list

# Format and lints, without tests: the quick look before a commit.
check:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings

# Everything that must hold before a merge, on SQLite and PostgreSQL.
test:
    scripts/test

# A make-believe company in the terminal; needs no configuration.
demo:
    cargo demo

# Benchmarks of both databases.
bench:
    scripts/postgres run cargo bench

# Signed Slack events over HTTP, beside bots in Bolt for JavaScript and for Python; needs node, npm and python3.
load:
    benches/slack_load/run

# Questions in an encrypted Matrix room, beside an echo bot with matrix-nio; needs node, npm and python3.
matrix-load:
    benches/matrix_load/run

# Kill Stoa at random moments and count what was lost or doubled: as often as CI does.
chaos:
    scripts/postgres run cargo test --test chaos

# Thirteen weeks of a make-believe company of 2,000 people: does anybody get too much?
quarter:
    STOA_QUARTER=full scripts/postgres run cargo test --release --test quarter -- --nocapture

# The long version of the property tests and of the kills; takes about an hour.
soak:
    PROPTEST_CASES=10000 scripts/postgres run cargo test --release --test properties
    PROPTEST_CASES=10000 scripts/postgres run cargo test --release --lib -- recognition::replayed recognition::properties
    STOA_CHAOS_KILLS=500 scripts/postgres run cargo test --test chaos

# Rewrite the generated pages, such as docs/commands.md.
docs:
    cargo run -- docs
