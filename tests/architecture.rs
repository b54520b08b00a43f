//! The rules of the house, each a test: who may name whom, what SQL is written in, where sentences stand.
//!
//! A rule is a pure function over a [`House`], which is the files of this checkout or, to prove that the rule
//! bites, a few planted ones. See each rule failing once with
//! `cargo test --test architecture planted -- --nocapture`.

#[path = "architecture/code.rs"]
mod code;
#[path = "architecture/dialect.rs"]
mod dialect;
#[path = "architecture/house.rs"]
mod house;
#[path = "architecture/literal.rs"]
mod literal;
#[path = "architecture/manners.rs"]
mod manners;
#[path = "architecture/planted.rs"]
mod planted;
#[path = "architecture/sql.rs"]
mod sql;
#[path = "architecture/upkeep.rs"]
mod upkeep;
#[path = "architecture/walls.rs"]
mod walls;

use house::{Finding, House};
use std::fmt::Write as _;
use std::sync::LazyLock;

/// A rule of the house.
struct Rule {
    name: &'static str,
    check: fn(&House) -> Vec<Finding>,
}

/// Declares the rules, and for each a test that the house keeps it.
macro_rules! rules {
    ($($room:ident::$name:ident),* $(,)?) => {
        const RULES: &[Rule] = &[$(Rule { name: stringify!($name), check: $room::$name }),*];

        mod kept {
            $(#[test]
            fn $name() {
                super::keep(super::$room::$name);
            })*
        }
    };
}

rules![
    walls::features_do_not_import_features,
    walls::the_core_names_no_platform,
    walls::only_main_names_an_adapter,
    walls::the_port_knows_no_database,
    walls::pure_rooms_stay_pure,
    walls::the_ground_names_no_feature,
    walls::only_the_engine_opens_return_addresses,
    dialect::migrations_keep_to_the_dialect,
    dialect::special_migrations_hold_only_triggers,
    dialect::statements_keep_to_the_dialect,
    dialect::rows_are_read_in_order,
    dialect::every_migration_is_listed,
    upkeep::files_are_short,
    upkeep::modules_say_what_they_are_for,
    upkeep::modules_have_telling_names,
    upkeep::features_are_complete,
    upkeep::generated_files_are_fresh,
    manners::sentences_live_in_catalogues,
    manners::time_and_chance_are_inputs,
    manners::logs_name_nobody,
];

/// This checkout, and what the program built from it says of itself.
static HOUSE: LazyLock<House> = LazyLock::new(|| House {
    migrations: stoa::database::MIGRATIONS.iter().map(|migration| migration.file.to_owned()).collect(),
    features: stoa::features::FEATURES.iter().map(|feature| feature.name().to_owned()).collect(),
    generated: generated(),
    ..House::on_disk()
});

/// Every generated file, and what `stoa docs` would write to it now.
fn generated() -> Vec<(String, String)> {
    vec![
        ("docs/commands.md".to_owned(), stoa::features::commands_md()),
        ("docs/badges.md".to_owned(), stoa::features::badges::badges_md()),
    ]
}

fn keep(check: fn(&House) -> Vec<Finding>) {
    let found = sorted(check(&HOUSE));
    let report = found.iter().fold(String::new(), |mut report, finding| {
        let _ = writeln!(report, "{finding}");
        report
    });
    assert!(found.is_empty(), "\n{report}");
}

fn sorted(mut found: Vec<Finding>) -> Vec<Finding> {
    found.sort();
    found.dedup();
    found
}

#[test]
fn the_house_was_found() {
    assert!(
        HOUSE.code.contains_key("src/lib.rs") && HOUSE.files.len() > 100,
        "the checkout is read from its root"
    );
    assert!(!HOUSE.feature_folders().is_empty() && !HOUSE.migrations.is_empty());
}
