//! The compiler refuses to show, log, copy or write down who asked.
//!
//! Each file in `tests/asker/` is a program that tries one of these; beside it stands what the compiler says. After an
//! upgrade of Rust that words it otherwise: `TRYBUILD=overwrite cargo test --test asker`, and read the difference.

#[test]
fn an_asker_cannot_be_shown_logged_copied_or_written_down() {
    trybuild::TestCases::new().compile_fail("tests/asker/*.rs");
}
