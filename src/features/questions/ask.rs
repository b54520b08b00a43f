//! From somebody's words to a posted question.

use super::asked_store::{self, NewQuestion};
use super::by::By;
use super::command::{says_something, split_topics, title};
use super::drafts_store::{self, Draft, Origin};
use super::store::{self, Kind, State};
use super::{
    announced, answers_store, any_question, card, care, claims, drafts, escalation, mirrors, moderated,
    routing, search, tips, wording,
};
use crate::database::MemberId;
use crate::engine::{Call, ChangeKind, Failure, Turn};
use crate::language::Language;
use crate::people::{self, Member};
use stoa_chat::{Block, Message, MessageRef, PlaceRef, Post, Span, Text};

/// The most characters of a question's title.
pub(super) const TITLE: usize = 120;

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
}

/// Takes a question: shows what is known already, or posts it if nothing is.
pub(super) async fn ask(turn: &mut Turn<'_>, asked: &Asked<'_>) -> Result<(), Failure> {
    let language = asked.by.language;
    let (topics, body) = split_topics(asked.words.clone());
    if !says_something(&body) {
        return Err(Failure::refused(wording::refused_empty(language)));
    }
    moderated::may_post(turn, asked.by).await?;
    let draft = Draft {
        number: 0,
        origin: Origin::Asked,
        asker: asked.by.id,
        picker: None,
        place: asked.place.clone(),
        direct: asked.direct,
        message: asked.message.map(|message| message.id.clone()),
        thread: None,
        body: people::naming(turn, body).await?,
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
        let place = (!asked.direct).then(|| (asked.place.clone(), asked.thread.cloned()));
        drafts::show(turn, asked.account, place, draft).await
    } else {
        post_and_tell(turn, asked, &draft, &known).await
    }
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
    let guidelines = moderated::guidelines(turn, draft.asker, draft.language).await?;
    turn.answer(asked.account, None, Post::of(text.then(guidelines))).await?;
    Ok(())
}

/// Posts a question: its card, and the first people who are asked. Gives its number.
pub(super) async fn post(turn: &mut Turn<'_>, draft: &Draft) -> Result<i64, Failure> {
    post_new(turn, &NewQuestion::from(draft)).await
}

/// The same, whoever asks.
pub(super) async fn post_new(turn: &mut Turn<'_>, new: &NewQuestion<'_>) -> Result<i64, Failure> {
    let now = turn.now();
    let number = asked_store::insert_question(turn.tx(), new, &title(new.body, TITLE), now).await?;
    if is_urgent(turn, &new.asker).await? {
        store::set_hurried(turn.tx(), number).await?;
    }
    turn.reindex(ChangeKind::Document, &number.to_string()).await?;
    if let Some(question) = store::question(turn.tx(), number).await? {
        let (invitations, first_start) = routing::choose_next(turn, &question).await?;
        escalation::go_on_from(turn, &question, first_start).await?;
        card::post(turn, &question, invitations.len()).await?;
        routing::ask_all(turn, &question, &invitations).await?;
        care::posted(turn, &question).await?;
        announced::asked(turn, &question).await?;
    }
    Ok(number)
}

/// Whether a question goes further in half the time: a newcomer's does, and every anonymous one, whoever asked it.
async fn is_urgent(turn: &mut Turn<'_>, asker: &By) -> anyhow::Result<bool> {
    let Some(member) = asker.member() else { return Ok(asker.thread().is_some()) };
    let defaults = &turn.settings().people;
    let asker = Member::read(turn.tx(), member, defaults).await?;
    let at = turn.happened_at();
    people::is_newcomer(turn, &asker, at).await
}

/// `withdraw Q17`.
pub(super) async fn withdraw(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let question = any_question(turn, language, &call.words()).await?;
    // What was kept of a thread, both who wrote it agreed to: each of them can take that back.
    let answers = answers_store::answers(turn.tx(), question.number).await?;
    let agreed =
        question.kind == Kind::Kept && answers.iter().any(|answer| answer.author == Some(call.by.id));
    if !question.asker.is(call.by.id) && !agreed {
        return Err(Failure::refused(wording::refused_not_asker(language, question.number)));
    }
    match (question.kind, question.state) {
        (_, State::Open) => take_back(turn, question.number).await?,
        (Kind::Tip | Kind::Kept, State::Archived) => tips::take_back(turn, &question).await?,
        _ => return Err(Failure::refused(wording::refused_closed(language, question.number))),
    }
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
    let (topics, body) = split_topics(without_verb(message, "ask"));
    if !says_something(&body) {
        return Ok(());
    }
    if let Some(draft) = drafts_store::of_message(turn.tx(), &message.message).await? {
        return if draft.asker == by.id { drafts::rewrite(turn, draft, topics, body).await } else { Ok(()) };
    }
    let Some(number) = store::question_of_message(turn.tx(), &message.message).await? else { return Ok(()) };
    let Some(question) = store::question(turn.tx(), number).await? else { return Ok(()) };
    if question.state == State::Withdrawn || !question.asker.is(by.id) {
        return Ok(());
    }
    if question.kind == Kind::Tip {
        let (topics, words) = split_topics(without_verb(message, "tip"));
        return tips::rewrite(turn, &question, &topics, words).await;
    }
    let body = people::naming(turn, body).await?;
    store::set_body(turn.tx(), number, &title(&body, TITLE), &body).await?;
    // The topics of what was kept may have been given with `keep`, or by whoever looks after it.
    if question.kind != Kind::Kept || !topics.is_empty() {
        store::set_topics(turn.tx(), number, &topics).await?;
    }
    mirrors::question_changed(turn, number).await
}

/// An edited message still begins with the command that it was: `ask …`, `!stoa ask …`, `@stoa ask …`.
pub(super) fn without_verb(message: &Message, verb: &str) -> Text {
    after_verb(message, verb).unwrap_or_else(|| message.text.clone())
}

/// What follows the command that a message is, if it is that command.
pub(super) fn after_verb(message: &Message, verb: &str) -> Option<Text> {
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
    (bare(&word) == verb).then_some(rest)
}

/// What whoever asked a question is called, for others to read.
pub(super) async fn asker_of(turn: &mut Turn<'_>, language: Language, asker: &By) -> anyhow::Result<String> {
    match asker {
        By::Thread(_) => Ok(care::wording::anonymous_asker(language)),
        by => name_of(turn, language, by.member()).await,
    }
}

/// The name of a member, for others to read.
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
