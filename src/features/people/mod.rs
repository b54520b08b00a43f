//! People: what members tell about themselves, and how two of their accounts become one person.
//!
//! ```text
//! link              ──▶ a one-time code, for nobody else's eyes
//! link CODE         ──▶ both accounts are one member (crate::people joins them, other features follow a Fact)
//! snooze · hours    ──▶ when nothing unasked is sent
//! zone · language   ──▶ how days are counted, and in which words Stoa speaks
//! stop · start      ──▶ which features say nothing unasked
//! missed            ──▶ what was held back for the sake of manners
//! ```
//!
//! Each command without words shows what holds now. Whatever the person sees here, nobody else does.

mod holdings;
mod home;
mod quiet;
#[cfg(test)]
mod tests;
mod wording;

use super::{CommandSpec, Feature, Holding};
use crate::engine::schedule::wall_clock;
use crate::engine::wording::weekday;
use crate::engine::{Absence, Call, Fact, Failure, Job, Refusal, Turn};
use crate::language::{Catalogue, Language};
use crate::people::hours::{HoursError, WorkingHours, day_of};
use crate::people::{self, Linked, Member, manners};
use crate::places::Stage;
use crate::settings::nearest_zone;
use async_trait::async_trait;
use chrono::{Datelike as _, NaiveDate, NaiveTime};
use chrono_tz::{TZ_VARIANTS, Tz};
use stoa_chat::{Post, Text, Timestamp};

/// How many characters of a command are read: no sensible one is longer, and answers repeat what was typed.
const MOST_CHARACTERS: usize = 300;

/// The feature.
#[derive(Debug)]
pub struct People;

pub(super) const COMMANDS: &[CommandSpec] = &[
    CommandSpec {
        verb: "link",
        aliases: &[],
        usage: "link [CODE]",
        example: "link 7K3QM-9XF2A",
        about: wording::about_link,
        needs_words: false,
        on_buttons: false,
    },
    CommandSpec {
        verb: "snooze",
        aliases: &[],
        usage: "snooze [until DATE | off]",
        example: "snooze until monday",
        about: wording::about_snooze,
        needs_words: false,
        on_buttons: false,
    },
    CommandSpec {
        verb: "hours",
        aliases: &[],
        usage: "hours [DAYS HOURS]",
        example: "hours Mon-Thu 8:30-16:30, Fri 8-14",
        about: wording::about_hours,
        needs_words: false,
        on_buttons: false,
    },
    CommandSpec {
        verb: "zone",
        aliases: &[],
        usage: "zone [ZONE]",
        example: "zone Europe/Warsaw",
        about: wording::about_zone,
        needs_words: false,
        on_buttons: false,
    },
    CommandSpec {
        verb: "language",
        aliases: &[],
        usage: "language [en | de]",
        example: "language de",
        about: wording::about_language,
        needs_words: false,
        on_buttons: false,
    },
    CommandSpec {
        verb: "stop",
        aliases: &["stopp"],
        usage: "stop [questions | digest | coffee | all]",
        example: "stop questions",
        about: wording::about_stop,
        needs_words: false,
        on_buttons: false,
    },
    CommandSpec {
        verb: "start",
        aliases: &[],
        usage: "start questions | digest | coffee | all",
        example: "start questions",
        about: wording::about_start,
        needs_words: true,
        on_buttons: false,
    },
    CommandSpec {
        verb: "missed",
        aliases: &[],
        usage: "missed",
        example: "missed",
        about: wording::about_missed,
        needs_words: false,
        on_buttons: false,
    },
];

#[async_trait]
impl Feature for People {
    fn name(&self) -> &'static str {
        manners::KEEPER
    }

    fn stage(&self) -> Stage {
        Stage::Listen
    }

    fn commands(&self) -> &'static [CommandSpec] {
        COMMANDS
    }

    fn catalogue(&self) -> &'static Catalogue {
        &wording::CATALOGUE
    }

    async fn command(&self, turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
        let typed: String = call.words().chars().take(MOST_CHARACTERS).collect();
        let answer = match call.verb {
            "link" => link(turn, call, &typed).await?,
            "snooze" => snooze(turn, call, &typed).await?,
            "hours" => hours(turn, call, &typed).await?,
            "zone" => zone(turn, call, &typed).await?,
            "language" => language(turn, call, &typed).await?,
            "stop" => quiet::stop(turn, call, &typed).await?,
            "start" => quiet::start(turn, call, &typed).await?,
            "missed" => return quiet::missed(turn, call).await,
            verb => return Err(anyhow::anyhow!("people have no command {verb}").into()),
        };
        turn.reply(call, Post::of(answer)).await?;
        Ok(())
    }

    async fn home(&self, turn: &mut Turn<'_>, member: &Member) -> anyhow::Result<Post> {
        home::part(turn, member).await
    }

    fn jobs(&self) -> &'static [&'static str] {
        &[manners::DELIVER]
    }

    async fn job(&self, turn: &mut Turn<'_>, job: &Job) -> Result<(), Failure> {
        match job.kind.as_str() {
            manners::DELIVER => Ok(manners::deliver(turn, job.subject.parse()?).await?),
            kind => Err(anyhow::anyhow!("people plan no job {kind}").into()),
        }
    }

    fn holdings(&self) -> &'static [Holding] {
        holdings::HOLDINGS
    }

    async fn sweep(&self, turn: &mut Turn<'_>, older_than: Timestamp) -> anyhow::Result<()> {
        manners::forget_interruptions(turn.tx(), older_than).await?;
        Ok(())
    }
}

