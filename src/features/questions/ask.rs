//! From somebody's words to a posted question.

use super::command::{self, says_something, split_topics, title};
use super::store::{self, Draft, State};
use super::{NAME, card, care, claims, escalation, named_question, routing, search, wording};
use crate::database::MemberId;
use crate::engine::{Call, ChangeKind, Failure, Turn};
use crate::language::Language;
use crate::people::{self, Member};
use stoa_chat::{Block, Message, MessageRef, PlaceRef, Post, Span, Text};

/// The job that posts a draft whose asker has not answered.
pub(super) const POST_DRAFT: &str = "post draft";
/// The most characters of a question's title.
const TITLE: usize = 120;

/// A wish to ask, however it was uttered.
#[derive(Clone, Debug)]
pub(super) struct Asked<'a> {
    by: &'a Member,
    account: &'a stoa_chat::UserRef,
    place: &'a PlaceRef,
    direct: bool,
    thread: Option<&'a MessageRef>,
    message: Option<&'a MessageRef>,
    words: Text,
}

impl<'a> Asked<'a> {
    /// By command, button or form.
    pub(super) fn of(call: &'a Call) -> Self {
        Self {
            by: &call.by,
            account: &call.account,
            place: &call.place,
            direct: call.direct,
            thread: call.thread.as_ref(),
            message: call.message.as_ref(),
            words: call.rest.clone(),
        }
    }

    /// By writing to the bot.
    pub(super) fn in_direct(message: &'a Message, by: &'a Member) -> Self {
        Self {
            by,
            account: &message.by,
            place: &message.message.place,
            direct: true,
            thread: None,
            message: Some(&message.message),
            words: message.text.clone(),
        }
    }
}

/// Takes a question: shows what is known already, or posts it if nothing is.
pub(super) async fn ask(turn: &mut Turn<'_>, asked: &Asked<'_>) -> Result<(), Failure> {
    let language = asked.by.language;
    let (topics, body) = split_topics(asked.words.clone());
    if !says_something(&body) {
        return Err(Failure::refused(wording::refused_empty(language)));
    }
    let draft = Draft {
        number: 0,
        asker: asked.by.id,
        place: asked.place.clone(),
        direct: asked.direct,
        message: asked.message.map(|message| message.id.clone()),
        body,
        topics,
        language,
        shown: None,
    };
    let known = search::suggestions(turn, &draft).await?;
    if known.is_empty() {
        post(turn, &draft).await?;
        return Ok(());
    }
    let private = asked.direct || turn.abilities(&asked.place.network).is_some_and(|can| can.private_replies);
    if private {
        show_known(turn, asked, draft, &known).await
    } else {
        post_and_tell(turn, asked, &draft, &known).await
    }
}

async fn show_known(
    turn: &mut Turn<'_>,
    asked: &Asked<'_>,
    draft: Draft,
    known: &[search::Known],
) -> Result<(), Failure> {
    let language = draft.language;
    let now = turn.now();
    let number = store::insert_draft(turn.tx(), &draft, now).await?;
    let wait = turn.settings().questions.draft_wait.get();
    let list = search::listed(language, known);
    let minutes = wait.as_secs().div_ceil(60);
    let mut post = Post::of(wording::suggestions(language, known.len(), &list, minutes));
    for one in known {
        let label = wording::label_solved(language, one.question);
        post = post.with_button(label, format!("solved D{number} Q{}", one.question));
    }
    post = post
        .with_button(wording::label_anyway(language), format!("anyway D{number}"))
        .with_button(wording::label_discard(language), format!("discard D{number}"));
    let place = (!asked.direct).then(|| (asked.place.clone(), asked.thread.cloned()));
    let shown = turn.answer(asked.account, place, post).await?;
    store::set_draft_shown(turn.tx(), number, &shown).await?;
    turn.plan_job(NAME, POST_DRAFT, &number.to_string(), now + wait).await?;
    Ok(())
}

/// Where a private answer in the place is not possible, the question does not wait.
async fn post_and_tell(
    turn: &mut Turn<'_>,
    asked: &Asked<'_>,
    draft: &Draft,
    known: &[search::Known],
) -> Result<(), Failure> {
    let number = post(turn, draft).await?;
    let list = search::listed(draft.language, known);
    let text = wording::suggestions_after(draft.language, number, known.len(), &list);
    turn.answer(asked.account, None, Post::of(text)).await?;
    Ok(())
}

/// Posts a question: its card, and the first people who are asked. Gives its number.
async fn post(turn: &mut Turn<'_>, draft: &Draft) -> Result<i64, Failure> {
    let now = turn.now();
    let number = store::insert_question(turn.tx(), draft, &title(&draft.body, TITLE), now).await?;
    let defaults = &turn.settings().people;
    let asker = Member::read(turn.tx(), draft.asker, defaults).await?;
    if people::is_newcomer(turn, &asker).await? {
        store::set_hurried(turn.tx(), number).await?;
    }
    turn.reindex(ChangeKind::Document, &number.to_string()).await?;
    if let Some(question) = store::question(turn.tx(), number).await? {
        let (invitations, first_start) = routing::choose_next(turn, &question).await?;
        escalation::plan_first_step(turn, &question, first_start).await?;
        card::post(turn, &question, invitations.len()).await?;
        routing::ask_all(turn, &question, &invitations).await?;
        care::posted(turn, &question).await?;
    }
    Ok(number)
}

/// Posts a draft whose asker was shown what is known and has not said anything.
pub(super) async fn post_silent_draft(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    match store::open_draft(turn.tx(), number).await? {
        Some(draft) => post_draft(turn, &draft).await,
        None => Ok(()),
    }
}

