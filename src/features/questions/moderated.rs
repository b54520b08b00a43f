//! What the moderators' decisions mean for questions and answers, and what newcomers are told of the guidelines.
//!
//! A hidden post keeps everything it has: its answers, its acceptance, what it earned. It is only not shown, neither on
//! cards nor in lists, nor in what can be found; and nobody is asked about a hidden question.

use super::answers_store;
use super::ask::TITLE;
use super::command::title;
use super::escalation::{self, ESCALATE};
use super::store::{self, Question};
use super::{NAME, mirrors, wording};
use crate::database::MemberId;
use crate::engine::{Fact, Failure, Turn};
use crate::language::{Language, joined, list};
use crate::on;
use crate::people::{self, Member, POSTING};
use crate::posts::PostName;
use stoa_chat::Text;

/// Follows what moderators decide, and what authors make of it.
pub(super) async fn follow(turn: &mut Turn<'_>, fact: &Fact) -> Result<(), Failure> {
    match fact {
        Fact::PostHidden { post } => set_hidden(turn, *post, true).await,
        Fact::PostShown { post } => set_hidden(turn, *post, false).await,
        Fact::PostRewritten { post: PostName::Question(number), text } => {
            let text = &people::naming(turn, text.clone()).await?;
            store::set_body(turn.tx(), *number, &title(text, TITLE), text).await?;
            mirrors::question_changed(turn, *number).await
        }
        Fact::PostRewritten { post: PostName::Answer(number), text } => {
            let text = people::naming(turn, text.clone()).await?;
            answers_store::set_answer_body(turn.tx(), *number, &text).await?;
            mirrors::answer_changed(turn, *number).await
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
            if hidden {
                turn.cancel_job(NAME, ESCALATE, &number.to_string()).await?;
            } else {
                escalation::resume(turn, number).await?;
            }
            mirrors::question_changed(turn, number).await
        }
        PostName::Answer(_) => {
            on!(turn.tx(), |c| sqlx::query(TIP).bind(number).bind(hidden).execute(c).await.map(drop))?;
            if let Some(answer) = answers_store::answer(turn.tx(), number).await? {
                // With its last answer hidden, a question waits for another.
                escalation::resume(turn, answer.question).await?;
            }
            mirrors::answer_changed(turn, number).await
        }
    }
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
    Err(Failure::refused(wording::refused_paused(
        by.language,
        until,
        &joined(&names, &wording::or(by.language)),
    )))
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
