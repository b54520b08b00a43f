//! Every sentence that the help says itself; the lines about commands are the features' own.

use crate::language::wording;
use stoa_chat::Text;

wording! {
    /// What the help says.
    pub(super) static CATALOGUE = "help";

    /// In the help: what `help` does.
    fn about_help() -> String;

    /// Before the few commands that everybody needs.
    fn essentials() -> Text;

    /// Behind them.
    fn more() -> Text;

    /// Before the list of all commands.
    fn overview() -> Text;

    /// Above the commands about questions.
    fn heading_questions() -> String;
    /// The heading of what is asked without a name.
    fn heading_anonymous() -> String;

    /// Above the commands about who knows what.
    fn heading_profiles() -> String;

    /// Above the commands about recognition.
    fn heading_recognition() -> String;

    /// The heading of what somebody's help did.
    fn heading_impact() -> String;
    /// The heading of streaks.
    fn heading_streaks() -> String;
    /// The heading of mentoring.
    fn heading_mentoring() -> String;
    /// The heading of introductions.
    fn heading_introductions() -> String;
    /// The heading of live sessions.
    fn heading_sessions() -> String;
    /// Above what badges take.
    fn heading_badges() -> String;

    /// Above what digests take.
    fn heading_digest() -> String;

    /// Above the commands about what should not stand as it is.
    fn heading_moderation() -> String;

    /// Above the commands about oneself.
    fn heading_people() -> String;

    /// Above the commands about the launch.
    fn heading_launch() -> String;
    /// Above the commands about one's data.
    fn heading_privacy() -> String;

    /// Above the commands about Stoa.
    fn heading_help() -> String;

    /// One command in the list of all.
    fn line(usage: &str, about: &str) -> Text;

    /// One command, explained.
    fn details(usage: &str, about: &str, example: &str) -> Text;

    /// What else it is called.
    fn aliases(names: &Text) -> Text;

    /// Before the explanation of a command whose name is like what was typed.
    fn nearest(word: &str) -> Text;

    /// The first words to somebody.
    fn greeting() -> Text;

    /// The page: its head.
    fn home(name: &str) -> Text;

    /// The page: its foot.
    fn home_hint() -> Text;

    /// A button: the open questions.
    fn label_questions() -> String;

    /// A button: help.
    fn label_help() -> String;
}
