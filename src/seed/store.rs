//! What the database suggests, and what was picked of it.

use super::{Candidate, Known, Suggested, Topic};
use crate::database::Tx;
use crate::on;
use crate::people;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use stoa_chat::{Network, Timestamp, UserRef};

/// How many topics are suggested advocates for.
const TOPICS: usize = 20;

/// What was imported suggests so many questions, and so many advocates for each topic.
///
/// # Errors
/// When the database fails.
pub async fn suggest(tx: &mut Tx, questions: u32, advocates: usize) -> anyhow::Result<Suggested> {
    Ok(Suggested { questions: best(tx, questions).await?, topics: topics(tx, advocates).await? })
}

/// The answered questions of an import that helped most people.
async fn best(tx: &mut Tx, most: u32) -> sqlx::Result<Vec<Known>> {
    const SQL: &str = "SELECT q.number, q.title, CAST(SUM(a.helped) AS BIGINT) AS thanks, f.question
        FROM question q
        JOIN answer a ON a.question = q.number AND NOT a.withdrawn AND NOT a.hidden
        LEFT JOIN featured f ON f.question = q.number
        WHERE q.source IS NOT NULL AND q.state <> 'withdrawn' AND NOT q.direct AND NOT q.hidden
        GROUP BY q.number, q.title, f.question ORDER BY thanks DESC, q.number LIMIT $1";
    let rows: Vec<Row> = on!(tx, |c| sqlx::query_as(SQL).bind(i64::from(most)).fetch_all(c).await)?;
    Ok(rows.into_iter().map(known).collect())
}

/// A question's number, title, how many it helped, and its number again if it is featured.
type Row = (i64, String, i64, Option<i64>);

fn known((number, title, helped, featured): Row) -> Known {
    Known { number, title, helped, featured: featured.is_some() }
}

#[derive(sqlx::FromRow)]
struct Expert {
    topic: String,
    member: String,
    name: String,
    answers: i64,
    accepted: i64,
    helped: i64,
}

async fn topics(tx: &mut Tx, advocates: usize) -> anyhow::Result<Vec<Topic>> {
    const SQL: &str = "SELECT t.topic, m.id AS member, m.name, COUNT(*) AS answers,
            CAST(SUM(CASE WHEN q.accepted = a.number THEN 1 ELSE 0 END) AS BIGINT) AS accepted,
            CAST(SUM(a.helped) AS BIGINT) AS helped
        FROM answer a
        JOIN question q ON q.number = a.question
        JOIN question_topic t ON t.question = q.number
        JOIN member m ON m.id = a.author
        WHERE NOT a.withdrawn AND NOT a.hidden
          AND q.source IS NOT NULL AND q.state <> 'withdrawn' AND NOT q.direct AND NOT q.hidden
          AND m.merged_into IS NULL
        GROUP BY t.topic, m.id, m.name ORDER BY t.topic, m.id";
    let rows: Vec<Expert> = on!(tx, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
    let mut by_topic: BTreeMap<String, Vec<Expert>> = BTreeMap::new();
    for expert in rows {
        by_topic.entry(expert.topic.clone()).or_default().push(expert);
    }
    let mut ranked: Vec<_> = by_topic.into_iter().collect();
    ranked.sort_by_key(|(_, experts)| Reverse(experts.iter().map(|expert| expert.answers).sum::<i64>()));
    let mut topics = Vec::new();
    for (topic, mut experts) in ranked.into_iter().take(TOPICS) {
        experts.sort_by_key(|expert| Reverse((expert.accepted, expert.helped, expert.answers)));
        let mut people = Vec::new();
        for expert in experts {
            if people.len() < advocates {
                people.extend(candidate(tx, expert).await?);
            }
        }
        if !people.is_empty() {
            topics.push(Topic { topic, people });
        }
    }
    Ok(topics)
}

/// Somebody without an account could not be asked.
async fn candidate(tx: &mut Tx, expert: Expert) -> anyhow::Result<Option<Candidate>> {
    const ACCOUNT: &str = "SELECT network, user_id FROM account WHERE member = $1 AND active AND NOT bot
        ORDER BY last_used DESC, network, user_id LIMIT 1";
    const NAMED: &str =
        "SELECT member FROM topic_member WHERE topic = $1 AND member = $2 AND role = 'advocate'";
    let (topic, member) = (&expert.topic, &expert.member);
    let account: Option<(String, String)> =
        on!(tx, |c| sqlx::query_as(ACCOUNT).bind(member).fetch_optional(c).await)?;
    let named: Option<(String,)> =
        on!(tx, |c| sqlx::query_as(NAMED).bind(topic).bind(member).fetch_optional(c).await)?;
    let candidate = |(network, id): (String, String)| Candidate {
        account: UserRef::new(&Network::new(network), id),
        name: expert.name,
        answers: expert.answers,
        accepted: expert.accepted,
        named: named.is_some(),
    };
    Ok(account.map(candidate))
}

/// The featured questions that can be read, in the order in which they were picked.
///
/// # Errors
/// When the database fails.
pub async fn featured(tx: &mut Tx) -> sqlx::Result<Vec<Known>> {
    const SQL: &str =
        "SELECT q.number, q.title, CAST(COALESCE(SUM(a.helped), 0) AS BIGINT) AS thanks, f.question
        FROM featured f
        JOIN question q ON q.number = f.question
        LEFT JOIN answer a ON a.question = q.number AND NOT a.withdrawn AND NOT a.hidden
        WHERE q.state <> 'withdrawn' AND NOT q.hidden
        GROUP BY q.number, q.title, f.question, f.at ORDER BY f.at, q.number";
    let rows: Vec<Row> = on!(tx, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
    Ok(rows.into_iter().map(known).collect())
}

/// Features a question; `false` if there is none of this number that has an answer and may be seen by everybody.
///
/// # Errors
/// When the database fails.
pub async fn feature(tx: &mut Tx, number: i64, at: Timestamp) -> sqlx::Result<bool> {
    const FITS: &str = "SELECT q.number FROM question q
        WHERE q.number = $1 AND q.state <> 'withdrawn' AND NOT q.direct AND NOT q.hidden
          AND NOT EXISTS (SELECT 1 FROM place p WHERE p.network = q.network AND p.id = q.place AND p.sandbox)
          AND EXISTS (SELECT 1 FROM answer a WHERE a.question = q.number AND NOT a.withdrawn AND NOT a.hidden)";
    const SQL: &str = "INSERT INTO featured (question, at) VALUES ($1, $2) ON CONFLICT (question) DO NOTHING";
    let fits: Option<(i64,)> = on!(tx, |c| sqlx::query_as(FITS).bind(number).fetch_optional(c).await)?;
    if fits.is_some() {
        on!(tx, |c| sqlx::query(SQL).bind(number).bind(at.millis()).execute(c).await.map(drop))?;
    }
    Ok(fits.is_some())
}

/// Features a question no longer; unknown ones are a no-op.
///
/// # Errors
/// When the database fails.
pub async fn unfeature(tx: &mut Tx, number: i64) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM featured WHERE question = $1";
    on!(tx, |c| sqlx::query(SQL).bind(number).execute(c).await.map(drop))
}

/// Makes whoever holds an account an advocate of a topic; `false` if nobody does.
///
/// # Errors
/// When the database fails.
pub async fn name_advocate(tx: &mut Tx, topic: &str, account: &UserRef) -> anyhow::Result<bool> {
    let Some(member) = people::member_of(tx, account).await? else { return Ok(false) };
    people::name_advocate(tx, member, topic).await?;
    Ok(true)
}
