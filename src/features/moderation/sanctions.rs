//! Sanctions, on repetition only: a pause, with a date on it, that any moderator can lift.

use super::store::Item;
use super::{decisions, slips, wording};
use crate::database::MemberId;
use crate::engine::{Absence, Call, Fact, Failure, Turn};
use crate::language::echo;
use crate::people::{self, Member, POSTING};
use stoa_chat::{Post, Timestamp};

/// A hiding was confirmed: from some such on, its author pauses.
pub(super) async fn count(turn: &mut Turn<'_>, item: &Item) -> Result<(), Failure> {
    let Some(author) = item.author else { return Ok(()) };
    slips::add(turn.tx(), item.post, author, item.changed_at).await?;
    if repeats(turn, author).await? {
        let at = turn.now();
        let until = at + turn.settings().moderation.pause_for.get();
        people::pause(turn.tx(), author, POSTING, until).await?;
        turn.announce(Fact::WentAway { member: author, why: Absence::Paused, at, until });
    }
    Ok(())
}

/// A confirmed hiding was taken back: it counts no more, and neither does a pause that it led to.
pub(super) async fn take_back(turn: &mut Turn<'_>, item: &Item) -> Result<(), Failure> {
    let Some(author) = item.author else { return Ok(()) };
    slips::remove_latest(turn.tx(), item.post).await?;
    if !repeats(turn, author).await? {
        end(turn, author).await?;
    }
    Ok(())
}

async fn end(turn: &mut Turn<'_>, author: MemberId) -> anyhow::Result<()> {
    people::end_pause(turn.tx(), author, POSTING).await?;
    turn.announce(Fact::CameBack { member: author, why: Absence::Paused, at: turn.now() });
    Ok(())
}

async fn repeats(turn: &mut Turn<'_>, author: MemberId) -> anyhow::Result<bool> {
    let settings = &turn.settings().moderation;
    let since = turn.now() - settings.pause_within.get();
    let slips = slips::count_since(turn.tx(), author, since).await?;
    Ok(slips >= i64::from(settings.pause_from))
}

/// The author of an item and the end of their pause, if they pause.
pub(super) async fn pause_of(
    turn: &mut Turn<'_>,
    author: Option<MemberId>,
) -> anyhow::Result<Option<(Member, Timestamp)>> {
    let Some(author) = author else { return Ok(None) };
    let Some(until) = people::paused_until(turn, author, POSTING).await? else { return Ok(None) };
    let defaults = &turn.settings().people;
    Ok(Some((Member::read(turn.tx(), author, defaults).await?, until)))
}

/// `pardon @person`.
pub(super) async fn pardon(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    decisions::moderators_only(turn, &call.by).await?;
    let words = call.words();
    let Some(member) = people::person_called(turn, &call.account.network, &words).await? else {
        return Err(Failure::refused(wording::refused_nobody(language, &echo(&words))));
    };
    if member == call.by.id {
        return Err(Failure::refused(wording::refused_own_pause(language)));
    }
    let defaults = &turn.settings().people;
    let member = Member::read(turn.tx(), member, defaults).await?;
    if people::paused_until(turn, member.id, POSTING).await?.is_none() {
        turn.reply(call, Post::of(wording::not_paused(language, &member.name))).await?;
        return Ok(());
    }
    end(turn, member.id).await?;
    people::tell(turn, &member, super::NAME, Post::of(wording::pardoned_you(member.language))).await?;
    turn.reply(call, Post::of(wording::pardoned(language, &member.name))).await?;
    Ok(())
}