/// Gives out a code, or joins the account that brings one.
async fn link(turn: &mut Turn<'_>, call: &Call, code: &str) -> Result<Text, Failure> {
    let language = call.by.language;
    let minutes = turn.settings().people.link_code_lifetime.get().as_secs().div_ceil(60);
    if code.is_empty() {
        let code = people::issue_code(turn, call.by.id).await?;
        return Ok(wording::link_code(language, &code, minutes));
    }
    Ok(match people::redeem_code(turn, &call.account, code).await? {
        Linked::Joined => wording::linked(language, &people::meet(turn, &call.account).await?.name),
        Linked::Already => wording::linked_already(language),
        Linked::Unknown => wording::link_unknown(language, minutes),
    })
}

/// Sends nothing unasked until a date, on which the person's own day begins in their own zone.
async fn snooze(turn: &mut Turn<'_>, call: &Call, typed: &str) -> Result<Text, Failure> {
    let (language, zone, now) = (call.by.language, call.by.zone, turn.now());
    if typed.is_empty() {
        let until = call.by.snoozed_until.filter(|until| now < *until);
        return Ok(match until {
            Some(until) => wording::snoozed(language, &in_words(language, day_of(until, zone))),
            None => wording::awake(language),
        });
    }
    if matches!(&*typed.to_lowercase(), "off" | "aus") {
        people::set_snooze(turn.tx(), call.by.id, None).await?;
        turn.announce(Fact::CameBack { member: call.by.id, why: Absence::Snoozed, at: now });
        return Ok(wording::snooze_ended(language));
    }
    let today = day_of(now, zone);
    let last = day_of(wall_clock::LAST, zone);
    let Some(date) = people::read_date(typed, today).filter(|date| *date <= last) else {
        return Err(Failure::refused(wording::no_date(language, typed)));
    };
    let words = in_words(language, date);
    if date <= today {
        return Err(Failure::refused(wording::date_is_over(language, &words)));
    }
    let until = wall_clock::first_moment(date.and_time(NaiveTime::MIN), zone);
    people::set_snooze(turn.tx(), call.by.id, Some(until)).await?;
    turn.announce(Fact::WentAway { member: call.by.id, why: Absence::Snoozed, at: now, until });
    Ok(wording::snooze_begins(language, &words))
}

async fn hours(turn: &mut Turn<'_>, call: &Call, typed: &str) -> Result<Text, Failure> {
    let (language, zone) = (call.by.language, call.by.zone.name());
    if typed.is_empty() {
        return Ok(wording::hours(language, &call.by.hours.shown(language), zone));
    }
    let hours = WorkingHours::parse(typed).map_err(|error| Failure::refused(no_hours(language, &error)))?;
    people::set_hours(turn.tx(), call.by.id, &hours).await?;
    Ok(wording::hours_set(language, &hours.shown(language), zone))
}

/// What is wrong with hours as they were typed, in words.
fn no_hours(language: Language, error: &HoursError) -> Text {
    match error {
        HoursError::Empty => wording::hours_empty(language),
        HoursError::Days { given } => wording::hours_no_day(language, given),
        HoursError::Hours { given } => wording::hours_no_range(language, given),
        HoursError::EndsFirst { given } => wording::hours_end_first(language, given),
        HoursError::NoDays { given } => wording::hours_without_days(language, given),
        HoursError::NoHours { given } => wording::hours_missing(language, given),
        HoursError::Overlap { day, first, second } => {
            wording::hours_overlap(language, &weekday(language, day.number_from_monday()), first, second)
        }
    }
}

async fn zone(turn: &mut Turn<'_>, call: &Call, typed: &str) -> Result<Text, Failure> {
    let (language, now) = (call.by.language, turn.now());
    if typed.is_empty() {
        let zone = call.by.zone;
        return Ok(wording::zone(language, zone.name(), &clock(now, zone)));
    }
    let name = typed.replace(' ', "_");
    let Some(zone) = TZ_VARIANTS.into_iter().find(|zone| zone.name().eq_ignore_ascii_case(&name)) else {
        let near = nearest_zone(typed).name();
        let question = Post::of(wording::no_zone(language, typed, near));
        let post = question.with_button(wording::label_zone(language, near), format!("zone {near}"));
        return Err(Failure::Refused(Box::new(Refusal(post))));
    };
    people::set_zone(turn.tx(), call.by.id, zone).await?;
    Ok(wording::zone_set(language, zone.name(), &clock(now, zone)))
}

/// Takes a language's tag or its name for itself, and answers in it.
async fn language(turn: &mut Turn<'_>, call: &Call, typed: &str) -> Result<Text, Failure> {
    if typed.is_empty() {
        return Ok(wording::language(call.by.language));
    }
    let typed = typed.to_lowercase();
    let is_meant =
        |language: &Language| typed == language.tag() || typed == wording::own_name(*language).to_lowercase();
    let Some(chosen) = Language::ALL.into_iter().find(is_meant) else {
        return Err(Failure::refused(wording::no_language(call.by.language, &typed)));
    };
    people::set_language(turn.tx(), call.by.id, chosen).await?;
    Ok(wording::language_set(chosen))
}

/// A date as it is said: `Monday, 9 March 2026`.
fn in_words(language: Language, date: NaiveDate) -> String {
    let weekday = date.weekday().number_from_monday();
    wording::date(language, weekday, date.day(), date.month(), date.year())
}

/// What the clock on the wall shows: `10:05`.
fn clock(now: Timestamp, zone: Tz) -> String {
    wall_clock::shown_at(now, zone).format("%H:%M").to_string()
}
