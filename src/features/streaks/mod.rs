//! Streaks: in how many weeks in a row somebody helped. Nobody else sees it, and nobody is told of it unasked.
//!
//! ```text
//! fact ──▶ deeds of help, and times away ([`store`]) ──▶ weeks ──▶ streak and freezes ([`rules`]) ──▶ streak
//! ```
//!
//! A streak follows from what was done and when somebody was away; nothing of it is kept, so that it does not depend on the
//! order in which facts come.

mod rules;
mod store;
#[cfg(test)]
mod tests;
mod wording;

use self::rules::{Streak, Week, Working, streak, weeks};
use self::store::News;
use super::{CommandSpec, Feature, Holding, SeenBy};
use crate::database::MemberId;
use crate::engine::{Call, Fact, Failure, Turn};
use crate::language::{Catalogue, Language};
use crate::people::Member;
use crate::people::hours::day_of;
use crate::places::Stage;
use async_trait::async_trait;
use stoa_chat::{Post, Text, Timestamp};

const NAME: &str = "streaks";

const COMMANDS: &[CommandSpec] = &[CommandSpec {
    verb: "streak",
    aliases: &["serie"],
    usage: "streak",
    example: "streak",
    about: wording::about_streak,
    needs_words: false,
    on_buttons: false,
}];

const HOLDINGS: &[Holding] = &[
    Holding {
        table: "streak_deed",
        title: wording::held_deeds,
        seen_by: SeenBy::Themselves,
        select: "SELECT deed, about, day, standing FROM streak_deed WHERE member = $1 ORDER BY at, deed, about",
        example: "",
    },
    Holding {
        table: "streak_away",
        title: wording::held_away,
        seen_by: SeenBy::Themselves,
        select: "SELECT why, since AS since_at, until AS until_at FROM streak_away WHERE member = $1 ORDER BY since, why",
        example: "",
    },
];

/// The feature.
#[derive(Debug)]
pub struct Streaks;

#[async_trait]
impl Feature for Streaks {
    fn name(&self) -> &'static str {
        NAME
    }

    fn stage(&self) -> Stage {
        Stage::Thanks
    }

    fn commands(&self) -> &'static [CommandSpec] {
        COMMANDS
    }

    fn catalogue(&self) -> &'static Catalogue {
        &wording::CATALOGUE
    }

    async fn command(&self, turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
        if !call.words().is_empty() {
            return Err(Failure::refused(wording::refused_others(call.by.language)));
        }
        let weeks = weeks_of(turn, &call.by).await?;
        let text = shown(call.by.language, &streak(&weeks), weeks.last().copied());
        turn.reply(call, Post::of(text)).await?;
        Ok(())
    }

    async fn fact(&self, turn: &mut Turn<'_>, fact: &Fact) -> Result<(), Failure> {
        Ok(hear(turn, fact).await?)
    }

    fn holdings(&self) -> &'static [Holding] {
        HOLDINGS
    }
}

/// Takes note of a deed, or of somebody who is away.
async fn hear(turn: &mut Turn<'_>, fact: &Fact) -> anyhow::Result<()> {
    let news = match *fact {
        Fact::AnswerGiven { answer, author, asker, at, .. } if asker != Some(author) => {
            done(turn, "answered", format!("A{answer}"), (author, at), Some(answer)).await?
        }
        Fact::TipGiven { answer, author, at } => {
            done(turn, "answered", format!("A{answer}"), (author, at), Some(answer)).await?
        }
        Fact::AnswerTakenBack { answer, at } => {
            News { deed: "answered", about: format!("A{answer}"), at, done: None }
        }
        Fact::CorrectionAccepted { correction, proposer, at, .. } => {
            done(turn, "corrected", format!("C{correction}"), (proposer, at), None).await?
        }
        Fact::MentorsMet { ref pair, meeting, mentor, at, .. } => {
            done(turn, "met", format!("{pair}.{meeting}"), (mentor, at), None).await?
        }
        Fact::MentorsDenied { ref pair, meeting, at } => {
            News { deed: "met", about: format!("{pair}.{meeting}"), at, done: None }
        }
        Fact::WentAway { member, why, at, until } => {
            return Ok(store::leave(turn.tx(), (member, why), at, until).await?);
        }
        Fact::CameBack { member, why, at } => {
            return Ok(store::come_back(turn.tx(), (member, why), at).await?);
        }
        Fact::MembersJoined { from, into } => return Ok(store::join(turn.tx(), from, into).await?),
        Fact::MemberErased { member, .. } => return Ok(store::erase(turn.tx(), member).await?),
        _ => return Ok(()),
    };
    Ok(store::learn(turn.tx(), &news).await?)
}

async fn done(
    turn: &mut Turn<'_>,
    deed: &'static str,
    about: String,
    (member, at): (MemberId, Timestamp),
    answer: Option<i64>,
) -> anyhow::Result<News> {
    let defaults = &turn.settings().people;
    let zone = Member::read(turn.tx(), member, defaults).await?.zone;
    Ok(News { deed, about, at, done: Some((member, day_of(at, zone), answer)) })
}

/// What the weeks of a member were, up to this one.
async fn weeks_of(turn: &mut Turn<'_>, member: &Member) -> anyhow::Result<Vec<Week>> {
    let helped = store::days(turn.tx(), member.id).await?;
    let away = store::away(turn.tx(), member.id).await?;
    let working = Working { hours: &member.hours, zone: member.zone, away: &away };
    Ok(weeks(&helped, &working, day_of(turn.now(), member.zone)))
}

/// How a streak stands, what this week is, and what freezes there are.
fn shown(language: Language, streak: &Streak, this: Option<Week>) -> Text {
    let Some(this) = this else { return wording::none(language) };
    let mut text = match streak.weeks {
        0 => wording::ended(language, streak.longest),
        weeks if streak.longest > weeks => {
            wording::streak(language, weeks).then(wording::longest(language, streak.longest))
        }
        weeks => wording::streak(language, weeks),
    };
    text = match this {
        Week::Helped => text.then(wording::week_counts(language)),
        Week::Open if streak.weeks > 0 => text.then(wording::week_open(language)),
        Week::Away => text.then(wording::week_away(language)),
        Week::Open | Week::Missed => text,
    };
    if streak.saved > 0 {
        text = text.then(wording::saved(language, streak.saved));
    }
    match streak.to_earn() {
        Some(more) => text.then(wording::freezes_some(language, streak.freezes, more)),
        None => text.then(wording::freezes_all(language, streak.freezes)),
    }
}
