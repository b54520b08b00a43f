//! Every sentence about questions on the bot's own page.

use crate::language::wording;
use stoa_chat::Text;

wording! {
    /// What the page says.
    pub(in super::super) static CATALOGUE = "questions";

    /// Nothing waits for them.
    fn home_empty() -> Text;
    /// Above the questions that they were asked about.
    fn home_waiting(number: i64) -> Text;
    /// Above the questions that they took.
    fn home_taken(number: i64) -> Text;
    /// Above the questions that they could answer, too.
    fn home_could(number: i64) -> Text;
    /// Above their own open questions.
    fn home_mine() -> Text;
    /// One question.
    fn home_line(number: i64, title: &str) -> Text;
    /// A button: takes a question.
    fn home_take(number: i64) -> String;
    /// A button: all open questions.
    fn home_all() -> String;
    /// A button: so many a week.
    fn home_a_week(count: u32) -> String;
    /// A button: none.
    fn home_never() -> String;
}
