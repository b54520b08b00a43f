//! What the moderators' decisions mean for questions and answers, and what newcomers are told of the guidelines.
//!
//! A hidden post keeps everything it has: its answers, its acceptance, what it earned. It is only not shown, neither on
//! cards nor in lists, nor in what can be found; and nobody is asked about a hidden question.

use super::answers_store::{self, Asked};
use super::ask::{TITLE, name_of};
use super::command::title;
use super::escalation::{self, ESCALATE};
use super::store::{self, Question};
use super::{NAME, card, routing, wording};
use crate::database::{MemberId, Tx};
use crate::engine::{ChangeKind, Fact, Failure, Turn};
use crate::language::{Language, list};
use crate::on;
use crate::people::{self, Member, POSTING};
use crate::posts::PostName;
use stoa_chat::{PlannedId, Post, Text};

/// Follows what moderators decide, and what authors make of it.
pub(super) async fn follow(turn: &mut Turn<'_>, fact: &Fact) -> Result<(), Failure> {
    match fact {
        Fact::PostHidden { post } => set_hidden(turn, *post, true).await,
        Fact::PostShown { post } => set_hidden(turn, *post, false).await,
        Fact::PostRewritten { post: PostName::Question(number), text } => {
            store::set_body(turn.tx(), *number, &title(text, TITLE), text).await?;
            changed(turn, *number).await
        }
        Fact::PostRewritten { post: PostName::Answer(number), text } => {
            answers_store::set_answer_body(turn.tx(), *number, text).await?;
            answer_changed(turn, *number).await
        }
        _ => Ok(()),
    }
}

async fn set_hidden(turn: &mut Turn<'_>, post: PostName, hidden: bool) -> Result<(), Failure> {
    const QUESTION: &str = "UPDATE question SET hidden = $2 WHERE number = $1";
    const ANSWER: &str = "UPDATE answer SET hidden = $2 WHERE number = $1";
    // A tip is called by its words: with them, its name is out of sight too.
    const TIP: &str = "UPDATE question SET hidden = $2
        WHERE kind = 'tip' AND number = (SELECT question FROM answer WHERE number = $1)";
    let (sql, number) = match post {
        PostName::Question(number) => (QUESTION, number),
        PostName::Answer(number) => (ANSWER, number),
    };
    on!(turn.tx(), |c| sqlx::query(sql).bind(number).bind(hidden).execute(c).await.map(drop))?;
    match post {
        PostName::Question(_) => {
            let Some(question) = store::question(turn.tx(), number).await? else { return Ok(()) };
            rewrite_requests(turn, &question).await?;
            if hidden {
                turn.cancel_job(NAME, ESCALATE, &number.to_string()).await?;
            } else {
                escalation::resume(turn, number).await?;
            }
            changed(turn, number).await
        }
        PostName::Answer(_) => {
            on!(turn.tx(), |c| sqlx::query(TIP).bind(number).bind(hidden).execute(c).await.map(drop))?;
            answer_changed(turn, number).await
        }
    }
}

async fn changed(turn: &mut Turn<'_>, question: i64) -> Result<(), Failure> {
    turn.reindex(ChangeKind::Document, &question.to_string()).await?;
    card::refresh(turn, question).await
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
    let language = Member::read(turn.tx(), asked.member, defaults).await?.language;
    let (number, title) = (question.number, &question.title);
    if question.hidden {
        return Ok(Post::of(wording::question_hidden(language, number)));
    }
    match asked.state.as_str() {
        "taken" if question.direct => Ok(Post::of(wording::took_direct(language, number, title))),
        "taken" => Ok(Post::of(wording::took(language, number, title))),
        _ => routing::request(turn, question, language, &asked.reasons).await,
    }
}

/// An answer has other words, or is seen or not seen any more.
async fn answer_changed(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    let Some(answer) = answers_store::answer(turn.tx(), number).await? else { return Ok(()) };
    let Some(question) = store::question(turn.tx(), answer.question).await? else { return Ok(()) };
    if let Some((message, hidden)) = own_message(turn.tx(), number).await? {
        let text = if hidden {
            wording::answer_hidden(question.language, number)
        } else {
            let name = name_of(turn, question.language, answer.author).await?;
            wording::relayed(question.language, number, &name, &answer.body)
        };
        turn.edit(message, Post::of(text)).await?;
    }
    // With its last answer hidden, a question waits for another.
    escalation::resume(turn, question.number).await?;
    changed(turn, question.number).await
}

/// The message of ours in which an answer is shown, if it is, and whether the answer is hidden.
async fn own_message(tx: &mut Tx, number: i64) -> sqlx::Result<Option<(PlannedId, bool)>> {
    const SQL: &str = "SELECT planned, hidden FROM answer WHERE number = $1 AND planned IS NOT NULL";
    let row: Option<(String, bool)> = on!(tx, |c| sqlx::query_as(SQL).bind(number).fetch_optional(c).await)?;
    Ok(row.map(|(planned, hidden)| (PlannedId(planned), hidden)))
}

/// What the card says in place of hidden answers.
pub(super) async fn notices(turn: &mut Turn<'_>, question: &Question) -> Result<Text, Failure> {
    const SQL: &str =
        "SELECT number FROM answer WHERE question = $1 AND hidden AND NOT withdrawn ORDER BY number";
    let number = question.number;
    let rows: Vec<(i64,)> = on!(turn.tx(), |c| sqlx::query_as(SQL).bind(number).fetch_all(c).await)?;
    let lines: Vec<_> =
        rows.into_iter().map(|(answer,)| wording::answer_hidden(question.language, answer)).collect();
    Ok(if lines.is_empty() { Text::default() } else { list(lines) })
}

/// Refuses a post of somebody who pauses, and says until when and whom to ask.
pub(super) async fn may_post(turn: &mut Turn<'_>, by: &Member) -> Result<(), Failure> {
    let Some(until) = people::paused_until(turn, by.id, POSTING).await? else { return Ok(()) };
    let moderators = people::moderators(turn).await?;
    let names: Vec<_> = moderators.into_iter().map(|moderator| moderator.name).collect();
    Err(Failure::refused(wording::refused_paused(by.language, until, &names.join(", "))))
}

/// The guidelines, for somebody who reads them under the first thing they are about to post.
pub(super) async fn guidelines(
    turn: &mut Turn<'_>,
    by: MemberId,
    language: Language,
) -> Result<Text, Failure> {
    let line = &turn.settings().moderation.guidelines;
    if line.is_empty() || !people::guide_once(turn.tx(), by).await? {
        return Ok(Text::default());
    }
    Ok(wording::guidelines(language, line))
}
