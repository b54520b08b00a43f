//! Every sentence about somebody's own data.

use crate::language::wording;
use stoa_chat::Text;

wording! {
    /// What privacy says.
    pub(super) static CATALOGUE = "privacy";

    /// In the help: the command `my`.
    fn about_my() -> String;

    /// On the page, a button: what is kept about them.
    fn label_data() -> String;

    /// `my data`: before the list.
    fn intro() -> Text;
    /// `my data`: one kind of thing.
    fn kept(title: &str, count: usize, seen_by: &str) -> Text;
    /// `my data`: one kind of thing, with the newest of them.
    fn kept_for_example(title: &str, count: usize, seen_by: &str, example: &str) -> Text;
    /// Who sees something: the person alone.
    fn seen_by_themselves() -> String;
    /// Who sees something: everybody.
    fn seen_by_everybody() -> String;
    /// Who sees something: the moderators.
    fn seen_by_moderators() -> String;
    /// `my data`: behind the list.
    fn outro() -> Text;
    /// A button: have everything sent.
    fn label_export() -> String;
    /// A button: have everything erased.
    fn label_erase() -> String;

    /// Before the parts of an export.
    fn export_follows(parts: usize) -> Text;
    /// Behind the parts of an export that is too long.
    fn export_is_cut() -> Text;
    /// Where somebody asked for their export, which comes elsewhere.
    fn export_is_sent() -> Text;

    /// `my data erase`: what goes, what stays.
    fn are_you_sure(minutes: u64) -> Text;
    /// A button: erase me.
    fn label_surely() -> String;
    /// The second step without the first, or too late.
    fn refused_not_asked() -> Text;
    /// The last words to somebody who is erased.
    fn erased() -> Text;
}
