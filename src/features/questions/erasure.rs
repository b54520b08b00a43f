//! A member is erased: their words go from everything that was asked and answered, what others wrote stays.

use super::captured::OFFER;
use super::drafts::{DROP, POST};
use super::store::{self, Question, State};
use super::{NAME, answers_store, card, claims, mirrors, wording};
use crate::database::MemberId;
use crate::engine::{ChangeKind, Failure, Turn};
use crate::on;
use crate::people::{self, Names, Written, written};
use std::collections::BTreeSet;
use stoa_chat::{PlannedId, Post, Text};

/// Forgets everything that the questions keep about a member.
pub(super) async fn erase(turn: &mut Turn<'_>, member: MemberId) -> Result<(), Failure> {
    const PICKED: &str = "UPDATE draft SET picker = NULL WHERE picker = $1";
    let id = member.to_string();
    forget_drafts(turn, &id).await?;
    let had = leave(turn, &id).await?;
    let answered = erase_answers(turn, &id).await?;
    for number in numbers(turn, "SELECT number FROM question WHERE asker = $1 ORDER BY number", &id).await? {
        erase_question(turn, number).await?;
    }
    let asked = "DELETE FROM asked WHERE member = $1 RETURNING question";
    let asked: BTreeSet<i64> = numbers(turn, asked, &id).await?.into_iter().collect();
    let had: BTreeSet<i64> = had.union(&answered).copied().collect();
    for number in asked.union(&had) {
        claims::lost_somebody(turn, *number, had.contains(number)).await?;
        turn.reindex(ChangeKind::Document, &number.to_string()).await?;
        card::refresh(turn, *number).await?;
    }
    on!(turn.tx(), |c| sqlx::query(PICKED).bind(&id).execute(c).await.map(drop))?;
    Ok(())
}

/// Whether an answer is one whose author is erased: other answers that cannot be seen may come back.
pub(super) async fn is_erased(turn: &mut Turn<'_>, answer: i64) -> sqlx::Result<bool> {
    const SQL: &str = "SELECT COUNT(*) FROM answer
        WHERE number = $1 AND withdrawn AND author IS NULL AND source IS NULL";
    let (erased,): (i64,) = on!(turn.tx(), |c| sqlx::query_as(SQL).bind(answer).fetch_one(c).await)?;
    Ok(erased > 0)
}

async fn numbers(turn: &mut Turn<'_>, sql: &'static str, id: &str) -> sqlx::Result<Vec<i64>> {
    let rows: Vec<(i64,)> = on!(turn.tx(), |c| sqlx::query_as(sql).bind(id).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(number,)| number).collect())
}

async fn forget_drafts(turn: &mut Turn<'_>, id: &str) -> sqlx::Result<()> {
    for number in numbers(turn, "DELETE FROM draft WHERE asker = $1 RETURNING number", id).await? {
        for job in [POST, DROP, OFFER] {
            turn.cancel_job(NAME, job, &number.to_string()).await?;
        }
    }
    Ok(())
}

/// Gives back every question that they had taken; gives which.
async fn leave(turn: &mut Turn<'_>, id: &str) -> Result<BTreeSet<i64>, Failure> {
    let taken = "SELECT number FROM question WHERE claimed_by = $1 ORDER BY number";
    let taken = numbers(turn, taken, id).await?;
    for number in &taken {
        claims::release(turn, *number).await?;
    }
    Ok(taken.into_iter().collect())
}

/// Blanks what they answered, also where we said it for them; gives the questions.
async fn erase_answers(turn: &mut Turn<'_>, id: &str) -> Result<BTreeSet<i64>, Failure> {
    const THEIRS: &str = "SELECT number, question, planned FROM answer WHERE author = $1 ORDER BY number";
    const BLANK: &str =
        "UPDATE answer SET author = NULL, body = '[]', network = NULL, place = NULL, message = NULL,
            planned = NULL, withdrawn = TRUE
        WHERE author = $1";
    let theirs: Vec<(i64, i64, Option<String>)> =
        on!(turn.tx(), |c| sqlx::query_as(THEIRS).bind(id).fetch_all(c).await)?;
    let mut questions = BTreeSet::new();
    for (number, question, planned) in theirs {
        if let (Some(planned), Some(asked)) = (planned, store::question(turn.tx(), question).await?) {
            let text = wording::answer_erased(asked.language, number);
            turn.edit(PlannedId(planned), Post::of(text)).await?;
        }
        questions.insert(question);
    }
    on!(turn.tx(), |c| sqlx::query(BLANK).bind(id).execute(c).await.map(drop))?;
    Ok(questions)
}

