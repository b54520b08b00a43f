//! Every sentence that recognition says.

use crate::language::wording;
use stoa_chat::{PlaceRef, Text, Timestamp};

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

    /// One award: an answer of theirs helped somebody.
    fn award_thanked(points: i64, answer: i64, at: Timestamp) -> Text;

    /// One award: a correction of theirs was accepted.
    fn award_corrected(points: i64, correction: i64, at: Timestamp) -> Text;

    /// One award: somebody gave them kudos.
    fn award_kudos(points: i64, at: Timestamp) -> Text;
    /// What an award is for: what they said was of use to several people.
    fn award_reused(points: i64, answer: i64, at: Timestamp) -> Text;
    /// What an award is for: the first answer to a newcomer.
    fn award_welcomed(points: i64, answer: i64, at: Timestamp) -> Text;
    /// What an award is for: a meeting of a pair.
    fn award_mentored(points: i64, pair: i64, at: Timestamp) -> Text;
    /// What an award is for: an introduction.
    fn award_introduced(points: i64, at: Timestamp) -> Text;

    /// Under awards that paid less than the full worth: why.
    fn repetition_pays_less(days: u32) -> Text;

    /// Under their points, when a day pays no more: for how much.
    fn day_is_full(count: usize) -> Text;

    /// On the board: where they stood when the season before ended.
    fn board_last_season(rank: i64, points: i64) -> Text;

    /// In `my data`: where they stood when seasons ended.
    fn held_results() -> String;

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

    /// Above the board of teams.
    fn news_teams() -> String;

    /// On that board: what is counted.
    fn news_teams_note() -> String;

    /// What the picture of that board shows.
    fn alt_teams(count: usize, best: &str, lines: &str) -> String;

    /// In the help: what `kudos` does.
    fn about_kudos() -> String;
    /// In the help: what `unkudos` does.
    fn about_unkudos() -> String;
    /// In the help: what `leaderboard` does.
    fn about_leaderboard() -> String;
    /// In the menu of a message, in at most 24 characters.
    fn shortcut_kudos() -> String;
    /// The form: its title, in at most 24 characters.
    fn form_kudos() -> String;
    /// The form: its button.
    fn form_kudos_submit() -> String;
    /// The form: to whom.
    fn form_kudos_to() -> String;
    /// The form: for what.
    fn form_kudos_reason() -> String;

    /// To whoever gave kudos: their number, how many are left today, and for how many minutes they can be taken back.
    fn kudos_given(number: i64, left: u32, minutes: u64) -> Text;
    /// A button: takes kudos back.
    fn label_unkudos() -> String;
    /// To whoever took kudos back.
    fn kudos_taken_back(number: i64) -> Text;
    /// To whoever got kudos.
    fn kudos_received(giver: &str, reason: &str) -> Text;
    /// Above the kudos of a day.
    fn kudos_card() -> Text;
    /// Behind the names of those who got kudos: from whom, and for what.
    fn kudos_line(giver: &str, reason: &str) -> Text;
    /// In place of a card, all of whose kudos were taken back.
    fn kudos_none() -> Text;

    /// Refusal: nobody was named.
    fn refused_nobody() -> Text;
    /// Refusal: nobody knows what for.
    fn refused_no_reason() -> Text;
    /// Refusal: none of the values that the settings list.
    fn refused_no_value(values: &str) -> Text;
    /// Refusal: a program was named.
    fn refused_program() -> Text;
    /// Refusal: nobody is called that, or several are.
    fn refused_unknown(word: &str) -> Text;
    /// Refusal: they named themselves.
    fn refused_oneself() -> Text;
    /// Refusal: so many are left today, of so many.
    fn refused_spent(left: u32, all: u32) -> Text;
    /// Refusal: they gave no such kudos.
    fn refused_no_kudos(word: &str) -> Text;
    /// Refusal: kudos can be taken back for so many minutes.
    fn refused_too_late(minutes: u64) -> Text;

    /// Above the board of this week.
    fn board_week() -> Text;
    /// Above the board of this season.
    fn board_season() -> Text;
    /// Above the board of all time.
    fn board_all() -> Text;
    /// A line: somebody else.
    fn board_line(rank: usize, name: &str, points: i64) -> Text;
    /// A line: whoever looks.
    fn board_you(rank: usize, points: i64) -> Text;
    /// To whoever does not want to be seen: how they could be.
    fn board_not_on_it() -> Text;
    /// To whoever wants to be seen, and has no points yet.
    fn board_nothing_yet() -> Text;
    /// From now on they stand on boards.
    fn board_shown() -> Text;
    /// From now on they do not.
    fn board_hidden() -> Text;
    /// Above the teams.
    fn board_teams() -> Text;
    /// A team: its points for each active member, and the tenths of another.
    fn board_team(rank: usize, name: &str, points: i64, tenths: i64) -> Text;
    /// There is no team of that many people with points.
    fn board_no_teams(least: u32) -> Text;

    /// In `my data`: kudos that they gave.
    fn held_kudos_given() -> String;
    /// In `my data`: kudos that they got.
    fn held_kudos_got() -> String;
    /// In `my data`: that they stand on leaderboards.
    fn held_board() -> String;
    /// In `my data`: that moderators were told of their income.
    fn held_flag() -> String;

    /// Above the board of a place this week.
    fn board_week_in(place: &PlaceRef) -> Text;
    /// Above the board of a place this season.
    fn board_season_in(place: &PlaceRef) -> Text;
    /// Above the board of a place of all time.
    fn board_all_in(place: &PlaceRef) -> Text;
    /// Refusal: where they write nobody else reads.
    fn refused_not_here() -> Text;
    /// Refusal: there is no such place, or they were never seen there.
    fn refused_no_place(word: &str) -> Text;

    /// For moderators, above everything that is worth a look.
    fn flags(days: u32) -> Text;
    /// For moderators: nothing is.
    fn flags_none(days: u32) -> Text;
    /// To moderators, unasked: above what is new among it.
    fn flags_news(days: u32) -> Text;
    /// Below that: how everything is seen.
    fn flags_all() -> Text;
    /// A line: most of an income comes from one giver.
    fn flag_one_giver(name: &str, percent: i64, giver: &str) -> Text;
    /// A line: those who have much from each other.
    fn flag_ring(people: &str) -> Text;
    /// One of them: what they have, and from which other one most of it comes.
    fn flag_share(name: &str, percent: i64, giver: &str) -> String;
    /// Refusal: only moderators see that.
    fn refused_not_moderator() -> Text;
}
