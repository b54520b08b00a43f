//! Drafts: what might become a question, shown to its author before it does.
//!
//! A draft says how the question would look and what is known already, and ends by a button, by silence, or with the
//! message that it stands in. What silence means depends on how the draft came about ([`Origin`]): whoever wrote to us
//! wants an answer, whoever is only asked whether we may ask does not owe us one.

use super::command::{self, shortened, split_topics};
use super::drafts_store::{self as store, Draft, End, Origin};
use super::escalation::Hours;
use super::signs::{asks_the_place, reads_like_question};
use super::{NAME, announced, ask, captured, card, moderated, named_question, search, turned, wording};
use crate::engine::{Call, Failure, Turn};
use crate::people::{self, Member};
use std::time::Duration;
use stoa_chat::{Message, MessageRef, PlaceRef, Post, Text, Timestamp, UserRef};

/// The job that posts a draft whose author has not answered.
pub(super) const POST: &str = "post draft";
/// The job that forgets a draft whose author has not answered.
pub(super) const DROP: &str = "drop draft";
/// How long words that are probably no question wait for *Ask it*.
const DOUBTFUL: Duration = Duration::from_hours(24);

/// Somebody wrote to the bot, and not as a command.
pub(super) async fn written_to_us(
    turn: &mut Turn<'_>,
    message: &Message,
    by: &Member,
) -> Result<(), Failure> {
    let (topics, body) = split_topics(message.text.clone());
    if !command::says_something(&body) {
        return Err(Failure::refused(wording::refused_empty(by.language)));
    }
    moderated::may_post(turn, by).await?;
    let draft = Draft {
        number: 0,
        origin: Origin::Direct,
        asker: by.id,
        picker: None,
        place: message.message.place.clone(),
        direct: true,
        message: Some(message.message.id.clone()),
        thread: None,
        body: people::naming(turn, body).await?,
        topics,
        language: by.language,
        shown: None,
    };
    show(turn, &message.by, None, draft).await
}

/// Keeps a draft and shows it to its author, who has just acted: at a place, or directly.
pub(super) async fn show(
    turn: &mut Turn<'_>,
    to: &UserRef,
    place: Option<(PlaceRef, Option<MessageRef>)>,
    mut draft: Draft,
) -> Result<(), Failure> {
    let now = turn.now();
    draft.number = store::insert(turn.tx(), &draft, false, now).await?;
    let mut post = composed(turn, &draft).await?;
    post.text = post.text.then(moderated::guidelines(turn, draft.asker, draft.language).await?);
    let shown = turn.answer(to, place, post).await?;
    store::set_open(turn.tx(), draft.number, Some(&shown)).await?;
    plan_silence(turn, &draft).await
}

/// What the author of a draft is shown.
pub(super) async fn composed(turn: &mut Turn<'_>, draft: &Draft) -> Result<Post, Failure> {
    let (language, number) = (draft.language, draft.number);
    if draft.origin == Origin::Turned {
        return turned::request(turn, draft).await;
    }
    if is_doubtful(draft) {
        let post = Post::of(wording::how_to_ask(language));
        return Ok(post.with_button(wording::label_ask_it(language), format!("anyway D{number}")));
    }
    let known = search::suggestions(turn, draft).await?;
    let listed = search::listed(language, &known);
    let minutes = turn.settings().questions.draft_wait.get().as_secs().div_ceil(60);
    let captured = draft.origin == Origin::Captured;
    let text = match (captured, known.is_empty()) {
        (true, true) => wording::offer(language),
        (true, false) => wording::offer_known(language, known.len(), &listed),
        (false, true) => preview(turn, draft, minutes),
        (false, false) => wording::suggestions(language, known.len(), &listed, minutes),
    };
    let mut post = Post::of(text);
    for one in &known {
        let label = wording::label_solved(language, one.question);
        post = post.with_button(label, format!("solved D{number} Q{}", one.question));
    }
    let (yes, no) = match (captured, known.is_empty()) {
        (true, _) => (wording::label_offer_yes(language), wording::label_offer_no(language)),
        (false, true) => (wording::label_ask(language), wording::label_discard(language)),
        (false, false) => (wording::label_anyway(language), wording::label_discard(language)),
    };
    Ok(post.with_button(yes, format!("anyway D{number}")).with_button(no, format!("discard D{number}")))
}

/// How the question would look, and where it would go.
fn preview(turn: &Turn<'_>, draft: &Draft, minutes: u64) -> Text {
    let language = draft.language;
    let body = shortened(&draft.body, turn.settings().questions.card_excerpt);
    let shape = if draft.topics.is_empty() {
        wording::preview_plain(language, &body)
    } else {
        wording::preview(language, &card::hashed(&draft.topics), &body)
    };
    let goes = if draft.direct {
        wording::preview_direct(language, minutes)
    } else {
        wording::preview_here(language, minutes)
    };
    shape.then(goes)
}

/// Whether somebody wrote to us what is probably no question: `thanks!`.
fn is_doubtful(draft: &Draft) -> bool {
    draft.origin == Origin::Direct && !reads_like_question(&draft.body)
}

