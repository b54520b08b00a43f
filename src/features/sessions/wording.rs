//! Every sentence about sessions.

use crate::language::wording;
use stoa_chat::{Text, Timestamp};

wording! {
    /// What is said about sessions.
    pub(super) static CATALOGUE = "sessions";

    /// In the help: what `pair` does.
    fn about_pair() -> String;
    /// In the help: what `shadow` does.
    fn about_shadow() -> String;
    /// In the documents: what `session` does.
    fn about_session() -> String;

    /// To the asker: somebody is asked.
    fn asking(session: &str, topic: &str) -> Text;
    /// To the asker: nobody can be asked.
    fn nobody(topic: &str) -> Text;
    /// To the asker, later: nobody took it.
    fn nobody_took_it(session: &str, topic: &str) -> Text;
    /// Somebody would like to work together.
    fn asked_pair(session: &str, name: &str, topic: &str, minutes: i64) -> Text;
    /// Somebody would like to watch.
    fn asked_shadow(session: &str, name: &str, topic: &str, minutes: i64) -> Text;
    /// Why: their answers.
    fn because_answers(topic: &str, answers: u32) -> Text;
    /// Why: they say so.
    fn because_helps(topic: &str) -> Text;
    /// On a button: they take it.
    fn label_take() -> String;
    /// On a button: they do not.
    fn label_pass() -> String;
    /// To whoever took it.
    fn taken(name: &str) -> Text;
    /// To whoever passed.
    fn passed() -> Text;
    /// To the asker who does not want it any more.
    fn cancelled(session: &str) -> Text;
    /// A request that is settled.
    fn card_closed(session: &str) -> Text;
    /// To both: they work together.
    fn welcome_pair(asker: &str, name: &str, topic: &str, minutes: i64) -> Text;
    /// To both: one watches.
    fn welcome_shadow(asker: &str, name: &str, topic: &str, minutes: i64) -> Text;
    /// Under the welcome: when both work.
    fn slots(lines: &Text) -> Text;
    /// A time at which both work.
    fn line_slot(at: Timestamp) -> Text;
    /// Under the welcome: the other one is on another network.
    fn elsewhere(name: &str, network: &str, account: &str) -> Text;

    /// Refusal: one is open already.
    fn refused_open(session: &str, topic: &str) -> Text;
    /// Refusal: no such session, or not theirs.
    fn refused_none(word: &str) -> Text;

    /// In `my data`: what they asked for.
    fn held_sessions() -> String;
    /// In `my data`: what they were asked.
    fn held_asked() -> String;
}
