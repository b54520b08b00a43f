//! Members in the tables of care: two who turn out to be one, and one who is forgotten.

use super::super::{NAME, answers_store, card, mirrors};
use super::review::REVIEW_SILENT;
use super::{helped, wording};
use crate::database::MemberId;
use crate::engine::{ChangeKind, Failure, Turn};
use crate::language::Language;
use crate::on;
use std::collections::BTreeSet;
use stoa_chat::{PlannedId, Post, Text};

/// Two members are one: what was kept of either is of that one.
pub(in super::super) async fn join_members(
    turn: &mut Turn<'_>,
    from: MemberId,
    into: MemberId,
) -> anyhow::Result<()> {
    let statements = [
        "INSERT INTO follower (question, member, me_too, via, told_at)
            SELECT question, $2, me_too, via, told_at FROM follower WHERE member = $1
            ON CONFLICT (question, member) DO UPDATE SET me_too = (follower.me_too OR excluded.me_too)",
        "DELETE FROM follower WHERE member = $1 AND member <> $2",
        // Nobody waits for the answer to their own question as one who has it too.
        "DELETE FROM follower WHERE member = $2 AND member <> $1
            AND question IN (SELECT number FROM question WHERE asker = $2)",
        "INSERT INTO topic_follower (topic, member) SELECT topic, $2 FROM topic_follower WHERE member = $1
            ON CONFLICT DO NOTHING",
        "DELETE FROM topic_follower WHERE member = $1 AND member <> $2",
        "UPDATE review SET author = $2 WHERE author = $1",
        "UPDATE review SET reviewer = $2 WHERE reviewer = $1",
        "UPDATE correction SET proposer = $2 WHERE proposer = $1",
        "UPDATE correction SET decider = $2 WHERE decider = $1",
        "UPDATE question SET closed_by = $2 WHERE closed_by = $1",
        "INSERT INTO doubt (answer, member, at) SELECT answer, $2, at FROM doubt WHERE member = $1
            ON CONFLICT DO NOTHING",
        "DELETE FROM doubt WHERE member = $1 AND member <> $2",
    ];
    let (old, new) = (from.to_string(), into.to_string());
    for statement in statements {
        on!(turn.tx(), |c| sqlx::query(statement).bind(&old).bind(&new).execute(c).await.map(drop))?;
    }
    for question in helped::join(turn.tx(), from, into).await? {
        turn.reindex(ChangeKind::Document, &question.to_string()).await?;
    }
    Ok(())
}

/// Forgets everything that care keeps about a member, before their questions and answers go. Whom an answer helped
/// stays counted without a name.
pub(in super::super) async fn erase_member(turn: &mut Turn<'_>, member: MemberId) -> Result<(), Failure> {
    const CHANGED: [&str; 3] = [
        "DELETE FROM follower WHERE member = $1 RETURNING question",
        "UPDATE question SET closed_why = NULL, closed_by = NULL
            WHERE (asker = $1 OR closed_by = $1) AND closed_why IS NOT NULL RETURNING number",
        "DELETE FROM doubt WHERE member = $1
            RETURNING (SELECT a.question FROM answer a WHERE a.number = doubt.answer)",
    ];
    const OTHERS: [&str; 6] = [
        "DELETE FROM helped WHERE member = $1",
        "DELETE FROM topic_follower WHERE member = $1",
        "UPDATE review SET reviewer = NULL, comment = NULL, request = NULL WHERE reviewer = $1",
        "UPDATE correction SET decider = NULL WHERE decider = $1",
        "UPDATE question SET closed_by = NULL WHERE closed_by = $1",
        "UPDATE correction SET old = '[]' WHERE answer IN (SELECT number FROM answer WHERE author = $1)",
    ];
    let id = member.to_string();
    erase_corrections(turn, &id).await?;
    let mut changed = BTreeSet::new();
    erase_drafts(turn, &id).await?;
    for statement in CHANGED {
        let rows: Vec<(i64,)> = on!(turn.tx(), |c| sqlx::query_as(statement).bind(&id).fetch_all(c).await)?;
        changed.extend(rows.into_iter().map(|(question,)| question));
    }
    for statement in OTHERS {
        on!(turn.tx(), |c| sqlx::query(statement).bind(&id).execute(c).await.map(drop))?;
    }
    for question in changed {
        turn.reindex(ChangeKind::Document, &question.to_string()).await?;
        card::refresh(turn, question).await?;
    }
    Ok(())
}

/// Forgets what they had not posted yet, also where somebody was asked to read it.
async fn erase_drafts(turn: &mut Turn<'_>, id: &str) -> Result<(), Failure> {
    const SQL: &str = "DELETE FROM review WHERE author = $1
        RETURNING number, request, (SELECT q.language FROM question q WHERE q.number = review.question)";
    let rows: Vec<(i64, Option<String>, String)> =
        on!(turn.tx(), |c| sqlx::query_as(SQL).bind(id).fetch_all(c).await)?;
    for (number, request, language) in rows {
        turn.cancel_job(NAME, REVIEW_SILENT, &number.to_string()).await?;
        if let Some(request) = request {
            let text = wording::review_gone(Language::from_tag(&language), number);
            turn.edit(PlannedId(request), Post::of(text)).await?;
        }
    }
    Ok(())
}

/// Takes their words out of others' answers, which say again what they said before.
async fn erase_corrections(turn: &mut Turn<'_>, id: &str) -> Result<(), Failure> {
    const SQL: &str = "SELECT c.number, c.answer, c.old, c.new, c.state, c.request, q.language
        FROM correction c JOIN answer a ON a.number = c.answer JOIN question q ON q.number = a.question
        WHERE c.proposer = $1 ORDER BY c.number DESC";
    const BLANK: &str = "UPDATE correction SET proposer = NULL, new = '[]',
            state = CASE WHEN state = 'open' THEN 'declined' ELSE state END
        WHERE proposer = $1";
    type Row = (i64, i64, String, String, String, Option<String>, String);
    let rows: Vec<Row> = on!(turn.tx(), |c| sqlx::query_as(SQL).bind(id).fetch_all(c).await)?;
    on!(turn.tx(), |c| sqlx::query(BLANK).bind(id).execute(c).await.map(drop))?;
    for (number, answer, old, new, state, request, language) in rows {
        if let Some(request) = request {
            let text = wording::correction_gone(Language::from_tag(&language), number);
            turn.edit(PlannedId(request), Post::of(text)).await?;
        }
        let Some(answer) = answers_store::answer(turn.tx(), answer).await? else { continue };
        let (old, new): (Text, Text) = (serde_json::from_str(&old)?, serde_json::from_str(&new)?);
        if state == "applied" && answer.body == new {
            answers_store::set_answer_body(turn.tx(), answer.number, &old).await?;
            mirrors::answer_changed(turn, answer.number).await?;
        }
    }
    Ok(())
}
