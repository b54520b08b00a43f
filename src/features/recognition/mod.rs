//! Recognition: help earns points, and everybody can see why they have theirs.
//!
//! Other features announce what happened; here it becomes **deeds** ([`rules`]) and the deeds become
//! transactions of a double-entry ledger ([`ledger`]) that the database itself keeps append-only. Balances are
//! sums over that ledger and nothing else. Points reward what was of use to somebody, never volume: there are
//! none for messages, and less and less for praise between the same two people.

mod audit;
mod books;
mod ledger;
#[cfg(test)]
mod properties;
mod rules;
mod settings;
mod store;
#[cfg(test)]
mod tests;
mod wording;

pub use audit::verify;
pub use settings::RecognitionSettings;

use self::ledger::{Account, Award};
use self::rules::Rule;
use super::{CommandSpec, Feature, Holding, SeenBy};
use crate::engine::{Call, Fact, Failure, Turn};
use crate::language::{self, Catalogue, Language};
use crate::people::Member;
use crate::places::Stage;
use async_trait::async_trait;
use stoa_chat::{Post, Text};

/// How many awards `points` lists.
const SHOWN: i64 = 5;

const COMMANDS: &[CommandSpec] = &[CommandSpec {
    verb: "points",
    aliases: &[],
    usage: "points",
    example: "points",
    about: wording::about_points,
    needs_words: false,
    on_buttons: false,
}];

const HOLDINGS: &[Holding] = &[
    Holding {
        table: "ledger_account",
        title: wording::held_points,
        seen_by: SeenBy::Themselves,
        select: "SELECT t.kind, t.source_ref, t.occurred_at, p.amount
            FROM ledger_account a
            JOIN ledger_posting p ON p.account = a.id
            JOIN ledger_txn t ON t.id = p.txn
            WHERE a.owner = $1 ORDER BY t.occurred_at DESC, t.id DESC",
        example: "",
    },
    Holding {
        table: "deed",
        title: wording::held_deeds,
        seen_by: SeenBy::Themselves,
        select: "SELECT rule, source, at AS happened_at, standing, day FROM deed
            WHERE receiver = $1 OR giver = $1 ORDER BY at DESC, rule, source",
        example: "",
    },
];

/// The feature.
#[derive(Debug)]
pub struct Recognition;

#[async_trait]
impl Feature for Recognition {
    fn name(&self) -> &'static str {
        "recognition"
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
        if !call.rest.is_empty() {
            return Err(Failure::refused(wording::refused_others(call.by.language)));
        }
        let points = store::balance(turn.tx(), Account::Person(call.by.id)).await?;
        let awards = store::newest_awards(turn.tx(), call.by.id, SHOWN).await?;
        let text = standing(call.by.language, points, &awards, &turn.settings().recognition);
        turn.reply(call, Post::of(text)).await?;
        Ok(())
    }

    fn holdings(&self) -> &'static [Holding] {
        HOLDINGS
    }

    async fn home(&self, turn: &mut Turn<'_>, member: &Member) -> anyhow::Result<Post> {
        let (language, points) =
            (member.language, store::balance(turn.tx(), Account::Person(member.id)).await?);
        let post = Post::of(wording::home_points(language, points));
        Ok(post.with_button(wording::label_points(language), "points"))
    }

    async fn fact(&self, turn: &mut Turn<'_>, fact: &Fact) -> Result<(), Failure> {
        let (settings, now) = (turn.settings(), turn.now());
        for booking in books::plan(turn.tx(), fact, settings, now).await? {
            let id = turn.new_id();
            store::book(turn.tx(), &id, settings.recognition.rule_version, &booking).await?;
        }
        Ok(())
    }
}

/// How a member stands: the points, the latest awards with their reasons, and why one may be small.
fn standing(language: Language, points: i64, awards: &[Award], settings: &RecognitionSettings) -> Text {
    if awards.is_empty() {
        return wording::no_points(language, settings.accepted_answer);
    }
    let line = |award: &Award| match award.cause.rule {
        Rule::AcceptedAnswer => {
            wording::award_accepted_answer(language, award.points, award.cause.answer, award.at)
        }
        Rule::Resolved => wording::award_resolved(language, award.points, award.cause.answer, award.at),
    };
    let text = wording::balance(language, points).then(language::list(awards.iter().map(line)));
    let less =
        |award: &Award| award.cause.rule == Rule::AcceptedAnswer && award.points < settings.accepted_answer;
    if awards.iter().any(less) {
        return text.then(wording::repetition_pays_less(language, settings.repeat_days));
    }
    text
}