/// Plans what silence about a draft leads to, instead of whatever was planned.
pub(super) async fn plan_silence(turn: &mut Turn<'_>, draft: &Draft) -> Result<(), Failure> {
    let now = turn.now();
    let (kind, due) = match draft.origin {
        Origin::Direct if is_doubtful(draft) => (DROP, now + DOUBTFUL),
        Origin::Asked | Origin::Direct => (POST, now + turn.settings().questions.draft_wait.get()),
        Origin::Captured | Origin::Turned => (DROP, a_working_day(turn, draft).await?),
    };
    cancel_jobs(turn, draft.number).await?;
    turn.plan_job(NAME, kind, &draft.number.to_string(), due).await?;
    Ok(())
}

/// Until when somebody who is only asked whether we may ask has time to say so.
async fn a_working_day(turn: &mut Turn<'_>, draft: &Draft) -> anyhow::Result<Timestamp> {
    let (now, settings) = (turn.now(), turn.settings());
    let author = Member::read(turn.tx(), draft.asker, &settings.people).await?;
    let theirs = Hours { hours: author.hours, zone: author.zone };
    Ok(theirs.add(now, settings.questions.offer_wait.get()))
}

async fn cancel_jobs(turn: &mut Turn<'_>, number: i64) -> sqlx::Result<()> {
    for kind in [POST, DROP, captured::OFFER] {
        turn.cancel_job(NAME, kind, &number.to_string()).await?;
    }
    Ok(())
}

/// Ends a draft, and says so where it was shown.
pub(super) async fn end(turn: &mut Turn<'_>, draft: &Draft, end: End, text: Text) -> Result<(), Failure> {
    cancel_jobs(turn, draft.number).await?;
    store::end(turn.tx(), draft.number, end).await?;
    if let Some(shown) = draft.shown.clone() {
        turn.edit(shown, Post::of(text)).await?;
    }
    Ok(())
}

/// Posts a draft whose author was shown it and has not said anything.
pub(super) async fn post_silent(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    match store::live(turn.tx(), number).await? {
        Some(draft) => post(turn, &draft).await,
        None => Ok(()),
    }
}

async fn post(turn: &mut Turn<'_>, draft: &Draft) -> Result<(), Failure> {
    let question = ask::post(turn, draft).await?;
    end(turn, draft, End::Posted, wording::draft_posted(draft.language, question)).await
}

/// Forgets a draft whose author has not said anything.
pub(super) async fn drop_silent(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let Some(draft) = store::live(turn.tx(), number).await? else { return Ok(()) };
    let text = wording::draft_lapsed(draft.language);
    if draft.origin == Origin::Turned {
        end(turn, &draft, End::Declined, text).await?;
        return turned::tell_picker(turn, &draft).await;
    }
    end(turn, &draft, End::Lapsed, text).await
}

/// `anyway D3`.
pub(super) async fn anyway(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let draft = own(turn, call).await?;
    if draft.origin == Origin::Captured {
        captured::accepted(turn, draft.asker).await?;
    }
    post(turn, &draft).await
}

/// `solved D3 Q17`.
pub(super) async fn solved(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let draft = own(turn, call).await?;
    let words = call.words();
    let named = words.split_whitespace().nth(1).unwrap_or("");
    let question = named_question(turn, call.by.language, named).await?.number;
    announced::reused(turn, &draft, question).await?;
    end(turn, &draft, End::Solved(question), wording::draft_solved(draft.language, question)).await
}

/// `discard D3`.
pub(super) async fn discard(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let draft = own(turn, call).await?;
    let language = draft.language;
    match draft.origin {
        Origin::Asked | Origin::Direct => {
            end(turn, &draft, End::Discarded, wording::draft_discarded(language)).await
        }
        Origin::Captured => {
            let text = captured::declined(turn, draft.asker, language).await?;
            end(turn, &draft, End::Declined, text).await
        }
        Origin::Turned => {
            end(turn, &draft, End::Declined, wording::consent_refused(language)).await?;
            turned::tell_picker(turn, &draft).await
        }
    }
}

/// The draft that a command names, if it is its giver's and has not ended.
async fn own(turn: &mut Turn<'_>, call: &Call) -> Result<Draft, Failure> {
    let words = call.words();
    let number = command::number(command::first_word(&words), 'D').unwrap_or(0);
    let draft = store::live(turn.tx(), number).await?.filter(|draft| draft.asker == call.by.id);
    draft.ok_or_else(|| Failure::refused(wording::refused_no_draft(call.by.language)))
}

/// The message that a draft stands in is gone.
pub(super) async fn forget(turn: &mut Turn<'_>, draft: &Draft) -> Result<(), Failure> {
    end(turn, draft, End::Discarded, wording::draft_discarded(draft.language)).await
}

/// The message that a draft stands in says something else now: the draft follows, and waits anew.
pub(super) async fn rewrite(
    turn: &mut Turn<'_>,
    mut draft: Draft,
    topics: Vec<String>,
    body: Text,
) -> Result<(), Failure> {
    let watched = draft.origin == Origin::Captured && draft.shown.is_none();
    if watched && !asks_the_place(&body) {
        return forget(turn, &draft).await;
    }
    draft.body = people::naming(turn, body).await?;
    draft.topics = topics;
    store::set_body(turn.tx(), draft.number, &draft.body, &draft.topics).await?;
    if let Some(shown) = draft.shown.clone() {
        let post = composed(turn, &draft).await?;
        turn.edit(shown, post).await?;
        plan_silence(turn, &draft).await?;
    }
    Ok(())
}
