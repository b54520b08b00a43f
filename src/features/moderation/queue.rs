//! The queue as moderators see it: one message for each item, edited as it changes, and a list of all.

use super::rules::State;
use super::store::{self, Item};
use super::{NAME, decisions, name_of, sanctions, specs, wording};
use crate::database::MemberId;
use crate::engine::{Call, Failure, Turn};
use crate::language::{Language, excerpt, list, one_line};
use crate::people::{self, Member, POSTING};
use crate::posts::{self, PostName};
use stoa_chat::{Post, Text, Timestamp};

/// The most characters of a post in a moderator's message.
const BODY: usize = 1_000;
/// The most characters of a post in the list.
const LINE: usize = 120;
/// The most characters of a reason, or of a note in the list.
const REMARK: usize = 200;
/// The most items in the list.
const ITEMS: usize = 10;

/// Tells every moderator of an item what holds now. Whoever decided it, and its author, are told elsewhere.
pub(super) async fn tell(turn: &mut Turn<'_>, item: &Item, by: Option<MemberId>) -> Result<(), Failure> {
    let body = posts::find(turn.tx(), item.post).await?.map(|post| post.body);
    tell_body(turn, item, by, body.as_ref()).await
}

/// The same for an item whose post is getting these words in this very turn.
pub(super) async fn tell_words(turn: &mut Turn<'_>, item: &Item, words: &Text) -> Result<(), Failure> {
    tell_body(turn, item, None, Some(words)).await
}

async fn tell_body(
    turn: &mut Turn<'_>,
    item: &Item,
    by: Option<MemberId>,
    body: Option<&Text>,
) -> Result<(), Failure> {
    let messages = store::messages(turn.tx(), item.post).await?;
    for (moderator, message) in &messages {
        let defaults = &turn.settings().people;
        let moderator = Member::read(turn.tx(), *moderator, defaults).await?;
        let post = compose(turn, item, &moderator, body).await?;
        turn.edit(message.clone(), post).await?;
    }
    if !matches!(item.standing.state, State::Open | State::Hidden) {
        return Ok(());
    }
    for moderator in people::moderators(turn).await? {
        let has_it = messages.iter().any(|(member, _)| *member == moderator.id);
        if has_it || by == Some(moderator.id) || item.author == Some(moderator.id) {
            continue;
        }
        let post = compose(turn, item, &moderator, body).await?;
        if let Some(message) = people::tell(turn, &moderator, NAME, post).await?.message() {
            store::set_message(turn.tx(), item.post, moderator.id, message).await?;
        }
    }
    Ok(())
}

/// The author of a post is forgotten: their words go from where moderators have them.
pub(super) async fn take_down(turn: &mut Turn<'_>, post: PostName) -> Result<(), Failure> {
    for (moderator, message) in store::messages(turn.tx(), post).await? {
        let defaults = &turn.settings().people;
        let language = Member::read(turn.tx(), moderator, defaults).await?.language;
        turn.edit(message, Post::of(wording::withdrawn(language, &post.to_string()))).await?;
    }
    Ok(())
}

/// What a moderator reads of an item, with what they can do about it.
async fn compose(
    turn: &mut Turn<'_>,
    item: &Item,
    reader: &Member,
    body: Option<&Text>,
) -> Result<Post, Failure> {
    let (language, name) = (reader.language, item.post.to_string());
    let Some(body) = body else { return Ok(Post::of(wording::withdrawn(language, &name))) };
    let author = name_of(turn, language, item.author).await?;
    let words = Text::plain(&excerpt(&body.to_plain(), BODY));
    let mut text = wording::item(language, &name, &author, &words);
    let remarks = remarks(turn, item, language).await?;
    if !remarks.is_empty() {
        text = text.then(list(remarks));
    }
    text = text.then(state(turn, item, language).await?);
    if item.standing.state == State::Confirmed
        && let Some((author, until)) = sanctions::pause_of(turn, item.author).await?
    {
        text = text.then(wording::paused(language, &author.name, until));
    }
    Ok(with_buttons(Post::of(text), item, reader))
}

/// What a moderator can do about an item: each button's value is what they could have typed.
fn with_buttons(post: Post, item: &Item, reader: &Member) -> Post {
    let (language, name) = (reader.language, item.post.to_string());
    let hide = |label: String| (label, format!("hide {name}"));
    let leave = (wording::label_leave(language), format!("leave {name}"));
    let show = (wording::label_show(language), format!("show {name}"));
    let buttons = match item.standing.state {
        State::Open => vec![hide(wording::label_hide(language)), leave],
        State::Hidden if item.standing.hider == Some(reader.id) => vec![show],
        State::Hidden => vec![hide(wording::label_confirm(language)), show],
        State::Confirmed => vec![show],
        State::Mended => vec![hide(wording::label_hide(language))],
        State::Left | State::Shown => Vec::new(),
    };
    if buttons.is_empty() {
        return post;
    }
    let note = (wording::label_note(language), format!("note {name}"));
    buttons.into_iter().chain([note]).fold(post, |post, (label, value)| post.with_button(label, value))
}

