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
mod flags;
mod flags_store;
mod kudos;
mod ledger;
mod news;
mod place_board;
#[cfg(test)]
mod plans;
#[cfg(test)]
mod properties;
mod rules;
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

use self::ledger::{Account, Award, Booking};
use self::rules::{About, Rule};
use super::{CommandSpec, Edition, Feature, FormSpec, Holding, News, Shortcut};
use crate::engine::{Call, Fact, Failure, Job, Turn};
use crate::language::{self, Catalogue, Language};
use crate::people::Member;
use crate::places::Stage;
use async_trait::async_trait;
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
        let (language, points) =
            (member.language, store::balance(turn.tx(), Account::Person(member.id)).await?);
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
            Fact::MembersJoined { from, into } => {
                kudos::join(turn.tx(), *from, *into).await?;
                flags_store::join(turn.tx(), *from, *into).await?;
            }
            Fact::MemberErased { member, names } => {
                kudos::forget(turn, *member, names).await?;
                flags_store::forget(turn.tx(), *member).await?;
            }
            Fact::StageBegan { stage } if *stage >= Stage::Thanks => worth_a_look::plan(turn).await?,
            _ => {}
        }
        let (settings, now) = (turn.settings(), turn.now());
        let bookings = books::plan(turn.tx(), fact, settings, now).await?;
        Ok(book_all(turn, &bookings).await?)
    }

    fn jobs(&self) -> &'static [&'static str] {
        &[worth_a_look::LOOK]
    }

    async fn job(&self, turn: &mut Turn<'_>, job: &Job) -> Result<(), Failure> {
        Ok(worth_a_look::due(turn, job).await?)
    }

    async fn sweep(&self, turn: &mut Turn<'_>, _older_than: Timestamp) -> anyhow::Result<()> {
        worth_a_look::sweep(turn).await
    }
}

/// Books transactions, in order.
async fn book_all(turn: &mut Turn<'_>, bookings: &[Booking]) -> anyhow::Result<()> {
    let rule_version = turn.settings().recognition.rule_version;
    for booking in bookings {
        let id = turn.new_id();
        store::book(turn.tx(), &id, rule_version, booking).await?;
    }
    Ok(())
}

/// `points`.
async fn points(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    if !call.rest.is_empty() {
        return Err(Failure::refused(wording::refused_others(call.by.language)));
    }
    let points = store::balance(turn.tx(), Account::Person(call.by.id)).await?;
    let awards = store::newest_awards(turn.tx(), call.by.id, SHOWN).await?;
    let text = standing(call.by.language, points, &awards, &turn.settings().recognition);
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// What an award is for, in words.
fn line(language: Language, award: &Award) -> Text {
    let (points, at) = (award.points, award.at);
    match (award.cause.rule, award.cause.about) {
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
        Rule::Resolved | Rule::Welcomed | Rule::Mentored | Rule::Introduced => 0,
    };
    let less = |award: &Award| award.points < full(award);
    if awards.iter().any(less) {
        return text.then(wording::repetition_pays_less(language, settings.repeat_days));
    }
    text
}
