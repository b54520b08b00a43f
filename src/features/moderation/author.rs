//! The author of a hidden post: told kindly, without blame, and given the way back.

use super::rules::{Standing, State};
use super::store::{self, Item};
use super::{NAME, decisions, named, queue, sanctions, specs, wording};
use crate::engine::{Call, Fact, Failure, Refusal, Turn};
use crate::language::{Language, joined};
use crate::people::{self, Member, POSTING};
use crate::posts;
use stoa_chat::{Post, Text, Timestamp};

/// Tells the author what holds now: anew when the post was just hidden, else where they were told of it.
pub(super) async fn inform(turn: &mut Turn<'_>, item: &mut Item, anew: bool) -> Result<(), Failure> {
    let Some(author) = item.author else { return Ok(()) };
    let defaults = &turn.settings().people;
    let author = Member::read(turn.tx(), author, defaults).await?;
    let post = notice(turn, item, &author).await?;
    if anew {
        let told = people::tell(turn, &author, NAME, post).await?;
        item.notice = told.message().cloned();
    } else if let Some(notice) = item.notice.clone() {
        turn.edit(notice, post).await?;
    }
    Ok(())
}

/// What the author is told.
async fn notice(turn: &mut Turn<'_>, item: &Item, author: &Member) -> Result<Post, Failure> {
    let (language, name) = (author.language, item.post.to_string());
    let text = match item.standing.state {
        State::Hidden => wording::notice_hidden(language, &name),
        State::Confirmed => wording::notice_confirmed(language, &name),
        State::Mended => return Ok(Post::of(wording::notice_mended(language, &name))),
        _ => return Ok(Post::of(wording::notice_shown(language, &name))),
    };
    let text = match posts::find(turn.tx(), item.post).await? {
        Some(post) => text.then(post.body.quoted()),
        None => text,
    };
    let guidelines = &turn.settings().moderation.guidelines;
    let text = if guidelines.is_empty() {
        text
    } else {
        text.then(wording::notice_guidelines(language, guidelines))
    };
    if let Some((_, until)) = sanctions::pause_of(turn, Some(author.id)).await? {
        return Ok(Post::of(text.then(paused(turn, language, until).await?)));
    }
    let post = Post::of(text.then(wording::notice_way_back(language, &name)));
    Ok(post.with_button(wording::label_repost(language), format!("repost {name}")))
}

/// That somebody cannot post for a while, until when, and whom to ask.
async fn paused(turn: &mut Turn<'_>, language: Language, until: Timestamp) -> anyhow::Result<Text> {
    let moderators = people::moderators(turn).await?;
    let names: Vec<_> = moderators.into_iter().map(|moderator| moderator.name).collect();
    Ok(wording::notice_paused(language, until, &joined(&names, &wording::or(language))))
}

/// `repost A31 new words`.
pub(super) async fn repost(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let (word, text) = call.rest.clone().split_first_word();
    let post = named(turn, language, &word).await?;
    let name = post.name.to_string();
    if post.author != Some(call.by.id) {
        return Err(Failure::refused(wording::refused_not_author(language, &name)));
    }
    let item = store::item(turn.tx(), post.name).await?;
    let Some(mut item) = item.filter(|item| item.standing.was_hidden()) else {
        return Err(Failure::refused(wording::refused_not_hidden(language, &name)));
    };
    if text.is_empty() {
        let (usage, example) = specs::REPOST;
        return Err(Failure::refused(crate::engine::usage(language, usage, example)));
    }
    if post.tip && people::names_more(turn, &post.body, &text, post.author).await? {
        return Err(Failure::refused(wording::refused_names_more(language).then(text.quoted())));
    }
    if let Some(until) = people::paused_until(turn, call.by.id, POSTING).await? {
        // The words go back to whoever typed them: a form has closed over them.
        let why = paused(turn, language, until).await?;
        let words = wording::your_words(language).then(text.quoted());
        return Err(Failure::Refused(Box::new(Refusal(Post::of(why.then(words))))));
    }
    mend(turn, &mut item, text).await?;
    let mut answer = wording::reposted(language, &name);
    if post.in_own_message {
        answer = answer.then(wording::reposted_elsewhere(language));
    }
    turn.reply(call, Post::of(answer)).await?;
    Ok(())
}

/// The post has other words: everybody sees it again, and nothing of what was held against it counts.
async fn mend(turn: &mut Turn<'_>, item: &mut Item, text: Text) -> Result<(), Failure> {
    item.standing = Standing::mended();
    item.changed_at = turn.now();
    store::forget_flags(turn.tx(), item.post).await?;
    turn.announce(Fact::PostRewritten { post: item.post, text: text.clone() });
    decisions::show(turn, item).await?;
    inform(turn, item, false).await?;
    store::save(turn.tx(), item).await?;
    queue::tell_words(turn, item, &text).await
}
