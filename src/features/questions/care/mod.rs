//! Care: what becomes of a question once it is posted, and of its answers for as long as they are found.
//!
//! The asker is asked once which answer helped ([`which_helped`]); others say so too ([`helped`]), and whoever waits
//! for the same answer hears of it ([`following`]). An answer can be read by somebody who knows before it is posted
//! ([`review`]), be corrected ([`corrections`]) and grow old ([`freshness`]). Questions are given other topics,
//! closed, reopened, and joined to the one that was asked before ([`upkeep`]). What all this adds to a card and to a
//! search is read in [`notes`].

mod corrections;
mod corrections_store;
mod differences;
mod following;
mod freshness;
mod helped;
mod members;
mod notes;
mod review;
mod review_store;
mod upkeep;
mod which_helped;
pub(super) mod wording;

pub(super) use following::posted;
pub(super) use freshness::STILL_RIGHT;
pub(super) use helped::{HELPED, people_helped, reacted, unreacted};
pub(super) use members::{erase_member, join_members};
pub(super) use notes::{Marks, Notes, is_answered, notes};
pub(super) use review::{REVIEW_SILENT, heard as heard_under_review, nobody_read};
pub(super) use review_store::forget_posted;
pub(super) use upkeep::open_again;
pub(super) use which_helped::{WHICH_HELPED, ask as ask_which_helped, go_on_without};
pub(super) use wording::label_me_too;

use super::answers_store::{self, Answer};
use super::store::Question;
use super::{named_question, search};
use crate::database::{MemberId, Tx};
use crate::engine::{Call, Fact, Failure, Turn};
use crate::on;
use crate::people::{self, Member};
use stoa_chat::{PlannedId, Post, Text};

pub(super) use freshness::ask as ask_still_right;

/// Takes one of the commands.
pub(super) async fn command(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    match call.verb {
        "none" => which_helped::none(turn, call).await,
        "helped" => helped::helped(turn, call).await,
        "unhelped" => helped::unhelped(turn, call).await,
        "me" => following::me_too(turn, call).await,
        "follow" => following::follow(turn, call).await,
        "unfollow" => following::unfollow(turn, call).await,
        "draft" => review::draft(turn, call).await,
        "fine" => review::fine(turn, call).await,
        "comment" => review::comment(turn, call).await,
        "post" => review::post(turn, call).await,
        "change" => review::change(turn, call).await,
        "correct" => corrections::propose(turn, call).await,
        "apply" => corrections::apply(turn, call).await,
        "decline" => corrections::decline(turn, call).await,
        "fresh" => freshness::fresh(turn, call).await,
        "stale" => freshness::stale(turn, call).await,
        "duplicate" => upkeep::duplicate(turn, call).await,
        "reopen" => upkeep::reopen(turn, call).await,
        "close" => upkeep::close(turn, call).await,
        "retag" => upkeep::retag(turn, call).await,
        verb => Err(anyhow::anyhow!("questions have no command {verb}").into()),
    }
}

/// A question has one answer more.
pub(super) async fn answered(turn: &mut Turn<'_>, question: &Question, answer: i64) -> Result<(), Failure> {
    which_helped::plan(turn, question).await?;
    which_helped::refresh(turn, question.number).await?;
    super::veiled::answered(turn, question, answer).await?;
    following::tell(turn, question, answer, false).await
}

/// An answer was accepted.
pub(super) async fn accepted(turn: &mut Turn<'_>, question: &Question, answer: i64) -> Result<(), Failure> {
    freshness::begin(turn, answer).await?;
    following::tell(turn, question, answer, true).await
}

/// An acceptance was taken back.
pub(super) async fn unaccepted(turn: &mut Turn<'_>, question: &Question, answer: i64) -> Result<(), Failure> {
    freshness::end(turn, answer).await?;
    which_helped::plan(turn, question).await?;
    which_helped::refresh(turn, question.number).await
}

/// A question needs nobody any more, for whatever reason.
pub(super) async fn settled(turn: &mut Turn<'_>, question: i64) -> Result<(), Failure> {
    which_helped::cancel(turn, question).await?;
    which_helped::refresh(turn, question).await
}

/// An answer is gone.
pub(super) async fn answer_gone(turn: &mut Turn<'_>, answer: &Answer) -> Result<(), Failure> {
    freshness::end(turn, answer.number).await?;
    let at = turn.happened_at();
    turn.announce(Fact::AnswerTakenBack { answer: answer.number, at });
    helped::forget(turn, answer).await?;
    which_helped::refresh(turn, answer.question).await
}