/// Takes their words out of a question that they asked. It goes altogether, unless somebody has answered it.
async fn erase_question(turn: &mut Turn<'_>, number: i64) -> Result<(), Failure> {
    const NOBODY: &str = "UPDATE question SET asker = NULL, message = NULL WHERE number = $1";
    let Some(question) = store::question(turn.tx(), number).await? else { return Ok(()) };
    let answered = !answers_store::answers(turn.tx(), number).await?.is_empty();
    let words = wording::erased(question.language);
    store::set_body(turn.tx(), number, &words, &Text::plain(&words)).await?;
    on!(turn.tx(), |c| sqlx::query(NOBODY).bind(number).execute(c).await.map(drop))?;
    if !answered {
        store::set_topics(turn.tx(), number, &[]).await?;
        store::set_state(turn.tx(), number, State::Withdrawn).await?;
    } else if question.state == State::Open {
        store::set_state(turn.tx(), number, State::Archived).await?;
    }
    claims::call_off(turn, number).await?;
    card::refresh(turn, number).await?;
    if question.direct {
        leave_direct(turn, &question).await?;
    }
    turn.reindex(ChangeKind::Document, &number.to_string()).await?;
    Ok(())
}

/// A question that was asked in their direct conversation stands nowhere any more.
async fn leave_direct(turn: &mut Turn<'_>, question: &Question) -> Result<(), Failure> {
    const NOWHERE: &str = "UPDATE question SET place = '', card = NULL WHERE number = $1";
    const ANSWERS: &str =
        "UPDATE answer SET place = NULL, message = NULL, planned = NULL WHERE question = $1";
    turn.forget_direct(&question.home).await?;
    let number = question.number;
    on!(turn.tx(), |c| {
        sqlx::query(NOWHERE).bind(number).execute(&mut *c).await?;
        sqlx::query(ANSWERS).bind(number).execute(c).await.map(drop)
    })?;
    Ok(())
}

/// Leaves an erased member's names out of what others asked, answered and wrote about it.
pub(super) async fn unname(turn: &mut Turn<'_>, names: &Names) -> Result<(), Failure> {
    const ASKED: [Written; 3] = [
        written!(number in "question", "title"),
        written!(number in "question", "body", json),
        written!(number in "question", "closed_why"),
    ];
    const ANSWERED: Written = written!(number in "answer", "body", json);
    const COMMENTED: Written = written!(text "planned" in "anonymous_comment", "body", json);
    const UNSEEN: [Written; 5] = [
        written!(number in "draft", "body", json),
        written!(number in "review", "body", json),
        written!(number in "review", "comment", json),
        written!(number in "correction", "old", json),
        written!(number in "correction", "new", json),
    ];
    let mut questions = BTreeSet::new();
    for written in ASKED {
        for question in people::unname(turn, names, written).await? {
            questions.insert(question.parse::<i64>().map_err(anyhow::Error::from)?);
        }
    }
    for answer in people::unname(turn, names, ANSWERED).await? {
        mirrors::answer_changed(turn, answer.parse().map_err(anyhow::Error::from)?).await?;
    }
    for comment in people::unname(turn, names, COMMENTED).await? {
        const SQL: &str = "SELECT question FROM anonymous_comment WHERE planned = $1";
        let row: Option<(i64,)> =
            on!(turn.tx(), |c| sqlx::query_as(SQL).bind(&comment).fetch_optional(c).await)?;
        questions.extend(row.map(|(question,)| question));
    }
    for written in UNSEEN {
        people::unname(turn, names, written).await?;
    }
    for question in questions {
        mirrors::question_changed(turn, question).await?;
    }
    Ok(())
}
