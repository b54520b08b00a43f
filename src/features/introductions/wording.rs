//! Every sentence that introductions say.

use crate::language::wording;
use stoa_chat::{PlaceRef, Text, Timestamp};

wording! {
    /// What introductions say.
    pub(super) static CATALOGUE = "introductions";

    /// In the help: what `coffee` does.
    fn about_coffee() -> String;

    /// Somebody takes part.
    fn joined(place: &PlaceRef, due: Timestamp, others: usize) -> Text;
    /// They leave out the next round.
    fn skipped() -> Text;
    /// They take part no more.
    fn left() -> Text;
    /// Where somebody takes part.
    fn standing(lines: &Text) -> Text;
    /// They take part nowhere.
    fn standing_nothing() -> Text;
    /// A place where somebody takes part.
    fn line_place(place: &PlaceRef, due: Timestamp) -> Text;
    /// A place where somebody leaves out the next round.
    fn line_skips(place: &PlaceRef, due: Timestamp) -> Text;

    /// Who meets.
    fn introduced(names: &str, place: &PlaceRef) -> Text;
    /// Somebody on another network.
    fn on_network(name: &str, network: &str) -> String;
    /// Why: they never met.
    fn because_new() -> Text;
    /// Why: another team.
    fn because_team() -> Text;
    /// It is a repetition, for lack of others.
    fn because_again() -> Text;
    /// Something to begin with.
    fn starter(number: u32) -> Text;
    /// Nobody could be found.
    fn alone(place: &PlaceRef) -> Text;
    /// Between the last two of a list.
    fn and() -> String;
    /// Did they meet?
    fn did_you_meet(names: &str) -> Text;
    /// On a button: they met.
    fn label_met() -> String;
    /// On a button: they did not.
    fn label_not_met() -> String;
    /// They met.
    fn met() -> Text;
    /// They did not.
    fn not_met() -> Text;

    /// Refusal: no such word.
    fn refused_word(word: &str) -> Text;
    /// Refusal: no place.
    fn refused_direct() -> Text;
    /// Refusal: no round.
    fn refused_no_round() -> Text;

    /// In `my data`: where they take part.
    fn held_places() -> String;
    /// In `my data`: rounds.
    fn held_rounds() -> String;
}
