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
        if question.asker != Some(member) && !seen.contains(&member) {
            super::routing::ask_advocate(turn, question, member, topic).await?;
            seen.push(member);
        }
    }
    Ok(())
}

/// Whoever said *not my topic* of a question on a topic of this one, and has neither had an answer on it accepted since
/// nor stands for a topic of this one otherwise. As an advocate one is asked for as long as one is an advocate.
pub(super) async fn not_theirs(tx: &mut Tx, question: i64) -> anyhow::Result<BTreeSet<MemberId>> {
    const SQL: &str = "SELECT DISTINCT a.member FROM asked a
        JOIN question_topic t ON t.question = a.question
        JOIN question_topic n ON n.topic = t.topic
        WHERE n.question = $1 AND a.state = 'not_topic'
          AND NOT EXISTS (SELECT 1 FROM question s JOIN answer g ON g.number = s.accepted
              JOIN question_topic st ON st.question = s.number
              WHERE g.author = a.member AND st.topic = t.topic AND s.accepted_at > a.at)
          AND NOT EXISTS (SELECT 1 FROM question_topic o JOIN topic_member m ON m.topic = o.topic
              WHERE o.question = $1 AND m.member = a.member AND (m.role = $2 OR NOT EXISTS
                  (SELECT 1 FROM asked b JOIN question_topic bt ON bt.question = b.question
                   WHERE b.member = a.member AND b.state = 'not_topic' AND bt.topic = o.topic)))
        ORDER BY a.member";
    let rows: Vec<(String,)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(question).bind(ADVOCATE).fetch_all(c).await)?;
    rows.into_iter().map(|(member,)| Ok(member.parse()?)).collect()
}

/// Somebody says that they help with topics: what they passed on as not theirs was only passed on.
pub(super) async fn theirs_after_all(tx: &mut Tx, member: MemberId, topics: &[String]) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE asked SET state = 'passed' WHERE member = $1 AND state = 'not_topic'
        AND question IN (SELECT question FROM question_topic WHERE topic = $2)";
    let member = member.to_string();
    for topic in topics {
        on!(tx, |c| sqlx::query(SQL).bind(&member).bind(topic).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// Tells the moderators of a question that nobody has answered; it stands in `questions unanswered` too.
pub(super) async fn tell_moderators(turn: &mut Turn<'_>, question: &Question) -> Result<(), Failure> {
    for member in people::moderators(turn).await? {
        let asker = ask::name_of(turn, member.language, question.asker).await?;
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
    ];
    for statement in statements {
        on!(turn.tx(), |c| sqlx::query(statement).bind(&old).bind(&new).execute(c).await.map(drop))?;
    }
    super::captured::join_members(turn, &old, &new).await?;
    super::keeping_store::join_members(turn.tx(), &old, &new).await?;
    for (number,) in touched {
        turn.reindex(ChangeKind::Document, &number.to_string()).await?;
    }
    Ok(())
}
