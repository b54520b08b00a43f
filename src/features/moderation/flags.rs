//! Flagging: anybody may, once for each post, and nobody learns who did.

use super::decisions;
use super::rules::{Decision, Standing};
use super::store::{self, Item};
use super::{named, queue, wording};
use crate::engine::{Call, Failure, Turn};
use crate::people::{self, Member};
use crate::posts::{self, Posted};
use stoa_chat::{Post, Reaction, Text};

/// The reaction that flags. Taking it off changes nothing: moderators may have read the flag already.
const FLAG: &str = "🚩";

/// `flag A31 why`, or `flag why` on a post or in the thread of a card.
pub(super) async fn flag(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let (word, rest) = call.rest.clone().split_first_word();
    let (post, why) = if posts::PostName::parse(&word).is_some() {
        (named(turn, language, &word).await?, rest)
    } else if let Some(post) = post_pointed_at(turn, call).await? {
        (post, call.rest.clone())
    } else {
        return Err(Failure::refused(wording::refused_flag_what(language)));
    };
    let thanks = flag_post(turn, &call.by, &post, why.to_plain().trim()).await?;
    turn.reply(call, Post::of(thanks)).await?;
    Ok(())
}

/// The post in whose menu the command was chosen or under which it was written, else the one in whose thread.
async fn post_pointed_at(turn: &mut Turn<'_>, call: &Call) -> Result<Option<Posted>, Failure> {
    let picked = call.picked.as_ref().map(|pointed| &pointed.message.message);
    for message in picked.into_iter().chain(&call.thread) {
        if let Some(name) = posts::at(turn, message).await? {
            return Ok(posts::find(turn.tx(), name).await?);
        }
    }
    Ok(None)
}

/// Somebody put 🚩 on a post.
pub(super) async fn reacted(turn: &mut Turn<'_>, reaction: &Reaction, by: &Member) -> Result<(), Failure> {
    if reaction.emoji != FLAG {
        return Ok(());
    }
    let Some(name) = posts::at(turn, &reaction.message).await? else { return Ok(()) };
    let Some(post) = posts::find(turn.tx(), name).await? else { return Ok(()) };
    let thanks = flag_post(turn, by, &post, "").await?;
    turn.answer(&reaction.by, Some((reaction.message.place.clone(), None)), Post::of(thanks)).await?;
    Ok(())
}

/// Takes a flag; gives what its giver is told.
async fn flag_post(turn: &mut Turn<'_>, by: &Member, post: &Posted, why: &str) -> Result<Text, Failure> {
    let (language, name) = (by.language, post.name.to_string());
    if post.author == Some(by.id) {
        return Err(Failure::refused(wording::refused_own(language, &name)));
    }
    if !posts::can_see(turn.tx(), post, by.id).await? {
        return Err(Failure::refused(wording::refused_no_post(language, &name)));
    }
    let moderator = people::is_moderator(turn, by).await?;
    let mut item = item_of(turn, post).await?;
    let now = turn.now();
    if store::add_flag(turn.tx(), post.name, by.id, why, now).await? {
        item.standing = item.standing.flagged();
        item.changed_at = now;
        store::save(turn.tx(), &item).await?;
        if !moderator {
            queue::tell(turn, &item, None).await?;
        }
    } else if !moderator {
        return Ok(wording::flagged_already(language, &name));
    }
    if moderator {
        let verdict = decisions::decide(turn, by, &mut item, Decision::Hide).await?;
        return decisions::in_words(turn, by, &item, verdict).await;
    }
    Ok(wording::flagged(language, &name))
}

/// The item of a post, which is a new one if nobody has named the post yet.
pub(super) async fn item_of(turn: &mut Turn<'_>, post: &Posted) -> Result<Item, Failure> {
    if let Some(item) = store::item(turn.tx(), post.name).await? {
        return Ok(Item { author: post.author, ..item });
    }
    let item = Item {
        post: post.name,
        author: post.author,
        standing: Standing::NEW,
        hidden_until: None,
        changed_at: turn.now(),
        notice: None,
    };
    store::save(turn.tx(), &item).await?;
    Ok(item)
}
