//! What the engine itself says: about commands that nobody knows, and about faults.

use crate::language::wording;
use stoa_chat::Text;

wording! {
    /// What the engine says.
    pub(crate) static CATALOGUE = "engine";

    /// To a person whose command is unknown: the nearest one.
    fn unknown_command(word: &str, usage: &str, example: &str) -> Text;

    /// To a person whose command is unknown, and nearly another one, which stands on a button.
    fn mistyped(word: &str, meant: &str) -> Text;

    /// To a person whose command lacks its words.
    fn usage(usage: &str, example: &str) -> Text;

    /// To a person whose command belongs to a later stage of the launch.
    fn not_yet(verb: &str, now: &str, then: &str) -> Text;

    /// To a person whose command is not switched on in this place.
    fn off_here(verb: &str, feature: &str) -> Text;

    /// To a guest, whose command tells what is said in places where they may not be.
    fn for_colleagues(verb: &str) -> Text;

    /// To a person whose act could not be worked on.
    fn fault(id: &str) -> Text;

    /// To somebody whose anonymous act could not be worked on; their words follow.
    fn fault_veiled(id: &str) -> Text;

    /// A day of the week in short, Monday first.
    fn weekday(number: u32) -> String;

    /// What stands between the first and the last, of days and of hours.
    fn until() -> String;

    /// On a form whose questions are still being written.
    fn form_begun() -> String;

    /// On a form: an answer is needed.
    fn field_missing() -> String;

    /// On a form: an answer is too long.
    fn field_too_long(most: usize) -> String;

    /// On a form: an answer is none of the choices.
    fn field_not_a_choice() -> String;

    /// Under a message that could not be read.
    fn unreadable() -> Text;

    /// Before the questions of a form that is asked as a dialogue.
    fn dialogue_begins(title: &str, questions: usize) -> Text;

    /// To a person who ended a dialogue before its end.
    fn dialogue_ended(title: &str) -> Text;

    /// To a person whose answer came too late for a dialogue, with their words below.
    fn answer_given_back(title: &str) -> Text;

    /// To a person of whose words we cannot tell whether they are an answer, with the words below.
    fn answer_in_doubt() -> Text;

    /// A question of a dialogue.
    fn question(number: usize, of: usize, label: &str) -> Text;

    /// Under a question with choices.
    fn answer_by_number() -> Text;

    /// Under a question that wants yes or no.
    fn answer_yes_or_no() -> Text;

    /// Under a question that need not be answered.
    fn may_stay_open() -> Text;

    /// Under a question that has an answer already.
    fn filled_in(filled: &str) -> Text;
}