/// Whether a command came from the button under the message by which an asker was asked which answer helped: then
/// that message says what became of it.
pub(super) async fn pressed_which_helped(
    turn: &mut Turn<'_>,
    call: &Call,
    question: i64,
) -> Result<bool, Failure> {
    let request = which_helped::message(turn.tx(), question).await?;
    Ok(request.is_some() && pressed(turn, call).await? == request)
}

/// Reads a question by the word that names it, or refuses kindly; one that was asked in a direct conversation is shown
/// to those only who have a part in it.
async fn visible_question(turn: &mut Turn<'_>, by: &Member, word: &str) -> Result<Question, Failure> {
    let question = named_question(turn, by.language, word).await?;
    if question.direct && !search::concerns(turn, &question, by).await? {
        return Err(Failure::refused(super::wording::refused_private(by.language, question.number)));
    }
    Ok(question)
}

/// Reads an answer with its question, likewise.
async fn visible_answer(turn: &mut Turn<'_>, by: &Member, word: &str) -> Result<(Question, Answer), Failure> {
    let (question, answer) = super::answers::named_answer(turn, by.language, word).await?;
    if question.direct && !search::concerns(turn, &question, by).await? {
        return Err(Failure::refused(super::wording::refused_private(by.language, question.number)));
    }
    Ok((question, answer))
}

/// The advocates of a question's topics.
async fn advocates(tx: &mut Tx, question: i64) -> anyhow::Result<Vec<MemberId>> {
    const SQL: &str = "SELECT DISTINCT t.member FROM topic_member t
        JOIN question_topic q ON q.topic = t.topic
        WHERE q.question = $1 AND t.role = 'advocate' ORDER BY t.member";
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(SQL).bind(question).fetch_all(c).await)?;
    rows.into_iter().map(|(member,)| Ok(member.parse()?)).collect()
}

/// Whether somebody answers for a question's topics: an advocate of one of them, or a moderator.
async fn answers_for(turn: &mut Turn<'_>, question: &Question, member: &Member) -> anyhow::Result<bool> {
    Ok(advocates(turn.tx(), question.number).await?.contains(&member.id)
        || people::is_moderator(turn, member).await?)
}

/// Whether somebody looks after a question: whoever asked it, or answers for its topics.
async fn tends(turn: &mut Turn<'_>, question: &Question, member: &Member) -> anyhow::Result<bool> {
    Ok(question.asker.is(member.id) || answers_for(turn, question, member).await?)
}

async fn read_member(turn: &mut Turn<'_>, id: MemberId) -> anyhow::Result<Member> {
    let defaults = &turn.settings().people;
    Member::read(turn.tx(), id, defaults).await
}

/// Our message whose button was pressed, in a direct conversation.
async fn pressed(turn: &mut Turn<'_>, call: &Call) -> Result<Option<PlannedId>, Failure> {
    match &call.pressed {
        Some(message) if call.direct => turn.sent_as(message).await,
        _ => Ok(None),
    }
}

/// Says what became of a request: in its place to whoever pressed there. To anybody else an old message that changes
/// says nothing, so they are answered, and it is told `in_short` in its place.
pub(super) async fn settle(
    turn: &mut Turn<'_>,
    call: &Call,
    request: Option<(PlannedId, Text)>,
    text: Text,
) -> Result<(), Failure> {
    match (request, pressed(turn, call).await?) {
        (None, Some(here)) => turn.edit(here, Post::of(text)).await?,
        (Some((request, _)), Some(here)) if request == here => turn.edit(here, Post::of(text)).await?,
        (request, _) => {
            if let Some((request, in_short)) = request {
                turn.edit(request, Post::of(in_short)).await?;
            }
            turn.reply(call, Post::of(text)).await?;
        }
    }
    Ok(())
}

/// Reads an answer that stands, with its question.
async fn read_answer(turn: &mut Turn<'_>, number: i64) -> anyhow::Result<Option<(Question, Answer)>> {
    let Some(answer) = answers_store::answer(turn.tx(), number).await? else { return Ok(None) };
    let question = super::store::question(turn.tx(), answer.question).await?;
    Ok(question.map(|question| (question, answer)))
}

#[cfg(test)]
mod tests;