/// How often and why an item was flagged, and what moderators noted.
async fn remarks(turn: &mut Turn<'_>, item: &Item, language: Language) -> Result<Vec<Text>, Failure> {
    let reasons = store::reasons(turn.tx(), item.post).await?;
    let mut lines = Vec::new();
    if !reasons.is_empty() {
        let given = reasons.iter().filter(|why| !why.is_empty());
        let given: Vec<_> = given.map(|why| wording::reason(language, &excerpt(why, REMARK))).collect();
        lines.push(if given.is_empty() {
            wording::flagged_by(language, reasons.len())
        } else {
            wording::flagged_because(language, reasons.len(), &given.join(" "))
        });
    }
    for note in store::notes(turn.tx(), item.post).await? {
        let at = Timestamp::from_millis(note.at);
        lines.push(wording::noted_by(language, &note.name, at, &excerpt(&note.words, REMARK)));
    }
    Ok(lines)
}

/// Where an item stands, in a sentence.
async fn state(turn: &mut Turn<'_>, item: &Item, language: Language) -> Result<Text, Failure> {
    let standing = item.standing;
    let hider = name_of(turn, language, standing.hider).await?;
    let text = match standing.state {
        State::Open if standing.hider.is_some() => wording::state_lapsed(language, &hider),
        State::Open => wording::state_open(language),
        State::Hidden => {
            let until = item.hidden_until.unwrap_or(turn.now());
            wording::state_hidden(language, &hider, until)
        }
        State::Confirmed => {
            let confirmer = name_of(turn, language, standing.confirmer).await?;
            wording::state_confirmed(language, &hider, &confirmer)
        }
        State::Left => wording::state_left(language),
        State::Shown => wording::state_shown(language),
        State::Mended => wording::state_mended(language),
    };
    let own = posts::find(turn.tx(), item.post).await?.is_some_and(|post| post.in_own_message);
    Ok(if own && standing.state.hides() { text.then(wording::own_message(language)) } else { text })
}

/// `flags`.
pub(super) async fn flags(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    decisions::moderators_only(turn, &call.by).await?;
    let items = store::queue(turn.tx()).await?;
    let open = items.iter().filter(|item| item.standing.state == State::Open).count();
    let mut text = wording::queue(language, items.len(), open);
    for item in items.iter().take(ITEMS) {
        text = text.then(entry(turn, item, language).await?);
    }
    if items.len() > ITEMS {
        text = text.then(wording::queue_more(language, items.len() - ITEMS));
    }
    let mut paused = Vec::new();
    let now = turn.now();
    for (member, until) in people::all_paused(turn.tx(), POSTING, now).await? {
        let name = name_of(turn, language, Some(member)).await?;
        paused.push(wording::queue_paused(language, &name, until));
    }
    if !paused.is_empty() {
        text = text.then(list(paused));
    }
    if !items.is_empty() {
        text = text.then(wording::queue_how(language));
    }
    turn.reply(call, Post::of(text)).await?;
    Ok(())
}

async fn entry(turn: &mut Turn<'_>, item: &Item, language: Language) -> Result<Text, Failure> {
    let post = posts::find(turn.tx(), item.post).await?;
    let author = name_of(turn, language, item.author).await?;
    let name = item.post.to_string();
    let Some(post) = post else { return Ok(wording::withdrawn(language, &name)) };
    let words = excerpt(&one_line(&post.body.to_plain()), LINE);
    let mut lines = remarks(turn, item, language).await?;
    lines.push(state(turn, item, language).await?);
    Ok(wording::entry(language, &name, &author, &words).then(list(lines)))
}

/// `note A31 text`.
pub(super) async fn note(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let (post, item) = decisions::judged(turn, call).await?;
    let name = post.name.to_string();
    let Some(item) = item else {
        return Err(Failure::refused(wording::refused_not_flagged(language, &name)));
    };
    let (_, words) = call.rest.clone().split_first_word();
    if words.is_empty() {
        let (usage, example) = specs::NOTE;
        return Err(Failure::refused(crate::engine::usage(language, usage, example)));
    }
    let (id, now) = (turn.new_id(), turn.now());
    store::add_note(turn.tx(), &id, post.name, call.by.id, now, words.to_plain().trim()).await?;
    tell(turn, &item, Some(call.by.id)).await?;
    turn.reply(call, Post::of(wording::noted(language, &name))).await?;
    Ok(())
}
