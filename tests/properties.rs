//! What must hold whatever happens, tried on thousands of made-up communities.
//!
//! * Any repetition of events, and any interleaving that keeps the network's own order per message and person,
//!   ends in one state ([`history`], [`world`], [`state`]).
//! * An undo that arrives before its do ends as if both had come in order ([`undo`]).
//! * Nobody is asked who must not be: the asker, the snoozed, those off work, those asked enough ([`routing`]).
//!
//! On SQLite there are 256 cases of each, or as many as `PROPTEST_CASES` says (`just soak`: 10,000); on PostgreSQL a tenth
//! of that, since to empty a server's database takes longer.

#[path = "properties/history.rs"]
mod history;
#[path = "properties/routing.rs"]
mod routing;
#[path = "properties/state.rs"]
mod state;
#[path = "properties/template.rs"]
mod template;
#[path = "properties/undo.rs"]
mod undo;
#[path = "properties/world.rs"]
mod world;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestError, TestRunner};
use std::io::Write as _;
use template::Template;

/// Declares one test of a property for each database.
macro_rules! property {
    ($name:ident, $strategy:expr, $holds:path) => {
        mod $name {
            use super::*;

            #[test]
            fn on_sqlite() {
                let cases = Config::default().cases;
                on(cases, async { Template::Sqlite }, &$strategy, &async |template, case| {
                    $holds(template, case).await
                });
            }

            #[test]
            fn on_postgresql() {
                let Some(url) = postgres() else { return };
                let cases = Config::default().cases / 10;
                on(cases, Template::postgres(&url), &$strategy, &async |template, case| {
                    $holds(template, case).await
                });
            }
        }
    };
}

property!(order_and_repetition_do_not_matter, history::deliveries(), history::ends_alike);
property!(an_undo_may_come_first, undo::scenes(), undo::ends_alike);
property!(nobody_is_asked_who_must_not_be, routing::communities(), routing::is_well_mannered);

/// Tries `cases` cases; fails with the smallest one found for which the property does not hold.
fn on<S: Strategy>(
    cases: u32,
    template: impl Future<Output = Template>,
    strategy: &S,
    holds: &impl AsyncFn(&Template, &S::Value) -> Result<(), String>,
) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let template = runtime.block_on(template);
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 300, ..Config::default() };
    let found = TestRunner::new(config)
        .run(strategy, |case| runtime.block_on(holds(&template, &case)).map_err(TestCaseError::fail));
    match found {
        Ok(()) => {}
        Err(TestError::Fail(why, case)) => panic!("{why}\nfor {case:#?}"),
        Err(TestError::Abort(why)) => panic!("{why}"),
    }
}

/// The server of the tests; `None`, and a word about it, if there is none.
fn postgres() -> Option<String> {
    let url = variable("STOA_TEST_POSTGRES");
    if url.is_none() {
        let ci = variable("CI").is_some_and(|ci| ci == "true");
        assert!(!ci, "STOA_TEST_POSTGRES is not set: in CI every property is tried on PostgreSQL too");
        let said = "skipped on PostgreSQL: STOA_TEST_POSTGRES is not set (scripts/test starts a server)";
        // Nobody is left to be told that nobody can be told.
        let _ = writeln!(std::io::stdout(), "{said}");
    }
    url
}

#[expect(clippy::disallowed_methods, reason = "tests are told by the environment which server they may use")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
