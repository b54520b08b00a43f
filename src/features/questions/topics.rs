//! Whom a question concerns beside those who were chosen: its topics' advocates, the moderators, and whoever somebody
//! turns out to be.

use super::store::Question;
use super::{NAME, ask, wording};
use crate::database::{MemberId, Tx};
use crate::engine::{ChangeKind, Failure, Turn};
use crate::on;
use crate::people;
use std::collections::BTreeSet;
use stoa_chat::Post;

const ADVOCATE: &str = "advocate";

/// Asks the advocates of a question's topics who have not been asked, within the bounds of manners.
pub(super) async fn ask_advocates(turn: &mut Turn<'_>, question: &Question) -> Result<(), Failure> {
    const SQL: &str = "SELECT DISTINCT t.topic, t.member FROM topic_member t
        JOIN question_topic q ON q.topic = t.topic
        WHERE q.question = $1 AND t.role = $2
          AND NOT EXISTS (SELECT 1 FROM asked a WHERE a.question = $1 AND a.member = t.member)
        ORDER BY t.topic, t.member";
    let number = question.number;
    let rows: Vec<(String, String)> =
        on!(turn.tx(), |c| sqlx::query_as(SQL).bind(number).bind(ADVOCATE).fetch_all(c).await)?;
    let mut seen = Vec::new();
    for (topic, member) in rows {
        let member: MemberId = member.parse()?;
        if !question.asker.is(member) && !seen.contains(&member) {
            super::routing::ask_advocate(turn, question, member, topic).await?;
            seen.push(member);
        }
    }
    Ok(())
}

/// Somebody says that topics are not theirs.
pub(super) async fn not_mine(tx: &mut Tx, member: MemberId, topics: &[String]) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO not_my_topic (member, topic) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    let member = member.to_string();
    for topic in topics {
        on!(tx, |c| sqlx::query(SQL).bind(&member).bind(topic).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// Whoever said *not my topic* of a topic of this question, and does not stand for a topic of it otherwise. As an
/// advocate one is asked for as long as one is an advocate.
pub(super) async fn not_theirs(tx: &mut Tx, question: i64) -> anyhow::Result<BTreeSet<MemberId>> {
    const SQL: &str = "SELECT DISTINCT n.member FROM not_my_topic n
        JOIN question_topic t ON t.topic = n.topic
        WHERE t.question = $1
          AND NOT EXISTS (SELECT 1 FROM question_topic o JOIN topic_member m ON m.topic = o.topic
              WHERE o.question = $1 AND m.member = n.member AND (m.role = $2 OR NOT EXISTS
                  (SELECT 1 FROM not_my_topic b WHERE b.member = n.member AND b.topic = o.topic)))
        ORDER BY n.member";
    let rows: Vec<(String,)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(question).bind(ADVOCATE).fetch_all(c).await)?;
    rows.into_iter().map(|(member,)| Ok(member.parse()?)).collect()
}

/// Somebody says that they help with topics: that counts, whatever they said before.
pub(super) async fn theirs_after_all(tx: &mut Tx, member: MemberId, topics: &[String]) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM not_my_topic WHERE member = $1 AND topic = $2";
    let member = member.to_string();
    for topic in topics {
        on!(tx, |c| sqlx::query(SQL).bind(&member).bind(topic).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// An answer of somebody was accepted: its question's topics are theirs after all.
pub(super) async fn theirs_by_answer(tx: &mut Tx, question: i64, author: MemberId) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM not_my_topic WHERE member = $2
        AND topic IN (SELECT topic FROM question_topic WHERE question = $1)";
    let author = author.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(question).bind(&author).execute(c).await.map(drop))
}

/// Forgets which topics somebody said not to be theirs.
pub(super) async fn erase(tx: &mut Tx, member: MemberId) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM not_my_topic WHERE member = $1";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(&member).execute(c).await.map(drop))
}

/// Tells the moderators of a question that nobody has answered; it stands in `questions unanswered` too.
pub(super) async fn tell_moderators(turn: &mut Turn<'_>, question: &Question) -> Result<(), Failure> {
    for member in people::moderators(turn).await? {
        let asker = ask::asker_of(turn, member.language, &question.asker).await?;
        let text = wording::unanswered(member.language, question.number, &asker, &question.title);
        people::tell(turn, &member, NAME, Post::of(text)).await?;
    }
    Ok(())
}

/// Two members are one: everything of `from` belongs to `into`, in the questions' tables.
pub(super) async fn join_members(turn: &mut Turn<'_>, from: MemberId, into: MemberId) -> anyhow::Result<()> {
    const TOUCHED: &str = "SELECT number FROM question WHERE asker = $1
        UNION SELECT question FROM answer WHERE author = $1 ORDER BY 1";
    let (old, new) = (from.to_string(), into.to_string());
    let touched: Vec<(i64,)> = on!(turn.tx(), |c| sqlx::query_as(TOUCHED).bind(&old).fetch_all(c).await)?;
    let statements = [
        "UPDATE draft SET asker = $2 WHERE asker = $1",
        "UPDATE draft SET picker = $2 WHERE picker = $1",
        "UPDATE question SET asker = $2 WHERE asker = $1",
        "UPDATE question SET claimed_by = $2 WHERE claimed_by = $1",
        "UPDATE answer SET author = $2 WHERE author = $1",
        "INSERT INTO asked (question, member, at, reasons, propensity, state, direct)
            SELECT question, $2, at, reasons, propensity, state, direct FROM asked WHERE member = $1
            ON CONFLICT (question, member) DO NOTHING",
        "DELETE FROM asked WHERE member = $1 AND member <> $2",
        "INSERT INTO not_my_topic (member, topic) SELECT $2, topic FROM not_my_topic WHERE member = $1
            ON CONFLICT DO NOTHING",
        "DELETE FROM not_my_topic WHERE member = $1 AND member <> $2",
    ];
    for statement in statements {
        on!(turn.tx(), |c| sqlx::query(statement).bind(&old).bind(&new).execute(c).await.map(drop))?;
    }
    super::captured::join_members(turn, &old, &new).await?;
    super::keeping::join_members(turn.tx(), &old, &new).await?;
    for (number,) in touched {
        turn.reindex(ChangeKind::Document, &number.to_string()).await?;
    }
    Ok(())
}
