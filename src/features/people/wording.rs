//! Every sentence that people hear about themselves.

use crate::language::wording;
use stoa_chat::Text;

wording! {
    /// What the feature says.
    pub(super) static CATALOGUE = "people";

    /// In the help: what `link` does.
    fn about_link() -> String;

    /// In the help: what `snooze` does.
    fn about_snooze() -> String;

    /// In the help: what `hours` does.
    fn about_hours() -> String;

    /// In the help: what `zone` does.
    fn about_zone() -> String;

    /// In the help: what `language` does.
    fn about_language() -> String;

    /// In the help: what `stop` does.
    fn about_stop() -> String;

    /// In the help: what `start` does.
    fn about_start() -> String;

    /// In the help: what `missed` does.
    fn about_missed() -> String;

    /// Asked: nothing is stopped.
    fn stopped_nothing() -> Text;

    /// Asked: these are stopped.
    fn stopped(what: &str) -> Text;

    /// From now on nothing of this feature is said unasked.
    fn stopped_one(what: &str) -> Text;

    /// From now on nothing at all is said unasked.
    fn stopped_all() -> Text;

    /// From now on it is said again.
    fn started(what: &str) -> Text;
    /// They have started everything again.
    fn started_all() -> Text;

    /// From now on it is said again, but other things are not.
    fn started_but(what: &str, left: &str) -> Text;

    /// There is nothing of that name to be stopped.
    fn refused_not_stoppable(word: &str) -> Text;

    /// Nothing was held back.
    fn missed_nothing() -> Text;

    /// Here is a code, and what to do with it.
    fn link_code(code: &str, minutes: u64) -> Text;

    /// The code was good: both accounts are one person, who is named so that a mix-up is noticed.
    fn linked(name: &str) -> Text;

    /// The code was good, but it came from the same person.
    fn linked_already() -> Text;

    /// The code is wrong, too old or used.
    fn link_unknown(minutes: u64) -> Text;

    /// A date, with the days counted from Monday and the months from January, both beginning with 1.
    fn date(weekday: u32, day: u32, month: u32, year: i32) -> String;

    /// Asked: they are snoozed.
    fn snoozed(date: &str) -> Text;

    /// Asked: they are not snoozed.
    fn awake() -> Text;

    /// From now on they are snoozed.
    fn snooze_begins(date: &str) -> Text;

    /// From now on they are not.
    fn snooze_ended() -> Text;

    /// These words are no date.
    fn no_date(words: &str) -> Text;

    /// Nobody can be snoozed until a day that has begun.
    fn date_is_over(date: &str) -> Text;

    /// Asked: when they work.
    fn hours(hours: &str, zone: &str) -> Text;

    /// From now on they work then.
    fn hours_set(hours: &str, zone: &str) -> Text;

    /// There is not one working hour.
    fn hours_empty() -> Text;

    /// A word should be days.
    fn hours_no_day(given: &str) -> Text;

    /// A word should be hours.
    fn hours_no_range(given: &str) -> Text;

    /// Hours end before they start.
    fn hours_end_first(given: &str) -> Text;

    /// Hours without days.
    fn hours_without_days(given: &str) -> Text;

    /// Days without hours.
    fn hours_missing(given: &str) -> Text;

    /// Hours of one day overlap.
    fn hours_overlap(day: &str, first: &str, second: &str) -> Text;

    /// Asked: their time zone, and what its clocks show.
    fn zone(zone: &str, clock: &str) -> Text;

    /// From now on it is this one.
    fn zone_set(zone: &str, clock: &str) -> Text;

    /// There is no such zone, but one that is called nearly so.
    fn no_zone(words: &str, zone: &str) -> Text;

    /// On a button: that zone.
    fn label_zone(zone: &str) -> String;

    /// What the language calls itself.
    fn own_name() -> String;

    /// Asked: in which language they are spoken to.
    fn language() -> Text;

    /// From now on it is this one.
    fn language_set() -> Text;

    /// Stoa does not speak that.
    fn no_language(words: &str) -> Text;

    /// On the page: above what holds for them.
    fn home_settings() -> Text;

    /// On the page: when they work.
    fn home_hours(hours: &str, zone: &str) -> Text;

    /// A button: they want quiet no more.
    fn home_awake() -> String;

    /// A button: quiet until tomorrow.
    fn home_until_tomorrow() -> String;

    /// A button: quiet until Monday.
    fn home_until_monday() -> String;

    /// A button: quiet for two weeks.
    fn home_two_weeks() -> String;

    /// A button: stops questions.
    fn home_stop_questions() -> String;

    /// A button: stops the digest.
    fn home_stop_digest() -> String;

    /// A button: stops coffee rounds.
    fn home_stop_coffee() -> String;

    /// A button: stops everything.
    fn home_stop_all() -> String;

    /// A button: lets write to them again: questions.
    fn home_start_questions() -> String;

    /// A button: lets write to them again: the digest.
    fn home_start_digest() -> String;

    /// A button: lets write to them again: coffee rounds.
    fn home_start_coffee() -> String;

    /// A button: lets write to them again: everything.
    fn home_start_all() -> String;

    /// A button: another language, in that language.
    fn home_speak() -> String;

    /// In `my data`: what we know of the person.
    fn held_member() -> String;

    /// In `my data`: their accounts.
    fn held_accounts() -> String;

    /// In `my data`: codes that join accounts.
    fn held_codes() -> String;

    /// In `my data`: how often we wrote to them.
    fn held_interruptions() -> String;

    /// In `my data`: what was held back for them.
    fn held_later() -> String;

    /// In `my data`: what they have stopped.
    fn held_stops() -> String;

    /// In `my data`: whether they may be asked.
    fn held_consent() -> String;
}
