//! Each rule failing once: houses with something planted in them, and what the rule must say, no less and no
//! more. Lines that keep the rule stand beside those that break it.

use super::house::House;
use super::{RULES, sorted};

/// A house with something wrong in it.
#[derive(Clone, Copy)]
struct Plant {
    /// Which rule must notice.
    rule: &'static str,
    /// Paths and texts.
    files: &'static [(&'static str, &'static str)],
    /// What the program lists: migrations or features, whichever the rule asks.
    listed: &'static [&'static str],
    /// How each finding begins.
    finds: &'static [&'static str],
}

const QUESTIONS: &str = "src/features/questions/store.rs";
const PEOPLE: (&str, &str) = ("src/features/people/mod.rs", "//! People.");

const PLANTS: &[Plant] = &[
    Plant {
        rule: "features_do_not_import_features",
        files: &[
            PEOPLE,
            (
                QUESTIONS,
                "use crate::features::{CommandSpec, questions::Questions,
                     people::People};
                 fn ask() { super::super::people::meet(); on!(tx, |c| crate::features::people::of(c)); }
                 use crate::{engine::Fact, features as everything};
                 mod tests { use super::*; }
                 use super::super::*;",
            ),
            ("src/features/commands.rs", "use super::people::People;"),
        ],
        listed: &[],
        finds: &[
            "src/features/questions/store.rs:2: the feature `questions` names the feature `people`",
            "src/features/questions/store.rs:3: the feature `questions` names the feature `people`",
            "src/features/questions/store.rs:4: brings every feature in at once",
            "src/features/questions/store.rs:6: brings every feature in at once",
        ],
    },
    Plant {
        rule: "the_core_names_no_platform",
        files: &[
            ("src/engine/sender.rs", "fn post(to: slack_morphism::SlackChannelId) {}"),
            ("src/main.rs", "use matrix_sdk::Client;"),
            ("adapters/slack/src/lib.rs", "use slack_morphism::prelude::*;"),
            ("adapters/chat/src/refs.rs", "//! Unlike `ruma::UserId`.\nuse {ruma::UserId, std::fmt};"),
            ("adapters/chat/Cargo.toml", "[dependencies]\n# Not matrix-sdk.\nslack-morphism = \"2\""),
        ],
        listed: &[],
        finds: &[
            "adapters/chat/Cargo.toml:3: depends on `slack_morphism`",
            "adapters/chat/src/refs.rs:2: names the platform crate `ruma`",
            "src/engine/sender.rs:1: names the platform crate `slack_morphism`",
        ],
    },
    Plant {
        rule: "only_main_names_an_adapter",
        files: &[
            ("src/server.rs", "//! Serves.\nuse stoa_terminal::Town;"),
            ("src/main.rs", "use stoa_slack::Slack;"),
            ("adapters/terminal/tests/conformance.rs", "use stoa_terminal::Town;"),
            ("adapters/terminal/src/lib.rs", "use stoa_slack::Slack;"),
            ("tests/transcripts.rs", "use stoa_terminal::play;"),
        ],
        listed: &[],
        finds: &[
            "adapters/terminal/src/lib.rs:1: names the adapter `stoa_slack`",
            "src/server.rs:2: names the adapter `stoa_terminal`",
        ],
    },
    Plant {
        rule: "the_port_knows_no_database",
        files: &[
            ("adapters/chat/src/refs.rs", "#[derive(sqlx::Type)] struct Network;"),
            ("adapters/chat/Cargo.toml", "[dependencies]\nsqlx.workspace = true"),
            ("adapters/terminal/src/lib.rs", "use stoa::engine::Engine; use stoa_chat::Event;"),
        ],
        listed: &[],
        finds: &[
            "adapters/chat/Cargo.toml:2: depends on `sqlx`",
            "adapters/chat/src/refs.rs:1: names `sqlx`",
            "adapters/terminal/src/lib.rs:1: names `stoa`",
        ],
    },
    Plant {
        rule: "pure_rooms_stay_pure",
        files: &[
            ("src/knowledge/index.rs", "use crate::database::Tx;\nuse stoa_chat::Timestamp;\nuse super::people;"),
            ("src/matching/mod.rs", "pub(crate) async fn pair() { tokio::task::yield_now().await }"),
        ],
        listed: &[],
        finds: &["src/knowledge/index.rs:1: names `database`", "src/matching/mod.rs:1: names `tokio`"],
    },
    Plant {
        rule: "the_ground_names_no_feature",
        files: &[
            PEOPLE,
            ("src/engine/router.rs", "use crate::features::{self, Feature};\nfn all() { features::people::all() }"),
        ],
        listed: &[],
        finds: &["src/engine/router.rs:2: names the feature `people`"],
    },
    Plant {
        rule: "only_the_engine_opens_return_addresses",
        files: &[
            (QUESTIONS, "use crate::vault::{Asker, ThreadId};\nfn tell(asker: &Asker) { asker.reveal(); }"),
            ("src/engine/sender.rs", "use crate::vault::Letter;\nuse crate::vault::Vault;"),
            ("src/engine/veil.rs", "use crate::vault::{Asker, Vault};"),
            ("src/vault/mod.rs", "pub use asker::Asker;\nfn open() { crate::vault::Asker::reveal() }"),
        ],
        listed: &[],
        finds: &[
            "src/engine/sender.rs:2: names the vault's `Vault`",
            "src/features/questions/store.rs:1: names the vault's `Asker`",
            "src/features/questions/store.rs:2: opens a return address",
        ],
    },
    Plant {
        rule: "migrations_keep_to_the_dialect",
        files: &[
            (
                "migrations/0001_engine.sql",
                "CREATE TABLE job (
                     id SERIAL PRIMARY KEY,
                     name VARCHAR(20) NOT NULL, -- not TEXT, since LIKE …
                     at BIGINT NOT NULL DEFAULT now(),
                     share DOUBLE PRECISION NOT NULL DEFAULT 0,
                     tags TEXT[],
                     PRIMARY KEY (id, name)
                 );
                 ALTER TABLE job ADD COLUMN done INTEGER;
                 CREATE INDEX job_name ON job (lower(name)) WHERE name LIKE 'a%';",
            ),
            ("migrations/0002_own.sqlite.sql", "CREATE TRIGGER t BEFORE INSERT ON job BEGIN SELECT now(); END;"),
        ],
        listed: &[],
        finds: &[
            "migrations/0001_engine.sql:2: `SERIAL` is not of our one dialect",
            "migrations/0001_engine.sql:2: the column `id` is SERIAL",
            "migrations/0001_engine.sql:3: the column `name` is VARCHAR",
            "migrations/0001_engine.sql:4: `NOW` is not of our one dialect",
            "migrations/0001_engine.sql:6: the column `tags` is TEXT with an extra",
            "migrations/0001_engine.sql:9: the column `done` is INTEGER",
            "migrations/0001_engine.sql:10: `LIKE` is not of our one dialect",
            "migrations/0001_engine.sql:10: `LOWER` is not of our one dialect",
        ],
    },
    Plant {
        rule: "special_migrations_hold_only_triggers",
        files: &[
            (
                "migrations/0005_own.sqlite.sql",
                "CREATE TRIGGER t BEFORE UPDATE ON job
                 BEGIN SELECT CASE WHEN 1 THEN RAISE(ABORT, 'no; never') END; SELECT 1; END;
                 CREATE INDEX job_at ON job (at);",
            ),
            (
                "migrations/0005_own.postgres.sql",
                "CREATE OR REPLACE FUNCTION f() RETURNS trigger AS $$ BEGIN DELETE FROM job; END; $$;
                 INSERT INTO job (id) VALUES ('a');",
            ),
        ],
        listed: &[],
        finds: &[
            "migrations/0005_own.postgres.sql:2: `INSERT INTO` is for both databases",
            "migrations/0005_own.sqlite.sql:3: `CREATE INDEX` is for both databases",
        ],
    },
    Plant {
        rule: "statements_keep_to_the_dialect",
        files: &[
            (
                QUESTIONS,
                "const A: &str = \"SELECT number FROM question
                     WHERE title LIKE $1 AND at < datetime('now') AND place = '?'\";
                 const B: &str = \"UPDATE question SET title = ? WHERE lower(title) = $1 AND at < now()\";
                 const C: &str = \"Do you LIKE it now?\";
                 const D: &str = \"SELECT SUM(x), CAST(y AS INTEGER), CAST(SUM(y) AS BIGINT) FROM z HAVING SUM(x) > 0\";
                 fn take() { on!(tx, |c| query(concat!(\"SELECT 1\", \" FOR UPDATE\")).execute(c)); }",
            ),
            ("src/engine/claims.rs", "const LOCK: &str = \"SELECT 1 FOR UPDATE SKIP LOCKED\";"),
        ],
        listed: &[],
        finds: &[
            "src/features/questions/store.rs:2: `DATETIME` is not of our one dialect",
            "src/features/questions/store.rs:2: `LIKE` is not of our one dialect",
            "src/features/questions/store.rs:3: `?` is not of our one dialect",
            "src/features/questions/store.rs:3: `LOWER` is not of our one dialect",
            "src/features/questions/store.rs:3: `NOW` is not of our one dialect",
            "src/features/questions/store.rs:5: `AS` is not of our one dialect: cast to TEXT",
            "src/features/questions/store.rs:5: `SUM` is not of our one dialect",
            "src/features/questions/store.rs:6: locks rows",
        ],
    },
    Plant {
        rule: "rows_are_read_in_order",
        files: &[(
            QUESTIONS,
            "fn open() { const SQL: &str = \"SELECT number FROM question\";
                 on!(tx, |c| sqlx::query_as(SQL).bind(1).fetch_all(c).await) }
             fn all() { const SQL: &str = \"SELECT number FROM question ORDER BY number\";
                 on!(tx, |c| sqlx::query_as(SQL).fetch_all(c).await) }
             fn some() { sqlx::query(\"SELECT body FROM answer\").bind(7).fetch_all(c) }
             fn one() { sqlx::query(\"SELECT body FROM answer\").fetch_one(c) }",
        )],
        listed: &[],
        finds: &[
            "src/features/questions/store.rs:2: reads many rows in no order",
            "src/features/questions/store.rs:5: reads many rows in no order",
        ],
    },
    Plant {
        rule: "every_migration_is_listed",
        files: &[("migrations/0001_engine.sql", ""), ("migrations/0002_people.sql", "")],
        listed: &["0003_questions.sql", "0001_engine.sql"],
        finds: &[
            "migrations/0002_people.sql:1: is not in the list",
            "src/database/migrations.rs:1: lists `migrations/0003_questions.sql`, which is not there",
            "src/database/migrations.rs:1: lists migrations out of order",
        ],
    },
    Plant {
        rule: "modules_say_what_they_are_for",
        files: &[
            ("src/engine/seal.rs", "// Seals.\nuse std::fmt;"),
            ("src/engine/turn.rs", "\n//! A turn.\nuse std::fmt;"),
        ],
        listed: &[],
        finds: &["src/engine/seal.rs:1: does not begin with `//!`"],
    },
    Plant {
        rule: "modules_have_telling_names",
        files: &[
            ("src/engine/utils.rs", ""),
            ("src/people/member.rs", "mod help {}\nmod helpers { fn help() {} }"),
            ("src/manager/mod.rs", ""),
        ],
        listed: &[],
        finds: &[
            "src/engine/utils.rs:1: `utils` says nothing",
            "src/manager/mod.rs:1: `manager` says nothing",
            "src/people/member.rs:2: `helpers` says nothing",
        ],
    },
    Plant {
        rule: "features_are_complete",
        files: &[PEOPLE, ("src/features/people/wording/en.ftl", ""), ("src/features/commands.rs", "")],
        listed: &["questions"],
        finds: &[
            "src/features/mod.rs:1: lists `questions`, which has no folder",
            "src/features/people/mod.rs:1: is not in FEATURES",
            "src/features/people/wording/de.ftl:1: is not there",
        ],
    },
    Plant {
        rule: "sentences_live_in_catalogues",
        files: &[
            (
                QUESTIONS,
                "fn say() {
                     Post::of(Text::plain(\"Nobody knows.\")).with_button(\"Ask anyway\", \"ask it now\");
                     Span::Plain(format!(\"{who} takes it\"));
                     Text::plain(\" · \"); Text::plain(&wording::took(language, \"Q 17\")); helper(\"Not a post\");
                 }
                 #[cfg(test)]
                 mod tests { fn said() { Text::plain(\"why is it slow\"); } }",
            ),
            ("src/features/questions/tests.rs", "fn said() { Text::plain(\"why is it slow\"); }"),
        ],
        listed: &[],
        finds: &[
            "src/features/questions/store.rs:2: says \"Ask anyway\"",
            "src/features/questions/store.rs:2: says \"Nobody knows.\"",
            "src/features/questions/store.rs:3: says \"{who} takes it\"",
        ],
    },
    Plant {
        rule: "time_and_chance_are_inputs",
        files: &[
            (
                "src/people/manners.rs",
                "fn used() { let now = chrono::Utc::now(); }
                 fn wait() { metrics!(tokio::time::sleep(second)); }
                 use std::env::{self, var};
                 #[cfg(test)] fn tried() { SystemTime::now(); }
                 fn then() { Instant::now(); }",
            ),
            ("src/engine/clock.rs", "fn now() { SystemTime::now(); }"),
            ("src/settings/sources.rs", "fn read() { std::env::vars_os(); }"),
            ("tests/chaos.rs", "fn kill() { std::thread::sleep(second); }"),
            ("src/main.rs", "const VERSION: &str = env!(\"CARGO_PKG_VERSION\");"),
        ],
        listed: &[],
        finds: &[
            "src/people/manners.rs:1: `Utc::now` is no input",
            "src/people/manners.rs:2: `time::sleep` is no input",
            "src/people/manners.rs:3: `env::var` is no input",
            "src/people/manners.rs:5: `Instant::now` is no input",
        ],
    },
    Plant {
        rule: "logs_name_nobody",
        files: &[(
            "src/engine/router.rs",
            "fn log() {
                 tracing::info!(user = %call.id, \"a command\");
                 tracing::warn!(what = ?event.text, \"cannot be read\");
                 tracing::error!(\"{name} is unknown\");
                 tracing::info!(feature = feature.name(), number, error = %error, \"the user account is known\");
                 tracing::debug!(?body);
             }
             #[tracing::instrument] fn a(body: &str) {}
             #[tracing::instrument(skip_all, fields(number))] fn b(body: &str) {}",
        )],
        listed: &[],
        finds: &[
            "src/engine/router.rs:2: logs `user`",
            "src/engine/router.rs:3: logs `text`",
            "src/engine/router.rs:4: logs `name`",
            "src/engine/router.rs:8: logs every argument",
        ],
    },
];

/// What a rule says to a house, told to whoever runs with `--nocapture`.
#[expect(clippy::print_stdout, reason = "`--nocapture` is there to read it")]
fn told(rule: &str, house: &House) -> Vec<String> {
    let rule =
        RULES.iter().find(|known| known.name == rule).unwrap_or_else(|| panic!("there is no rule {rule}"));
    let found: Vec<String> = sorted((rule.check)(house)).iter().map(ToString::to_string).collect();
    println!("\n{}\n    {}", rule.name, found.join("\n    "));
    found
}

fn built_of(files: &[(&str, &str)]) -> House {
    House::of(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect())
}

#[test]
fn planted_violations_are_found() {
    for plant in PLANTS {
        let listed: Vec<String> = plant.listed.iter().map(|name| (*name).to_owned()).collect();
        let house = House { migrations: listed.clone(), features: listed, ..built_of(plant.files) };
        let found = told(plant.rule, &house);
        let as_expected = found.iter().zip(plant.finds).all(|(found, begins)| found.starts_with(begins));
        assert!(
            as_expected && found.len() == plant.finds.len(),
            "{}: {found:#?}\n{:#?}",
            plant.rule,
            plant.finds
        );
    }
}

#[test]
fn planted_overgrowth_is_found() {
    let (long, full) = ("//! Long.\n".repeat(401), "//! Full.\n".repeat(400));
    let house = built_of(&[("src/engine/long.rs", &long), ("src/engine/full.rs", &full)]);
    assert_eq!(
        told("files_are_short", &house),
        ["src/engine/long.rs:401: has 401 lines, the most are 400: move one of its stories out"]
    );
}

#[test]
fn planted_stale_file_is_found() {
    let fresh = |path: &str| (path.to_owned(), "# Commands\n\nask\n".to_owned());
    let files = [("docs/commands.md", "# Commands\n\nASK\n"), ("docs/fresh.md", "# Commands\n\nask\n")];
    let generated = ["docs/commands.md", "docs/fresh.md", "docs/lost.md"].map(fresh).to_vec();
    let house = House { generated, ..built_of(&files) };
    assert_eq!(
        told("generated_files_are_fresh", &house),
        [
            "docs/commands.md:3: is stale: run `just docs` and commit what it writes",
            "docs/lost.md:1: is stale: run `just docs` and commit what it writes"
        ]
    );
}

#[test]
fn every_rule_is_planted_against() {
    let elsewhere = ["files_are_short", "generated_files_are_fresh"];
    let planted: Vec<&str> = PLANTS.iter().map(|plant| plant.rule).chain(elsewhere).collect();
    for rule in RULES {
        assert!(planted.contains(&rule.name), "{} has never been seen to fail: plant something", rule.name);
    }
}
