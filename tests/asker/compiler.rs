//! The compiler refuses to show, log, copy or write down who asked.
//!
//! Each file in `refused/` is a program that tries one of these; beside it stands what the compiler says. After an
//! upgrade of Rust that words it otherwise: `TRYBUILD=overwrite cargo test -p stoa-asker`, and read the difference.
//!
//! A package of its own, because whatever the package of such a test depends on is compiled once more for it: so only
//! the core is, and neither the networks nor what other tests need.

#[test]
fn an_asker_cannot_be_shown_logged_copied_or_written_down() {
    trybuild::TestCases::new().compile_fail("refused/*.rs");
}
