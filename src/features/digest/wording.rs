//! Every sentence that digests say, apart from the items, which are their features'.

use crate::language::wording;
use stoa_chat::{PlaceRef, Text, Timestamp};

wording! {
    /// What digests say.
    pub(super) static CATALOGUE = "digest";

    /// In the help: what `digest` does.
    fn about_digest() -> String;

    /// Above a place's digest.
    fn title_place(place: &PlaceRef) -> Text;
    /// Above somebody's own digest.
    fn title_mine() -> Text;
    /// Above what was kept for them.
    fn heading_kept(count: usize) -> Text;
    /// Under it: there is more.
    fn kept_more(count: usize) -> Text;
    /// Above what their own help has done.
    fn heading_own() -> Text;
    /// Above answers that helped.
    fn heading_answers() -> Text;
    /// Above a place's open questions.
    fn heading_open() -> Text;
    /// Above open questions on the reader's topics.
    fn heading_yours() -> Text;
    /// Above thanks.
    fn heading_kudos() -> Text;
    /// Above the table of a board.
    fn heading_board(title: &str, note: &str) -> Text;
    /// Who is new.
    fn newcomers(names: &str, count: usize) -> Text;
    /// The word before the last of several names.
    fn and() -> String;
    /// At the end: what one could do about a question.
    fn call_to_answer(question: &str) -> Text;
    /// At the end, when no question is open.
    fn call_to_ask() -> Text;
    /// At the end of somebody's own digest: how it ends.
    fn hint_mine() -> Text;
    /// The button that shows what was kept, one by one.
    fn label_missed() -> String;
    /// The button that gives the digest now.
    fn label_now() -> String;

    /// How often: they never said.
    fn every_default() -> Text;
    /// How often: once a week.
    fn every_weekly() -> Text;
    /// How often: daily.
    fn every_daily() -> Text;
    /// How often: never.
    fn every_off() -> Text;
    /// How much waits.
    fn waiting(count: usize) -> Text;
    /// Their own digest would be empty.
    fn nothing_mine() -> Text;
    /// The place's digest would be empty.
    fn nothing_here() -> Text;
    /// Above a preview.
    fn preview() -> Text;
    /// Under a preview: the picture that goes with it.
    fn preview_picture(alt: &str) -> Text;
    /// Under a preview: when it comes.
    fn preview_next(at: Timestamp) -> Text;
    /// Under a preview: it does not come.
    fn preview_never() -> Text;
    /// A place's digest comes from now on.
    fn place_set(at: Timestamp) -> Text;
    /// A place has none any more.
    fn place_off() -> Text;

    /// Words that mean nothing here.
    fn refused_words() -> Text;
    /// There is no place to make a digest of.
    fn refused_no_place() -> Text;
    /// Only moderators do that.
    fn refused_not_moderator() -> Text;

    /// In `my data`: where they were seen.
    fn held_presence() -> String;
    /// In `my data`: how often they want a digest.
    fn held_reader() -> String;
    /// In `my data`: what they were told.
    fn held_told() -> String;
}
