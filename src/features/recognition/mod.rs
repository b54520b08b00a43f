//! Recognition: help earns points and praise, and everybody can see why they have theirs.
//!
//! Other features announce what happened; here it becomes **deeds** ([`rules`]) and the deeds become
//! transactions of a double-entry ledger ([`ledger`]) that the database itself keeps append-only. Balances are
//! sums over that ledger and nothing else. Points reward what was of use to somebody, never volume: there are
//! none for messages, and less and less for praise between the same two people. Praise itself is [`kudos`], a few a
//! day; who wants to can compare ([`board`]), in one place as well ([`place_board`]). What looks like a favour in return
//! is shown to moderators, and punished by nobody ([`worth_a_look`]).

mod audit;
mod board;
mod books;
#[cfg(test)]
mod crashes;
mod flags;
mod flags_store;
mod journal;
mod kudos;
mod ledger;
mod news;
mod place_board;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod replayed;
mod rules;
mod seasons;
mod settings;
mod specs;
mod standings;
mod store;
#[cfg(test)]
mod tests;
mod wording;
mod worth_a_look;

pub use audit::{replay, verify};
pub use settings::RecognitionSettings;

use self::books::Bookkeeper;
use self::ledger::{Award, Booking};
use self::rules::{About, Rule, Rules, capped};
use super::{CommandSpec, Edition, Feature, FormSpec, Holding, News, Shortcut};
use crate::engine::{Call, Fact, Failure, Job, Turn};
use crate::language::{self, Catalogue, Language};
use crate::people::Member;
use crate::people::hours::day_of;
use crate::places::Stage;
use async_trait::async_trait;
use std::collections::BTreeSet;
use stoa_chat::{Event, EventKind, Post, Text, Timestamp};

/// How many awards `points` lists.
const SHOWN: i64 = 5;
/// The feature's name in settings and catalogues.
const NAME: &str = "recognition";

/// The feature.
#[derive(Debug)]
pub struct Recognition;

#[async_trait]
impl Feature for Recognition {
    fn name(&self) -> &'static str {
        NAME
    }

    fn stage(&self) -> Stage {
        Stage::Thanks
    }

    fn commands(&self) -> &'static [CommandSpec] {
        specs::COMMANDS
    }

    fn shortcuts(&self) -> &'static [Shortcut] {
        specs::SHORTCUTS
    }

    fn forms(&self) -> &'static [FormSpec] {
        specs::FORMS
    }

    fn for_colleagues(&self) -> &'static [&'static str] {
        &["leaderboard"]
    }

    fn catalogue(&self) -> &'static Catalogue {
        &wording::CATALOGUE
    }

    async fn command(&self, turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
        match call.verb {
            "kudos" => kudos::give(turn, call).await,
            "unkudos" => kudos::take_back(turn, call).await,
            "leaderboard" => standings::leaderboard(turn, call).await,
            _ => points(turn, call).await,
        }
    }

    async fn event(&self, turn: &mut Turn<'_>, event: &Event, by: Option<&Member>) -> Result<(), Failure> {
        match (&event.kind, by) {
            (EventKind::Said(message), Some(by)) => kudos::heard(turn, message, by).await,
            (EventKind::Deleted { message, .. }, _) => kudos::deleted(turn, message).await,
            (EventKind::ReactionAdded(reaction), Some(by)) => kudos::reacted(turn, reaction, by).await,
            (EventKind::ReactionRemoved(reaction), Some(by)) => kudos::unreacted(turn, reaction, by).await,
            _ => Ok(()),
        }
    }

    fn holdings(&self) -> &'static [Holding] {
        specs::HOLDINGS
    }

    async fn home(&self, turn: &mut Turn<'_>, member: &Member) -> anyhow::Result<Post> {
        let (language, points) = (member.language, journal::points(turn.tx(), member.id).await?);
        let post = Post::of(wording::home_points(language, points));
        Ok(post.with_button(wording::label_points(language), "points"))
    }

    async fn news(&self, turn: &mut Turn<'_>, edition: &Edition) -> anyhow::Result<Vec<News>> {
        let mut news = kudos::news(turn, edition).await?;
        news.extend(news::news(turn, edition).await?);
        Ok(news)
    }

    async fn fact(&self, turn: &mut Turn<'_>, fact: &Fact) -> Result<(), Failure> {
        match fact {
            Fact::StageBegan { stage } if *stage >= self.stage() => plan_jobs(turn).await?,
            Fact::MembersJoined { from, into } => {
                kudos::join(turn.tx(), *from, *into).await?;
                flags_store::join(turn.tx(), *from, *into).await?;
                seasons::join(turn.tx(), *from, *into).await?;
            }
            Fact::MemberErased { member, names } => {
                kudos::forget(turn, *member, names).await?;
                flags_store::forget(turn.tx(), *member).await?;
                seasons::forget(turn.tx(), *member).await?;
            }
            _ => {}
        }
        let keeper = Bookkeeper::of(turn.settings(), turn.now());
        let bookings = keeper.plan(turn.tx(), fact).await?;
        Ok(book_all(turn, &bookings).await?)
    }

    fn jobs(&self) -> &'static [&'static str] {
        &[seasons::END, worth_a_look::LOOK]
    }

    async fn job(&self, turn: &mut Turn<'_>, job: &Job) -> Result<(), Failure> {
        match job.kind.as_str() {
            seasons::END => Ok(seasons::end(turn).await?),
            worth_a_look::LOOK => Ok(worth_a_look::due(turn, job).await?),
            kind => Err(anyhow::anyhow!("recognition plans no job {kind}").into()),
        }
    }

    async fn sweep(&self, turn: &mut Turn<'_>, _older_than: Timestamp) -> anyhow::Result<()> {
        seasons::plan(turn).await?;
        worth_a_look::sweep(turn).await
    }
}

