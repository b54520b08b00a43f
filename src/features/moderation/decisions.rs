//! What moderators decide: hide, leave, show. One hides for a time, a second confirms.

use super::rules::{Decision, State, Verdict};
use super::store::{self, Item};
use super::{NAME, author, flags, named, queue, sanctions, wording};
use crate::engine::{Call, Fact, Failure, Turn};
use crate::people::{self, Member};
use crate::posts::{self, PostName, Posted};
use stoa_chat::{Post, Text};

/// The job that shows a post again that nobody confirmed to be hidden.
pub(super) const SHOW_AGAIN: &str = "show again";

/// `hide A31`, `leave A31`, `show A31`.
pub(super) async fn by_command(turn: &mut Turn<'_>, call: &Call, decision: Decision) -> Result<(), Failure> {
    let (post, mut item) = judged(turn, call).await?;
    if decision != Decision::Hide && item.is_none() {
        let name = post.name.to_string();
        return Err(Failure::refused(wording::refused_not_flagged(call.by.language, &name)));
    }
    let mut item = match item.take() {
        Some(item) => item,
        None => flags::item_of(turn, &post).await?,
    };
    let verdict = decide(turn, &call.by, &mut item, decision).await?;
    // Whoever presses a button sees in its message what has become of it.
    if call.pressed.is_none() || !verdict.is_new() {
        let answer = in_words(turn, &call.by, &item, verdict).await?;
        turn.reply(call, Post::of(answer)).await?;
    }
    Ok(())
}

/// Refuses whoever is no moderator.
pub(super) async fn moderators_only(turn: &mut Turn<'_>, by: &Member) -> Result<(), Failure> {
    if people::is_moderator(turn, by).await? {
        return Ok(());
    }
    Err(Failure::refused(wording::refused_not_moderator(by.language)))
}

/// The post that a moderator names, with its item if it has one. Nobody judges what they wrote themselves, and what
/// was written in a direct conversation is shown only to those who are part of it, until one of them flags it.
pub(super) async fn judged(turn: &mut Turn<'_>, call: &Call) -> Result<(Posted, Option<Item>), Failure> {
    let language = call.by.language;
    moderators_only(turn, &call.by).await?;
    let (word, _) = call.rest.clone().split_first_word();
    let post = named(turn, language, &word).await?;
    let name = post.name.to_string();
    if post.author == Some(call.by.id) {
        return Err(Failure::refused(wording::refused_own_decision(language, &name)));
    }
    let item = store::item(turn.tx(), post.name).await?;
    if item.is_none() && !posts::can_see(turn.tx(), &post, call.by.id).await? {
        return Err(Failure::refused(wording::refused_no_post(language, &name)));
    }
    Ok((post, item))
}

/// Takes a moderator's decision, and tells everybody else of what it leads to.
pub(super) async fn decide(
    turn: &mut Turn<'_>,
    by: &Member,
    item: &mut Item,
    decision: Decision,
) -> Result<Verdict, Failure> {
    let (before, now) = (item.standing, turn.now());
    let (after, verdict) = before.decide(decision, by.id);
    item.standing = after;
    if after != before {
        item.changed_at = now;
        match verdict {
            Verdict::Hidden => hide(turn, item).await?,
            Verdict::Confirmed => confirm(turn, item).await?,
            Verdict::Shown => {
                show(turn, item).await?;
                if before.state == State::Confirmed {
                    sanctions::take_back(turn, item).await?;
                }
            }
            _ => {}
        }
        author::inform(turn, item, verdict == Verdict::Hidden).await?;
        store::save(turn.tx(), item).await?;
        queue::tell(turn, item, Some(by.id)).await?;
    }
    Ok(verdict)
}

async fn hide(turn: &mut Turn<'_>, item: &mut Item) -> Result<(), Failure> {
    let until = turn.now() + turn.settings().moderation.hidden_for.get();
    item.hidden_until = Some(until);
    turn.plan_job(NAME, SHOW_AGAIN, &item.post.to_string(), until).await?;
    turn.announce(Fact::PostHidden { post: item.post });
    Ok(())
}

async fn confirm(turn: &mut Turn<'_>, item: &mut Item) -> Result<(), Failure> {
    item.hidden_until = None;
    turn.cancel_job(NAME, SHOW_AGAIN, &item.post.to_string()).await?;
    turn.announce(Fact::HidingConfirmed { post: item.post });
    sanctions::count(turn, item).await
}

/// The post of an item is seen again.
pub(super) async fn show(turn: &mut Turn<'_>, item: &mut Item) -> Result<(), Failure> {
    item.hidden_until = None;
    turn.cancel_job(NAME, SHOW_AGAIN, &item.post.to_string()).await?;
    turn.announce(Fact::PostShown { post: item.post });
    Ok(())
}

/// Nobody has confirmed in time that a post stays hidden.
pub(super) async fn lapse(turn: &mut Turn<'_>, post: PostName) -> Result<(), Failure> {
    let Some(mut item) = store::item(turn.tx(), post).await? else { return Ok(()) };
    if item.standing.state != State::Hidden {
        return Ok(());
    }
    item.standing = item.standing.lapsed();
    item.changed_at = turn.now();
    show(turn, &mut item).await?;
    author::inform(turn, &mut item, false).await?;
    store::save(turn.tx(), &item).await?;
    queue::tell(turn, &item, None).await
}

/// A confirmation came from the very person who had hidden the post: another moderator has to agree.
pub(super) async fn unconfirm(turn: &mut Turn<'_>, post: PostName) -> Result<(), Failure> {
    let Some(mut item) = store::item(turn.tx(), post).await? else { return Ok(()) };
    item.standing = item.standing.unconfirmed();
    item.changed_at = turn.now();
    sanctions::take_back(turn, &item).await?;
    hide(turn, &mut item).await?;
    author::inform(turn, &mut item, false).await?;
    store::save(turn.tx(), &item).await?;
    queue::tell(turn, &item, None).await
}

/// Whether nobody knows, or can find out, who wrote the post of an item.
async fn is_veiled(turn: &mut Turn<'_>, item: &Item) -> anyhow::Result<bool> {
    Ok(posts::find(turn.tx(), item.post).await?.is_some_and(|post| post.veil.is_some()))
}

/// What a moderator is told of their decision.
pub(super) async fn in_words(
    turn: &mut Turn<'_>,
    by: &Member,
    item: &Item,
    verdict: Verdict,
) -> Result<Text, Failure> {
    let (language, name) = (by.language, item.post.to_string());
    let until = item.hidden_until.unwrap_or(turn.now());
    Ok(match verdict {
        Verdict::Hidden if is_veiled(turn, item).await? => wording::hidden_veiled(language, &name, until),
        Verdict::Hidden => wording::hidden(language, &name, until),
        Verdict::Confirmed => {
            let text = wording::confirmed(language, &name);
            match sanctions::pause_of(turn, item.author).await? {
                Some((author, until)) => text.then(wording::paused(language, &author.name, until)),
                None => text,
            }
        }
        Verdict::Left => wording::left(language, &name),
        Verdict::Shown => wording::shown(language, &name),
        Verdict::HiddenByThem => wording::hidden_by_you(language, &name, until),
        Verdict::StaysHidden => wording::stays_hidden(language, &name),
        Verdict::HiddenOnce => wording::hidden_once(language, &name),
        Verdict::IsHidden => wording::is_hidden(language, &name),
        Verdict::IsShown => wording::is_shown(language, &name),
    })
}
