//! Every sentence that the launch says.

use crate::language::wording;
use stoa_chat::{PlaceRef, Text};

wording! {
    /// What the launch says.
    pub(super) static CATALOGUE = "launch";

    /// In the help: what `place` does.
    fn about_place() -> String;
    /// In the help: what `launch` does.
    fn about_launch() -> String;
    /// In the help: what `featured` does.
    fn about_featured() -> String;
    /// In the help: what `seed` does.
    fn about_seed() -> String;

    /// To a whole place, once: who Stoa is.
    fn introduction() -> Text;
    /// To somebody who writes directly before the launch.
    fn only_listening() -> Text;

    /// The heading of a list of places.
    fn places(lines: &Text) -> Text;
    /// No place is known.
    fn places_none() -> Text;
    /// A place in a list.
    fn line_place(place: &PlaceRef, on: &str) -> Text;
    /// In place of the features that are on: there are none.
    fn nothing_on() -> String;
    /// All about a place.
    fn place(place: &PlaceRef, lines: &Text) -> Text;
    /// About a place: what is on.
    fn line_on(on: &str) -> Text;
    /// About a place: what is off.
    fn line_off(off: &str) -> Text;
    /// About a place: what is on as soon as the launch has come to it.
    fn line_later(later: &str) -> Text;
    /// About a place: its working hours.
    fn line_hours(hours: &str, zone: &str) -> Text;
    /// About a place: its language.
    fn line_english() -> Text;
    /// About a place: its language.
    fn line_german() -> Text;
    /// About a place: it has no language of its own.
    fn line_no_language() -> Text;
    /// About a place: questions are picked up.
    fn line_capture() -> Text;
    /// About a place: it is for practice.
    fn line_sandbox() -> Text;

    /// Which stage it is.
    fn stage(stage: &str) -> Text;
    /// A stage began.
    fn stage_began(stage: &str) -> Text;
    /// What the stage `listen` holds.
    fn holds_listen() -> Text;
    /// What the stage `questions` holds.
    fn holds_questions() -> Text;
    /// What the stage `thanks` holds.
    fn holds_thanks() -> Text;
    /// What the stage `mentoring` holds.
    fn holds_mentoring() -> Text;
    /// What the stage `all` holds.
    fn holds_all() -> Text;
    /// How a week went; 0 is the present one.
    fn line_week(back: usize, asked: usize, share: u32, days: u32) -> Text;
    /// Nobody asked in a week; 0 is the present one.
    fn line_week_empty(back: usize) -> Text;
    /// It is time for the next stage.
    fn proposes(next: &str, percent: u32) -> Text;
    /// It is early for the next stage.
    fn waits(next: &str, percent: u32, weeks: u32) -> Text;
    /// Before the first stage with questions there is nothing to measure.
    fn may_begin(next: &str) -> Text;
    /// There is no stage after this one.
    fn last_stage() -> Text;
    /// On a button: begin a stage.
    fn label_begin(stage: &str) -> String;

    /// The questions to read first.
    fn featured(lines: &Text) -> Text;
    /// There are none.
    fn featured_none() -> Text;
    /// A question to read.
    fn line_featured(number: i64, title: &str) -> Text;
    /// What an import suggests.
    fn seed(questions: &Text, advocates: &Text) -> Text;
    /// Nothing was imported.
    fn seed_none() -> Text;
    /// A question that many found helpful.
    fn line_seed(number: i64, title: &str, helped: i64) -> Text;
    /// Who would be an advocate.
    fn line_advocates(topic: &str, names: &str) -> Text;

    /// Refusal: only moderators may.
    fn refused_not_moderator() -> Text;
    /// Refusal: no such place.
    fn refused_no_place(word: &str, known: &Text) -> Text;
    /// Refusal: no place is known at all.
    fn refused_no_place_yet(word: &str) -> Text;
    /// Refusal: a direct conversation is no place.
    fn refused_direct() -> Text;
    /// Refusal: no such feature.
    fn refused_no_feature(word: &str, known: &str, place: &str) -> Text;
    /// Refusal: this feature is always on.
    fn refused_always_on(feature: &str, place: &str) -> Text;
    /// Refusal: neither on nor off.
    fn refused_not_on_or_off(word: &str, place: &str) -> Text;
    /// Refusal: no language of ours.
    fn refused_no_language(word: &str, place: &str) -> Text;
    /// Refusal: no time zone.
    fn refused_no_zone(word: &str, near: &str, place: &str) -> Text;
    /// Refusal: no working hours.
    fn refused_no_hours(word: &str, place: &str) -> Text;
    /// Refusal: no stage.
    fn refused_no_stage(word: &str) -> Text;
    /// Refusal: no known question with an answer.
    fn refused_no_question(word: &str) -> Text;
}