/// Plans what comes by itself.
async fn plan_jobs(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    seasons::plan(turn).await?;
    worth_a_look::plan(turn).await
}

/// Books transactions, in order.
async fn book_all(turn: &mut Turn<'_>, bookings: &[Booking]) -> anyhow::Result<()> {
    let rule_version = turn.settings().recognition.rule_version;
    for booking in bookings {
        let id = turn.new_id();
        journal::book(turn.tx(), &id, rule_version, booking).await?;
    }
    Ok(())
}

/// `points`.
async fn points(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    if !call.rest.is_empty() {
        return Err(Failure::refused(wording::refused_others(call.by.language)));
    }
    let (by, settings) = (&call.by, &turn.settings().recognition);
    let points = journal::points(turn.tx(), by.id).await?;
    let awards = journal::newest_awards(turn.tx(), by.id, SHOWN).await?;
    let mut text = standing(by.language, points, &awards, settings);
    let full = unpaid_today(turn, by).await?;
    if full > 0 {
        text = text.then(wording::day_is_full(by.language, full));
    }
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// How much of what somebody did today would have earned more if the day were not full.
async fn unpaid_today(turn: &mut Turn<'_>, by: &Member) -> anyhow::Result<usize> {
    let (rules, now) = (Rules::of(&turn.settings().recognition), turn.now());
    let deeds = books::judged_together(turn.tx(), &BTreeSet::from([by.id]), rules.since(now)).await?;
    Ok(capped(&deeds, by.id, day_of(now, by.zone), &rules))
}

/// What an award is for, in words.
fn line(language: Language, award: &Award) -> Text {
    let (points, at) = (award.points, award.at);
    match (award.cause.rule, award.cause.about) {
        (Rule::Reused, About::Thanks(answer, _)) => wording::award_reused(language, points, answer, at),
        (Rule::Welcomed, About::Answer(answer)) => wording::award_welcomed(language, points, answer, at),
        (Rule::Resolved, About::Answer(answer)) => wording::award_resolved(language, points, answer, at),
        (_, About::Answer(answer)) => wording::award_accepted_answer(language, points, answer, at),
        (_, About::Thanks(answer, _)) => wording::award_thanked(language, points, answer, at),
        (_, About::Correction(number)) => wording::award_corrected(language, points, number, at),
        (_, About::Kudos(..)) => wording::award_kudos(language, points, at),
        (_, About::Meeting(pair, _)) => wording::award_mentored(language, points, pair, at),
        (_, About::Round(..)) => wording::award_introduced(language, points, at),
    }
}

/// How a member stands: the points, the latest awards with their reasons, and why one may be small.
fn standing(language: Language, points: i64, awards: &[Award], settings: &RecognitionSettings) -> Text {
    if awards.is_empty() {
        return wording::no_points(language, settings.accepted_answer);
    }
    let lines = awards.iter().map(|award| line(language, award));
    let text = wording::balance(language, points).then(language::list(lines));
    let full = |award: &Award| match award.cause.rule {
        Rule::AcceptedAnswer => settings.accepted_answer,
        Rule::Thanked => settings.thanked,
        Rule::Corrected => settings.corrected,
        Rule::Kudos => settings.kudos,
        Rule::Resolved | Rule::Reused | Rule::Welcomed | Rule::Mentored | Rule::Introduced => 0,
    };
    let less = |award: &Award| award.points < full(award);
    if awards.iter().any(less) {
        return text.then(wording::repetition_pays_less(language, settings.repeat_days));
    }
    text
}
