//! Every sentence that recognition says.

use crate::language::wording;
use stoa_chat::{Text, Timestamp};

wording! {
    /// What recognition says.
    pub(super) static CATALOGUE = "recognition";

    /// In the help: what `points` does.
    fn about_points() -> String;

    /// To a member who has points: how many.
    fn balance(points: i64) -> Text;

    /// To a member without points: what earns the first.
    fn no_points(worth: i64) -> Text;

    /// One award: an answer of theirs was accepted.
    fn award_accepted_answer(points: i64, answer: i64, at: Timestamp) -> Text;

    /// One award: they accepted an answer.
    fn award_resolved(points: i64, answer: i64, at: Timestamp) -> Text;

    /// Under awards that paid less than the full worth: why.
    fn repetition_pays_less(days: u32) -> Text;

    /// To a member who wants to see somebody else's points.
    fn refused_others() -> Text;

    /// In `my data`: what is booked on their account.
    fn held_points() -> String;

    /// In `my data`: what points were earned for.
    fn held_deeds() -> String;

    /// On the page: how many points they have.
    fn home_points(points: i64) -> Text;

    /// A button: their points.
    fn label_points() -> String;
}
