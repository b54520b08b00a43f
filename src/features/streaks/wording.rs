//! Every sentence that streaks say.

use crate::language::wording;
use stoa_chat::Text;

wording! {
    /// What streaks say.
    pub(super) static CATALOGUE = "streaks";

    /// In the help: what `streak` does.
    fn about_streak() -> String;

    /// They have not helped yet.
    fn none() -> Text;
    /// In how many weeks in a row.
    fn streak(weeks: u32) -> Text;
    /// It was longer before.
    fn longest(weeks: u32) -> Text;
    /// It ended; how long the longest was.
    fn ended(weeks: u32) -> Text;
    /// This week counts.
    fn week_counts() -> Text;
    /// This week does not count yet.
    fn week_open() -> Text;
    /// This week does not count, and takes nothing.
    fn week_away() -> Text;
    /// How many weeks of it freezes have saved.
    fn saved(weeks: u32) -> Text;
    /// There are as many freezes as there can be.
    fn freezes_all(count: u32) -> Text;
    /// How many freezes are left, and how many more weeks earn one.
    fn freezes_some(count: u32, weeks: u32) -> Text;

    /// Refusal: they want to see somebody else's.
    fn refused_others() -> Text;

    /// In `my data`: deeds of help.
    fn held_deeds() -> String;
    /// In `my data`: times away.
    fn held_away() -> String;
}
