//! Introductions: every other week, whoever likes meets somebody of the same place whom they do not know yet.
//!
//! ```text
//! coffee join · skip · leave ──▶ who takes part, place by place ([`command`](self))
//! a round ([`rounds`])       ──▶ groups: nobody alone, nobody twice, other teams and sites first
//! a week later               ──▶ “did you meet?”
//! ```

mod guests;
mod rounds;
mod settings;
mod store;
#[cfg(test)]
mod tests;
mod wording;

pub use guests::rehearse;
pub use settings::IntroductionsSettings;

use super::{CommandSpec, Feature, Holding, SeenBy};
use crate::engine::{Call, Fact, Failure, Job, Turn};
use crate::language::{Catalogue, echo};
use crate::people::{self, Member};
use crate::places::Stage;
use async_trait::async_trait;
use stoa_chat::{Event, EventKind, Post};

/// The feature.
#[derive(Debug)]
pub struct Introductions;

/// The feature's name in settings, jobs and catalogues.
const NAME: &str = "introductions";
/// What members stop it by.
const STOPPED_AS: &str = "coffee";

const COMMANDS: &[CommandSpec] = &[CommandSpec {
    verb: "coffee",
    aliases: &["kaffee"],
    usage: "coffee [join | skip | leave | met yes|no]",
    example: "coffee join",
    about: wording::about_coffee,
    needs_words: false,
    on_buttons: false,
}];

const HOLDINGS: &[Holding] = &[
    Holding {
        table: "coffee_member",
        title: wording::held_places,
        seen_by: SeenBy::Themselves,
        select: "SELECT network, place, skips, alone, joined_at FROM coffee_member WHERE member = $1
            ORDER BY network, place",
        example: "",
    },
    Holding {
        table: "coffee_seat",
        title: wording::held_rounds,
        seen_by: SeenBy::Themselves,
        select: "SELECT r.place, s.met, r.at AS round_at FROM coffee_seat s JOIN coffee_round r ON r.number = s.round
            WHERE s.member = $1 ORDER BY s.round",
        example: "",
    },
];

#[async_trait]
impl Feature for Introductions {
    fn name(&self) -> &'static str {
        NAME
    }

    fn stage(&self) -> Stage {
        Stage::Mentoring
    }

    fn commands(&self) -> &'static [CommandSpec] {
        COMMANDS
    }

    fn catalogue(&self) -> &'static Catalogue {
        &wording::CATALOGUE
    }

    async fn command(&self, turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
        let words = call.words().to_lowercase();
        let language = call.by.language;
        let text = match words.split_whitespace().collect::<Vec<_>>()[..] {
            [] => standing(turn, call).await?,
            ["join"] => join(turn, call).await?,
            [what @ ("skip" | "leave")] => step_back(turn, call, what == "skip").await?,
            ["met", .., said @ ("yes" | "ja" | "no" | "nein")] => {
                return rounds::met(turn, call, &words, matches!(said, "yes" | "ja")).await;
            }
            _ => return Err(Failure::refused(wording::refused_word(language, &echo(&words)))),
        };
        turn.reply(call, Post::of(text)).await?;
        Ok(())
    }

    async fn event(&self, turn: &mut Turn<'_>, event: &Event, _by: Option<&Member>) -> Result<(), Failure> {
        // Whoever leaves a place is not introduced to those who stay.
        if let EventKind::Left { who, place } = &event.kind
            && let Some(member) = people::member_of(turn.tx(), who).await?
        {
            store::step_back(turn.tx(), place, member, false).await?;
        }
        Ok(())
    }

    async fn fact(&self, turn: &mut Turn<'_>, fact: &Fact) -> Result<(), Failure> {
        match fact {
            Fact::MembersJoined { from, into } => Ok(store::join_members(turn.tx(), *from, *into).await?),
            Fact::MemberErased { member, .. } => Ok(store::forget(turn.tx(), *member).await?),
            _ => Ok(()),
        }
    }

    fn jobs(&self) -> &'static [&'static str] {
        &[rounds::ROUND, rounds::ASK]
    }

    async fn job(&self, turn: &mut Turn<'_>, job: &Job) -> Result<(), Failure> {
        match job.kind.as_str() {
            rounds::ROUND => Ok(rounds::round(turn, &job.subject).await?),
            rounds::ASK => Ok(rounds::ask(turn, job.subject.parse()?).await?),
            kind => Err(anyhow::anyhow!("introductions plan no job {kind}").into()),
        }
    }

    fn holdings(&self) -> &'static [Holding] {
        HOLDINGS
    }
}

/// `coffee`: where the caller takes part.
async fn standing(turn: &mut Turn<'_>, call: &Call) -> anyhow::Result<stoa_chat::Text> {
    let mut lines = Vec::new();
    for (place, skips) in store::places_of(turn.tx(), call.by.id).await? {
        let due = turn.job_due(NAME, rounds::ROUND, &rounds::subject(&place)).await?;
        lines.push(match due {
            Some(due) if skips => wording::line_skips(call.by.language, &place, due),
            Some(due) => wording::line_place(call.by.language, &place, due),
            None => continue,
        });
    }
    Ok(if lines.is_empty() {
        wording::standing_nothing(call.by.language)
    } else {
        wording::standing(call.by.language, &crate::language::list(lines))
    })
}

/// `coffee join`, said at the place.
async fn join(turn: &mut Turn<'_>, call: &Call) -> Result<stoa_chat::Text, Failure> {
    if call.direct {
        return Err(Failure::refused(wording::refused_direct(call.by.language)));
    }
    let now = turn.now();
    store::take_part(turn.tx(), &call.place, call.by.id, now).await?;
    let due = rounds::plan(turn, &call.place).await?;
    let others = store::participants(turn.tx(), &call.place).await?.len().saturating_sub(1);
    Ok(wording::joined(call.by.language, &call.place, due, others))
}

/// `coffee skip` and `coffee leave`: at a place for that place, directly for all.
async fn step_back(turn: &mut Turn<'_>, call: &Call, only_skip: bool) -> anyhow::Result<stoa_chat::Text> {
    let place = (!call.direct).then_some(&call.place);
    let mut count = 0;
    for (at, _) in store::places_of(turn.tx(), call.by.id).await? {
        if place.is_none_or(|place| *place == at) {
            store::step_back(turn.tx(), &at, call.by.id, only_skip).await?;
            count += 1;
        }
    }
    Ok(match (count, only_skip) {
        (0, _) => wording::standing_nothing(call.by.language),
        (_, true) => wording::skipped(call.by.language),
        (_, false) => wording::left(call.by.language),
    })
}
