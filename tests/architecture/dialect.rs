//! The one dialect: what migrations and statements are written in. Decision 0001 tells why.

use super::code::Code;
use super::house::{Finding, House};
use super::sql::{self, TYPES, Word};
use std::collections::BTreeSet;

/// The one module that may lock rows.
const CLAIMS: &str = "src/engine/claims.rs";
/// What may follow the type of a column.
const AFTER_A_TYPE: &[&str] =
    &["", ",", ")", ";", "NOT", "NULL", "DEFAULT", "PRIMARY", "UNIQUE", "REFERENCES", "CHECK", "CONSTRAINT"];
/// What else can stand in a table.
const NOT_A_COLUMN: &[&str] = &["PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "CONSTRAINT"];

fn migrations(house: &House) -> impl Iterator<Item = (&str, Vec<Word>)> {
    let files = house.files.iter().filter(|(path, _)| path.starts_with("migrations/"));
    files.map(|(path, text)| (path.as_str(), sql::words(text)))
}

/// Whether a migration is for one of the databases only.
fn is_special(path: &str) -> bool {
    path.ends_with(".sqlite.sql") || path.ends_with(".postgres.sql")
}

/// Columns have one of the five types; nothing in a migration means two things.
pub fn migrations_keep_to_the_dialect(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, words) in migrations(house).filter(|(path, _)| !is_special(path)) {
        let strange = sql::strange(&words).into_iter().chain(strange_columns(&words));
        found.extend(strange.map(|(line, wrong)| Finding::new(path, line + 1, wrong)));
    }
    found
}

fn strange_columns(words: &[Word]) -> Vec<(usize, String)> {
    let text = |at: usize| words.get(at).map_or("", |word| word.text.as_str());
    let mut found = Vec::new();
    let (mut in_table, mut depth) = (false, 0);
    for at in 0..words.len() {
        match text(at) {
            "TABLE" => in_table = true,
            ";" => in_table = false,
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        let begins = in_table
            && match (depth, text(at)) {
                // What stands in brackets behind REFERENCES are columns of another table.
                (1, "(") => text(at.wrapping_sub(2)) == "TABLE",
                (1, ",") => true,
                (0, "ADD") => text(at + 1) != "COLUMN",
                (0, "COLUMN") => text(at.wrapping_sub(1)) == "ADD",
                _ => false,
            };
        if begins && !NOT_A_COLUMN.contains(&text(at + 1)) {
            let after = at + 3 + usize::from(text(at + 2) == "DOUBLE" && text(at + 3) == "PRECISION");
            if !TYPES.contains(&text(at + 2)) || !AFTER_A_TYPE.contains(&text(after)) {
                let (column, kind) = (text(at + 1).to_lowercase(), text(at + 2));
                let wrong = format!(
                    "the column `{column}` is {kind}{}: write TEXT, BIGINT, DOUBLE PRECISION, BOOLEAN or BYTEA",
                    if TYPES.contains(&kind) { " with an extra" } else { "" }
                );
                found.push((words[at + 1].line, wrong));
            }
        }
    }
    found
}

/// A file for one database holds what the other cannot say, and nothing that both can.
pub fn special_migrations_hold_only_triggers(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, words) in migrations(house).filter(|(path, _)| is_special(path)) {
        for statement in statements(&words) {
            let mut kind = statement.iter().map(|word| word.text.as_str());
            let verb = kind.next().unwrap_or_default();
            let object =
                kind.find(|word| !["OR", "REPLACE", "CONSTRAINT"].contains(word)).unwrap_or_default();
            if !["CREATE", "DROP"].contains(&verb) || !["TRIGGER", "FUNCTION"].contains(&object) {
                let wrong =
                    format!("`{verb} {object}` is for both databases: move it to a plain `.sql` migration");
                found.push(Finding::new(path, statement[0].line + 1, wrong));
            }
        }
    }
    found
}

/// Statements without the bodies of their functions and triggers.
fn statements(words: &[Word]) -> Vec<Vec<&Word>> {
    let (mut all, mut current) = (Vec::new(), Vec::new());
    let (mut depth, mut quoted) = (0_usize, false);
    for word in words {
        match word.text.as_str() {
            "$$" => quoted = !quoted,
            "BEGIN" | "CASE" if !quoted => depth += 1,
            "END" if !quoted => depth = depth.saturating_sub(1),
            ";" if !quoted && depth == 0 => all.push(std::mem::take(&mut current)),
            _ if !quoted && depth == 0 => current.push(word),
            _ => {}
        }
    }
    all.push(current);
    all.retain(|statement| !statement.is_empty());
    all
}

fn is_sql(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].contains(&first)
}

/// What runs on one database runs alike on the other.
pub fn statements_keep_to_the_dialect(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, code) in house.code_in(&["src/"]) {
        for said in &code.texts {
            let line = said.spot.line;
            if is_sql(&said.text) {
                let strange = sql::strange(&sql::words(&said.text)).into_iter();
                found.extend(strange.map(|(below, wrong)| Finding::new(path, line + below, wrong)));
            }
            if said.text.contains("FOR UPDATE") && path != CLAIMS {
                let wrong = format!("locks rows, which SQLite cannot: claim work in {CLAIMS}");
                found.push(Finding::new(path, line, wrong));
            }
        }
    }
    found
}

/// Without an order the databases give rows in different ones, and so does one of them on another day.
pub fn rows_are_read_in_order(house: &House) -> Vec<Finding> {
    let unordered = |code: &Code| -> Vec<usize> {
        let fetches = code.fetches.iter().filter(|fetch| {
            let words = sql::words(&fetch.sql);
            let begins = ["SELECT", "WITH"].contains(&words.first().map_or("", |word| word.text.as_str()));
            begins && !words.windows(2).any(|two| two[0].text == "ORDER" && two[1].text == "BY")
        });
        fetches.map(|fetch| fetch.spot.line).collect()
    };
    let mut found = Vec::new();
    for (path, code) in house.code_in(&["src/"]) {
        let wrong = "reads many rows in no order: end the statement with ORDER BY";
        found.extend(unordered(code).into_iter().map(|line| Finding::new(path, line, wrong)));
    }
    found
}

/// A migration that is not in the list is never applied.
pub fn every_migration_is_listed(house: &House) -> Vec<Finding> {
    let paths: BTreeSet<String> = house.migrations.iter().map(|file| format!("migrations/{file}")).collect();
    let files = house.files.keys().filter(|path| path.starts_with("migrations/"));
    let unlisted = files
        .filter(|path| !paths.contains(*path))
        .map(|path| Finding::new(path, 1, "is not in the list of src/database/migrations.rs: add it there"));
    let missing = paths.iter().filter(|path| !house.files.contains_key(*path)).map(|path| {
        Finding::new(
            "src/database/migrations.rs",
            1,
            format!("lists `{path}`, which is not there: write it or drop the line"),
        )
    });
    let mut sorted = house.migrations.clone();
    sorted.sort();
    let unsorted = (sorted != house.migrations).then(|| {
        Finding::new("src/database/migrations.rs", 1, "lists migrations out of order: sort them by number")
    });
    unlisted.chain(missing).chain(unsorted).collect()
}
