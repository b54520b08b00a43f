//! A quarter of a year in a company: does Stoa find answers without becoming a nuisance?
//!
//! People at five sites ask, are asked, take, pass, say nothing, say *never*, and accept ([`people`], [`quarter`]).
//! Afterwards everything that reached anybody is held against what manners promise ([`manners`]), and a table tells
//! how it went ([`report`]). All chance comes from one seed: the same seed makes the same quarter, on either database.
//!
//! Tests play two weeks among 200 people; `just quarter` plays thirteen among 2,000.

#[path = "quarter/manners.rs"]
mod manners;
#[path = "quarter/people.rs"]
mod people;
#[path = "quarter/quarter.rs"]
mod quarter;
#[path = "quarter/report.rs"]
mod report;

use people::Company;
use std::io::Write as _;
use stoa::testing::each_database;

/// How large the company is, and how long the story.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// How many people work there.
    pub people: usize,
    /// How many working days it goes on.
    pub days: usize,
    /// How many questions are asked on each of them.
    pub questions_a_day: usize,
}

const SMALL: Scale = Scale { people: 200, days: 10, questions_a_day: 8 };
const FULL: Scale = Scale { people: 2_000, days: 65, questions_a_day: 40 };
const SEED: u64 = 2026;

#[tokio::test]
async fn manners_hold_for_a_quarter() {
    let scale = if variable("STOA_QUARTER").as_deref() == Some("full") { FULL } else { SMALL };
    let mut digests = Vec::new();
    for test in each_database().await {
        let kind = test.kind();
        let played = Box::pin(quarter::play(&test, Company::found(scale, SEED), SEED)).await;
        manners::check(&played);
        let report = report::of(&played);
        tell(&format!("{kind}, seed {SEED}, digest {}\n{report}", played.digest()));
        digests.push((kind, played.digest().to_owned()));
    }
    let again = stoa::testing::TestDb::sqlite().await;
    let played = Box::pin(quarter::play(&again, Company::found(scale, SEED), SEED)).await;
    digests.push(("SQLite again", played.digest().to_owned()));
    assert!(digests.iter().all(|(_, digest)| *digest == digests[0].1), "one seed, one quarter: {digests:?}");
}

fn tell(words: &str) {
    // Nobody is left to be told that nobody can be told.
    let _ = writeln!(std::io::stdout(), "{words}");
}

#[expect(clippy::disallowed_methods, reason = "tests are told by the environment how long they may take")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