async fn post_draft(turn: &mut Turn<'_>, draft: &Draft) -> Result<(), Failure> {
    store::end_draft(turn.tx(), draft.number, "posted", None).await?;
    let question = post(turn, draft).await?;
    replace_shown(turn, draft, wording::draft_posted(draft.language, question)).await
}

/// What was shown about a draft gives way to what became of it.
async fn replace_shown(turn: &mut Turn<'_>, draft: &Draft, text: Text) -> Result<(), Failure> {
    if let Some(shown) = draft.shown.clone() {
        turn.edit(shown, Post::of(text)).await?;
    }
    Ok(())
}

/// `anyway D3`.
pub(super) async fn anyway(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let draft = own_draft(turn, call).await?;
    turn.cancel_job(NAME, POST_DRAFT, &draft.number.to_string()).await?;
    post_draft(turn, &draft).await
}

/// `solved D3 Q17`.
pub(super) async fn solved(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let draft = own_draft(turn, call).await?;
    let words = call.words();
    let question =
        named_question(turn, call.by.language, words.split_whitespace().nth(1).unwrap_or("")).await?;
    turn.cancel_job(NAME, POST_DRAFT, &draft.number.to_string()).await?;
    store::end_draft(turn.tx(), draft.number, "solved", Some(question.number)).await?;
    replace_shown(turn, &draft, wording::draft_solved(draft.language, question.number)).await
}

/// The message that a draft was typed in is gone.
pub(super) async fn forget_draft(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let Some(draft) = store::open_draft(turn.tx(), number).await? else { return Ok(()) };
    turn.cancel_job(NAME, POST_DRAFT, &number.to_string()).await?;
    store::end_draft(turn.tx(), number, "discarded", None).await?;
    replace_shown(turn, &draft, wording::draft_discarded(draft.language)).await
}

/// `discard D3`.
pub(super) async fn discard(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let draft = own_draft(turn, call).await?;
    turn.cancel_job(NAME, POST_DRAFT, &draft.number.to_string()).await?;
    store::end_draft(turn.tx(), draft.number, "discarded", None).await?;
    replace_shown(turn, &draft, wording::draft_discarded(draft.language)).await
}

async fn own_draft(turn: &mut Turn<'_>, call: &Call) -> Result<Draft, Failure> {
    let words = call.words();
    let number = words.split_whitespace().next().and_then(|word| command::number(word, 'D')).unwrap_or(0);
    let draft = store::open_draft(turn.tx(), number).await?.filter(|draft| draft.asker == call.by.id);
    draft.ok_or_else(|| Failure::refused(wording::refused_no_draft(call.by.language)))
}

/// `withdraw Q17`.
pub(super) async fn withdraw(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let question = named_question(turn, language, &call.words()).await?;
    if question.asker != Some(call.by.id) {
        return Err(Failure::refused(wording::refused_not_asker(language, question.number)));
    }
    if question.state != State::Open {
        return Err(Failure::refused(wording::refused_closed(language, question.number)));
    }
    take_back(turn, question.number).await?;
    turn.reply(call, Post::of(wording::withdrawn(language, question.number))).await?;
    Ok(())
}

/// Takes an open question back, whoever has been asked about it.
pub(super) async fn take_back(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    store::set_state(turn.tx(), number, State::Withdrawn).await?;
    claims::call_off(turn, number).await?;
    turn.reindex(ChangeKind::Document, &number.to_string()).await?;
    card::refresh(turn, number).await
}

/// The message that a question or draft was typed in says something else now.
pub(super) async fn rewrite(turn: &mut Turn<'_>, message: &Message, by: &Member) -> Result<(), Failure> {
    let words = without_verb(message);
    let (topics, body) = split_topics(words);
    if !says_something(&body) {
        return Ok(());
    }
    if let Some(draft) = store::draft_of_message(turn.tx(), &message.message).await? {
        store::set_draft_body(turn.tx(), draft, &body, &topics).await?;
        return Ok(());
    }
    let Some(number) = store::question_of_message(turn.tx(), &message.message).await? else { return Ok(()) };
    let Some(question) = store::question(turn.tx(), number).await? else { return Ok(()) };
    if question.state == State::Withdrawn || question.asker != Some(by.id) {
        return Ok(());
    }
    store::set_body(turn.tx(), number, &title(&body, TITLE), &body).await?;
    store::set_topics(turn.tx(), number, &topics).await?;
    turn.reindex(ChangeKind::Document, &number.to_string()).await?;
    card::refresh(turn, number).await
}

/// An edited message still begins with the command that it was: `ask …`, `!stoa ask …`, `@stoa ask …`.
fn without_verb(message: &Message) -> Text {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let (word, rest) = match message.text.blocks.first() {
        Some(Block::Paragraph(spans)) if matches!(spans.first(), Some(Span::Mention(_))) => {
            let mut text = message.text.clone();
            if let Some(Block::Paragraph(spans)) = text.blocks.first_mut() {
                spans.remove(0);
            }
            text.split_first_word()
        }
        _ => message.text.clone().split_first_word(),
    };
    let (word, rest) =
        if ["stoa", ""].contains(&&*bare(&word)) { rest.split_first_word() } else { (word, rest) };
    if bare(&word) == "ask" { rest } else { message.text.clone() }
}

/// The name of an asker, for others to read.
pub(super) async fn name_of(
    turn: &mut Turn<'_>,
    language: Language,
    member: Option<MemberId>,
) -> anyhow::Result<String> {
    let defaults = &turn.settings().people;
    match member {
        Some(id) => Ok(Member::read(turn.tx(), id, defaults).await?.name),
        None => Ok(wording::somebody(language)),
    }
}
