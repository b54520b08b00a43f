//! Messages of ours that say again what somebody wrote: when their words change, so do these.
//!
//! A question stands on its card and in the requests to those who were asked; an answer on the card, and under it if it
//! was given elsewhere. Whatever changes the words, or whether they may be seen, calls one of these two.

use super::answers_store::{self, Answer, Asked};
use super::store::{self, Question};
use super::{card, claims, routing, veiled, wording};
use crate::database::Tx;
use crate::engine::{ChangeKind, Failure, Turn};
use crate::on;
use crate::people::Member;
use stoa_chat::{PlannedId, Post};

/// A question has other words, or is seen or not seen any more.
pub(super) async fn question_changed(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let Some(question) = store::question(turn.tx(), number).await? else { return Ok(()) };
    rewrite_requests(turn, &question).await?;
    veiled::comments_changed(turn, &question).await?;
    turn.reindex(ChangeKind::Document, &number.to_string()).await?;
    card::refresh(turn, number).await
}

/// An answer has other words, or is seen or not seen any more.
pub(super) async fn answer_changed(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let Some(answer) = answers_store::answer(turn.tx(), number).await? else { return Ok(()) };
    let Some(question) = store::question(turn.tx(), answer.question).await? else { return Ok(()) };
    if let Some((message, hidden)) = own_message(turn.tx(), number).await? {
        let language = card::language(turn, &question).await?;
        let text = if hidden {
            wording::answer_hidden(language, number)
        } else {
            let name = answer.name.clone().unwrap_or_else(|| wording::somebody(language));
            wording::relayed(language, number, &name, &answer.body)
        };
        turn.edit(message, Post::of(text)).await?;
    }
    turn.reindex(ChangeKind::Document, &question.number.to_string()).await?;
    card::refresh(turn, question.number).await
}

/// An answer was taken back: the message of ours in which it was shown, and the request to its author, say so.
pub(super) async fn answer_gone(
    turn: &mut Turn<'_>,
    question: &Question,
    answer: &Answer,
) -> Result<(), Failure> {
    if let Some((message, _)) = own_message(turn.tx(), answer.number).await? {
        let language = card::language(turn, question).await?;
        turn.edit(message, Post::of(wording::answer_taken_back(language, answer.number))).await?;
    }
    claims::taken_back(turn, answer).await
}

/// Those who were asked and have not answered yet have the question before them, in a message of ours.
async fn rewrite_requests(turn: &mut Turn<'_>, question: &Question) -> Result<(), Failure> {
    for asked in answers_store::asked(turn.tx(), question.number).await? {
        let waits = match asked.state.as_str() {
            "asked" => question.claimed_by.is_none(),
            "taken" => question.claimed_by == Some(asked.member),
            _ => false,
        };
        if waits {
            let post = request(turn, question, &asked).await?;
            turn.edit(asked.direct, post).await?;
        }
    }
    Ok(())
}

async fn request(turn: &mut Turn<'_>, question: &Question, asked: &Asked) -> Result<Post, Failure> {
    let defaults = &turn.settings().people;
    let member = Member::read(turn.tx(), asked.member, defaults).await?;
    let (language, number, title) = (member.language, question.number, &question.title);
    if question.hidden {
        return Ok(Post::of(wording::question_hidden(language, number)));
    }
    match asked.state.as_str() {
        "taken" if question.direct => Ok(Post::of(wording::took_direct(language, number, title))),
        "taken" => Ok(Post::of(wording::took(language, number, title))),
        _ => routing::request(turn, question, &member, &asked.reasons).await,
    }
}

/// The message of ours in which an answer is shown, if it is, and whether the answer is hidden.
async fn own_message(tx: &mut Tx, number: i64) -> sqlx::Result<Option<(PlannedId, bool)>> {
    const SQL: &str = "SELECT planned, hidden FROM answer WHERE number = $1 AND planned IS NOT NULL";
    let row: Option<(String, bool)> = on!(tx, |c| sqlx::query_as(SQL).bind(number).fetch_optional(c).await)?;
    Ok(row.map(|(planned, hidden)| (PlannedId(planned), hidden)))
}
