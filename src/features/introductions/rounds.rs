//! A round: groups are made, told, and a while later asked whether they met.

use super::guests::{Invited, invited};
use super::store;
use super::{NAME, STOPPED_AS, wording};
use crate::database::MemberId;
use crate::engine::schedule::Schedule;
use crate::engine::{Call, Fact, Failure, Turn};
use crate::language::{Language, joined};
use crate::matching::{Guest, meet};
use crate::people::{self, Member, manners};
use crate::places;
use anyhow::Context as _;
use rand::RngExt as _;
use std::collections::BTreeMap;
use std::time::Duration;
use stoa_chat::{Network, PlaceRef, Post, Timestamp};

/// The job that begins a round; its subject is the place.
pub(super) const ROUND: &str = "round";
/// The job that asks whether they met; its subject is the round's number.
pub(super) const ASK: &str = "ask";

const DAY: Duration = Duration::from_hours(24);
/// How many conversation starters there are.
const STARTERS: u32 = 6;

/// A place as a job's subject.
pub(super) fn subject(place: &PlaceRef) -> String {
    format!("{}/{}", place.network, place.id)
}

/// When the next round of a place is; plans it, if it is not planned.
pub(super) async fn plan(turn: &mut Turn<'_>, place: &PlaceRef) -> anyhow::Result<Timestamp> {
    if let Some(due) = turn.job_due(NAME, ROUND, &subject(place)).await? {
        return Ok(due);
    }
    let now = turn.now();
    plan_after(turn, place, now).await
}

async fn plan_after(turn: &mut Turn<'_>, place: &PlaceRef, moment: Timestamp) -> anyhow::Result<Timestamp> {
    let rounds = Schedule::parse(&turn.settings().introductions.rounds)?;
    let zone = places::at(turn, place).await?.zone;
    let due = rounds.next_after(moment, zone).context("a round is never due")?;
    turn.plan_job(NAME, ROUND, &subject(place), due).await?;
    Ok(due)
}

/// Begins a round of the place `network/id`.
pub(super) async fn round(turn: &mut Turn<'_>, at: &str) -> anyhow::Result<()> {
    let (network, id) = at.split_once('/').context("a round that names no place")?;
    let place = PlaceRef::new(&Network::new(network), id);
    if store::participants(turn.tx(), &place).await?.is_empty() {
        return Ok(());
    }
    let (settings, now) = (turn.settings(), turn.now());
    plan_after(turn, &place, now + DAY * (7 * (settings.introductions.every_weeks - 1))).await?;
    let invited = invited(turn.tx(), &place, settings, now).await?;
    let guests: Vec<Guest> = invited.iter().map(|one| one.guest.clone()).collect();
    let found = meet(&guests, settings.introductions.group_size(), turn.rng().random());
    let ids = |group: &Vec<usize>| group.iter().map(|&at| invited[at].member.id).collect::<Vec<_>>();
    let kept: Vec<Vec<MemberId>> = found.groups.iter().map(ids).collect();
    let number = store::keep_round(turn.tx(), &place, &kept, &ids(&found.alone), now).await?;
    for group in &found.groups {
        let members: Vec<&Invited> = group.iter().map(|&at| &invited[at]).collect();
        tell_group(turn, &place, &members).await?;
    }
    for &at in &found.alone {
        let member = &invited[at].member;
        let post = Post::of(wording::alone(member.language, &place));
        manners::tell(turn, member, STOPPED_AS, post).await?;
    }
    turn.plan_job(NAME, ASK, &number.to_string(), now + DAY * settings.introductions.ask_after_days).await?;
    Ok(())
}

