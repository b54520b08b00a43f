//! `impact share`, `impact unshare`, `impact of`: somebody else sees it because somebody wants them to, and only then.
//!
//! Whoever may not see it is told the same as of somebody unknown, so that no refusal tells anything.

use super::shown::Impact;
use super::{NAME, command, shares, wording};
use crate::engine::{Call, Failure, Turn};
use crate::language::{echo, joined};
use crate::people::{self, Member};
use stoa_chat::Post;

/// `impact`: nobody else sees it.
pub(super) async fn own(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let impact = Impact::of(turn, call.by.id).await?;
    let names = shares::names(turn.tx(), call.by.id).await?;
    let text = if impact.is_empty() {
        wording::nothing_yet(language)
    } else {
        wording::own(language).then(impact.shown(language, &turn.settings().impact))
    };
    let text = if names.is_empty() {
        text.then(wording::private(language))
    } else {
        text.then(wording::shared_with(language, &joined(&names, &wording::and(language))))
    };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// `impact share @dara`: what they would see first, and then, if it is meant, that they see it.
pub(super) async fn share(turn: &mut Turn<'_>, call: &Call, whom: &str, sure: bool) -> Result<(), Failure> {
    let (language, worth) = (call.by.language, &turn.settings().impact);
    let lead = meant(turn, call, whom).await?;
    if lead.id == call.by.id {
        return Err(Failure::refused(wording::refused_oneself(language)));
    }
    if shares::stands(turn.tx(), call.by.id, lead.id).await? {
        turn.reply(call, Post::of(wording::shared_already(language, &lead.name))).await?;
        return Ok(());
    }
    let impact = Impact::of(turn, call.by.id).await?;
    if impact.is_empty() {
        return Err(Failure::refused(wording::refused_nothing(language)));
    }
    if !sure {
        let text = wording::preview(language, &lead.name).then(impact.shown(language, worth).quoted());
        let post = Post::of(text.then(wording::preview_hint(language, &lead.name)));
        let yes = format!("impact share {whom} yes");
        turn.reply(call, post.with_button(wording::label_share(language, &lead.name), yes)).await?;
        return Ok(());
    }
    let text = wording::told(lead.language, &call.by.name).then(impact.shown(lead.language, worth));
    let post = Post::of(text.then(wording::told_hint(lead.language, &call.by.name)));
    let told = people::tell(turn, &lead, NAME, post).await?;
    let now = turn.now();
    shares::begin(turn.tx(), (call.by.id, lead.id), now, told.message()).await?;
    turn.reply(call, Post::of(wording::shared(language, &lead.name))).await?;
    Ok(())
}

/// `impact unshare @dara`.
pub(super) async fn unshare(turn: &mut Turn<'_>, call: &Call, whom: &str) -> Result<(), Failure> {
    let language = call.by.language;
    let lead = meant(turn, call, whom).await?;
    let text = if shares::end(turn, call.by.id, lead.id, lead.language).await? {
        wording::unshared(language, &lead.name)
    } else {
        wording::not_shared(language, &lead.name)
    };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

/// `impact of @ben`.
pub(super) async fn of(turn: &mut Turn<'_>, call: &Call, whom: &str) -> Result<(), Failure> {
    let (language, worth) = (call.by.language, &turn.settings().impact);
    let Some(member) = known(turn, call, whom).await? else {
        return Err(refused_of(call, whom));
    };
    if member.id == call.by.id {
        return own(turn, call).await;
    }
    if !shares::stands(turn.tx(), member.id, call.by.id).await? {
        return Err(refused_of(call, whom));
    }
    let impact = Impact::of(turn, member.id).await?;
    let text = if impact.is_empty() {
        wording::shared_nothing(language, &member.name)
    } else {
        wording::told(language, &member.name).then(impact.shown(language, worth))
    };
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

fn refused_of(call: &Call, whom: &str) -> Failure {
    Failure::refused(wording::refused_of(call.by.language, &echo(whom)))
}

/// Whom somebody means to show something: also a colleague who has never written to us.
async fn meant(turn: &mut Turn<'_>, call: &Call, whom: &str) -> Result<Member, Failure> {
    let language = call.by.language;
    let found = match call.rest.mentions().first() {
        Some(user) => Some(people::acquaint(turn, user).await?),
        None => known(turn, call, whom).await?,
    };
    match found {
        Some(member) if member.bot => Err(Failure::refused(wording::refused_program(language))),
        Some(member) => Ok(member),
        None => Err(Failure::refused(wording::refused_unknown(language, &echo(whom), command::EXAMPLE))),
    }
}

/// Somebody whom we know.
async fn known(turn: &mut Turn<'_>, call: &Call, whom: &str) -> Result<Option<Member>, Failure> {
    if let Some(user) = call.rest.mentions().first() {
        return Ok(people::known(turn, user).await?);
    }
    let defaults = &turn.settings().people;
    match people::person_called(turn, &call.account.network, whom).await? {
        Some(id) => Ok(Some(Member::read(turn.tx(), id, defaults).await?)),
        None => Ok(None),
    }
}
