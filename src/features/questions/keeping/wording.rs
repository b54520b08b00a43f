//! Every sentence about what changes while something is about to be kept, and about words that name somebody new.

use crate::language::wording;
use stoa_chat::Text;

wording! {
    /// What keeping says.
    pub(in super::super) static CATALOGUE = "questions";

    /// In the menu of a message, in at most 24 characters.
    fn shortcut_keep() -> String;

    /// To whoever wanted something kept: a message of it was deleted.
    fn message_gone(words: &str) -> Text;
    /// To whoever gave a tip: somebody else deleted the message.
    fn tip_gone(tip: &Text) -> Text;
    /// To whoever changed a tip: it names somebody now whom it did not name.
    fn tip_names_more(tip: &Text) -> Text;
    /// Refusal: new words for a tip name somebody whom it does not name.
    fn refused_names_more() -> Text;
    /// In place of the request: the tip was changed, and does not name them any more.
    fn tip_names_you_no_more() -> Text;
    /// Above a new request: the tip to which they had agreed was changed.
    fn tip_changed() -> Text;
    /// In place of a kept question: somebody who wrote it took it back.
    fn kept_taken_back(number: i64) -> Text;
}