/// Tells a group that they meet, each in their language and within their hours.
async fn tell_group(turn: &mut Turn<'_>, place: &PlaceRef, group: &[&Invited]) -> anyhow::Result<()> {
    let starter = turn.rng().random_range(1..=STARTERS);
    let mut accounts = BTreeMap::new();
    for guest in group {
        accounts.insert(guest.member.id, people::reach(turn, guest.member.id).await?);
    }
    for guest in group {
        let language = guest.member.language;
        let others: Vec<&&Invited> =
            group.iter().filter(|other| other.member.id != guest.member.id).collect();
        let mut names = Vec::new();
        for other in &others {
            let mine = accounts[&guest.member.id].as_ref().map(|account| account.network.clone());
            let theirs = accounts[&other.member.id].as_ref().map(|account| account.network.clone());
            names.push(match theirs {
                Some(theirs) if Some(&theirs) != mine.as_ref() => {
                    wording::on_network(language, &other.member.name, theirs.as_str())
                }
                _ => other.member.name.clone(),
            });
        }
        let text = wording::introduced(language, &joined(&names, &wording::and(language)), place)
            .then(because(language, guest, &others))
            .then(wording::starter(language, starter));
        manners::tell(turn, &guest.member, STOPPED_AS, Post::of(text)).await?;
    }
    Ok(())
}

/// Why these, and whether it is a repetition.
fn because(language: Language, one: &Invited, others: &[&&Invited]) -> stoa_chat::Text {
    if others.iter().any(|other| one.guest.met.contains_key(&other.guest.key)) {
        return wording::because_again(language);
    }
    if others.iter().any(|other| one.guest.is_of_another_team(&other.guest)) {
        return wording::because_team(language);
    }
    wording::because_new(language)
}

/// Asks everybody of a round whether they met.
pub(super) async fn ask(turn: &mut Turn<'_>, round: i64) -> anyhow::Result<()> {
    let seats = store::seats(turn.tx(), round).await?;
    let defaults = &turn.settings().people;
    for (group, member, met) in &seats {
        if met.is_some() {
            continue;
        }
        let member = Member::read(turn.tx(), *member, defaults).await?;
        let mut names = Vec::new();
        for (_, other, _) in seats.iter().filter(|(of, other, _)| of == group && *other != member.id) {
            names.push(Member::read(turn.tx(), *other, defaults).await?.name);
        }
        if names.is_empty() {
            continue;
        }
        let language = member.language;
        let text = wording::did_you_meet(language, &joined(&names, &wording::and(language)));
        let post = Post::of(text)
            .with_button(wording::label_met(language), format!("coffee met {round} yes"))
            .with_button(wording::label_not_met(language), format!("coffee met {round} no"));
        manners::tell(turn, &member, STOPPED_AS, post).await?;
    }
    Ok(())
}

/// `coffee met [ROUND] yes|no`. Points are announced once two of a group say so.
pub(super) async fn met(turn: &mut Turn<'_>, call: &Call, words: &str, met: bool) -> Result<(), Failure> {
    let (language, me, at) = (call.by.language, call.by.id, turn.happened_at());
    let named = words.split_whitespace().nth(1).and_then(|word| word.parse().ok());
    let round = match named {
        Some(round) => Some(round),
        None => store::last_round(turn.tx(), me).await?,
    };
    let seats = store::seats(turn.tx(), round.unwrap_or(0)).await?;
    let mine = seats.iter().find(|(_, member, _)| *member == me);
    let (Some(round), Some((group, _, before))) = (round, mine) else {
        return Err(Failure::refused(wording::refused_no_round(language)));
    };
    store::set_met(turn.tx(), round, me, met).await?;
    let others = seats.iter().filter(|(of, member, met)| of == group && *member != me && *met == Some(true));
    let others: Vec<MemberId> = others.map(|(_, member, _)| *member).collect();
    let said_so = *before == Some(true);
    // The second one who says so confirms the first; and nobody is confirmed by themselves alone.
    let first = match others[..] {
        [other] => Some(other),
        _ => None,
    };
    match (said_so, met, others.first()) {
        (false, true, Some(&with)) => {
            if let Some(member) = first {
                turn.announce(Fact::IntroductionMet { round, member, with: me, at });
            }
            turn.announce(Fact::IntroductionMet { round, member: me, with, at });
        }
        (true, false, Some(_)) => {
            for member in first.into_iter().chain([me]) {
                turn.announce(Fact::IntroductionDenied { round, member, at });
            }
        }
        _ => {}
    }
    let text = if met { wording::met(language) } else { wording::not_met(language) };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// What a member is called.
#[cfg(test)]
pub(super) async fn name(turn: &mut Turn<'_>, member: MemberId) -> anyhow::Result<String> {
    let defaults = &turn.settings().people;
    Ok(Member::read(turn.tx(), member, defaults).await?.name)
}
