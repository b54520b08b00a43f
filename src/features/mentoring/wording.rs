//! Every sentence that mentoring says.

use crate::language::wording;
use stoa_chat::{Text, Timestamp};

wording! {
    /// What mentoring says.
    pub(super) static CATALOGUE = "mentoring";

    /// In the help: what `mentor` does.
    fn about_mentor() -> String;

    /// To somebody who offers to be a mentor.
    fn offered(topics: &str, capacity: i64) -> Text;
    /// To somebody who seeks a mentor: who could be one.
    fn sought(topics: &str, lines: &Text) -> Text;
    /// To somebody who seeks a mentor: nobody fits yet.
    fn sought_nobody_yet(topics: &str) -> Text;
    /// A mentor in the shortlist.
    fn line_mentor(name: &str, because: &str) -> Text;
    /// On a button: wish for somebody.
    fn label_wish(name: &str) -> String;
    /// Whom somebody wishes for.
    fn wishes(names: &str) -> Text;
    /// Under their wishes: those that are too many.
    fn wishes_beyond(most: usize, names: &str) -> Text;
    /// Nobody is wished for.
    fn wishes_none() -> Text;
    /// A reason: shared topics.
    fn because_topics(topics: &str) -> String;
    /// A reason: common hours.
    fn because_hours(hours: u32) -> String;
    /// A reason: more than one common language.
    fn because_languages() -> String;
    /// A reason: another team.
    fn because_team() -> String;
    /// Between the last two of a list.
    fn and() -> String;
    /// Somebody is not to be matched with the caller.
    fn avoided(name: &str) -> Text;
    /// That is over.
    fn avoided_no_more(name: &str) -> Text;
    /// They are left out until a moment.
    fn paused(until: Timestamp) -> Text;
    /// They are out of the search.
    fn stopped() -> Text;
    /// How somebody stands.
    fn standing(lines: &Text) -> Text;
    /// They neither offer nor seek.
    fn standing_nothing() -> Text;
    /// What somebody offers.
    fn line_offer(topics: &str, capacity: i64) -> Text;
    /// What somebody seeks.
    fn line_seek(topics: &str) -> Text;
    /// A proposal that waits.
    fn line_proposed(pair: &str, name: &str) -> Text;
    /// A pair that runs.
    fn line_running(pair: &str, name: &str) -> Text;

    /// The programme that somebody takes part in.
    fn in_programme(name: &str) -> Text;
    /// The programmes that there are.
    fn line_programmes(names: &str, one: &str) -> Text;

    /// Under a proposal: a better one would have left somebody else without.
    fn better_leaves_out() -> Text;
    /// Under a proposal: a better one would have cost the others more than it gives.
    fn better_costs() -> Text;
    /// To a mentee who did not answer: the search is over.
    fn search_over(pair: &str) -> Text;
    /// To the mentee: a proposal.
    fn proposed_mentor(pair: &str, name: &str, topics: &str, because: &str) -> Text;
    /// To the mentor: a proposal.
    fn proposed_mentee(pair: &str, name: &str, topics: &str, because: &str) -> Text;
    /// Under a proposal: what the mentee wrote.
    fn their_note(note: &str) -> Text;
    /// Under a proposal: how long it waits.
    fn answer_within(days: u32) -> Text;
    /// On a button: agree.
    fn label_accept() -> String;
    /// On a button: decline.
    fn label_decline() -> String;
    /// The first of both agreed.
    fn agreed(name: &str) -> Text;
    /// In place of a proposal that its reader agreed to.
    fn card_agreed(pair: &str, name: &str) -> Text;
    /// In place of a proposal that is over.
    fn card_closed(pair: &str) -> Text;
    /// To whoever declined.
    fn declined() -> Text;
    /// To a mentee who had agreed: it came to nothing.
    fn looking_on(pair: &str) -> Text;
    /// To a mentor who had agreed: it came to nothing.
    fn came_to_nothing(pair: &str) -> Text;
    /// To a mentee: nobody offers it.
    fn without_topics() -> Text;
    /// To a mentee: no common language.
    fn without_language() -> Text;
    /// To a mentee: no common hours.
    fn without_hours() -> Text;
    /// To a mentee: no place is left.
    fn without_places() -> Text;
    /// To a mentee: there is nobody else.
    fn without_anybody() -> Text;

    /// To both: they are a pair.
    fn welcome(pair: &str, mentee: &str, mentor: &str, topics: &str, weeks: u32) -> Text;
    /// Under the welcome: when both could meet.
    fn slots(lines: &Text) -> Text;
    /// A free slot.
    fn line_slot(at: Timestamp) -> Text;
    /// Under the welcome: no common half hour is free.
    fn no_slots() -> Text;
    /// On a button: a slot as a calendar file.
    fn label_slot(number: usize) -> String;
    /// A slot as a calendar file.
    fn slot(at: Timestamp) -> Text;
    /// The title in the calendar.
    fn calendar_title(mentee: &str, mentor: &str) -> String;
    /// To the second who agreed.
    fn begun(pair: &str) -> Text;
    /// Under the welcome: the other one is on another network.
    fn elsewhere(name: &str, network: &str, account: &str) -> Text;
    /// Did the pair meet?
    fn did_you_meet(pair: &str, name: &str) -> Text;
    /// On a button: they met.
    fn label_met() -> String;
    /// On a button: they did not.
    fn label_not_met() -> String;
    /// They met.
    fn met() -> Text;
    /// They did not.
    fn not_met() -> Text;
    /// To whoever ends a pair.
    fn ended(pair: &str) -> Text;
    /// A pair is over because the other one left.
    fn over(pair: &str) -> Text;
    /// At the end: how was it?
    fn how_was_it(pair: &str, name: &str) -> Text;
    /// At the end, to a mentee who gets somebody else.
    fn another(topics: &str) -> Text;
    /// On a button: so many stars.
    fn label_stars(stars: i64) -> String;
    /// Thanks for the stars.
    fn rated() -> Text;

    /// For moderators: how many wait.
    fn pairs(waiting: usize, mentors: usize, running: usize) -> Text;
    /// For moderators: a pair.
    fn line_pair(pair: &str, mentee: &str, mentor: &str, weeks: u64, met: i64) -> Text;
    /// For moderators: a pair that never met.
    fn line_stuck(pair: &str, mentee: &str, mentor: &str, weeks: u64, met: i64) -> Text;

    /// Refusal: no such word.
    fn refused_word(word: &str) -> Text;
    /// Refusal: no number of mentees.
    fn refused_capacity(words: &str, most: i64) -> Text;
    /// Refusal: nothing is offered.
    fn refused_no_topics_offered() -> Text;
    /// Refusal: nothing is sought.
    fn refused_no_topics_sought() -> Text;
    /// Refusal: the note is too long.
    fn refused_long_note(most: usize) -> Text;
    /// Refusal: nobody is called so.
    fn refused_nobody(word: &str) -> Text;
    /// Refusal: they offer no mentoring.
    fn refused_no_mentor(word: &str) -> Text;
    /// Refusal: the caller seeks nobody.
    fn refused_not_seeking() -> Text;
    /// Refusal: no date.
    fn refused_date(words: &str) -> Text;
    /// Refusal: no pair of the caller's.
    fn refused_no_pair(word: &str) -> Text;
    /// Refusal: the proposal is settled.
    fn refused_settled(pair: &str) -> Text;
    /// Refusal: the pair does not run.
    fn refused_not_running(pair: &str) -> Text;
    /// Refusal: no moment to come.
    fn refused_slot(pair: &str) -> Text;
    /// Refusal: neither yes nor no.
    fn refused_met(pair: &str) -> Text;
    /// Refusal: no stars.
    fn refused_rate(pair: &str, most: i64) -> Text;
    /// Refusal: only moderators may.
    fn refused_not_moderator() -> Text;

    /// In `my data`: what they offer.
    fn held_offer() -> String;
    /// In `my data`: what they seek.
    fn held_search() -> String;
    /// In `my data`: wishes.
    fn held_wishes() -> String;
    /// In `my data`: whom they avoid.
    fn held_avoided() -> String;
    /// In `my data`: pairs.
    fn held_pairs() -> String;
    /// In `my data`: meetings.
    fn held_meetings() -> String;
    /// In `my data`: stars.
    fn held_feedback() -> String;
}
