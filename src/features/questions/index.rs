//! What the knowledge is made of: questions with their answers.

use super::super::Update;
use super::routing::person;
use super::{answers_store, store};
use crate::database::{MemberId, Tx};
use crate::engine::{Change, ChangeKind, Turn};
use crate::knowledge::{Answer, AnswerId, Document, DocumentId, Knowledge};
use crate::on;
use crate::places;
use std::collections::BTreeMap;
use stoa_chat::{PlaceRef, Text, Timestamp};

/// Puts everything into an empty index.
pub(super) async fn all(tx: &mut Tx, knowledge: &mut Knowledge) -> anyhow::Result<()> {
    let mut answers = all_answers(tx).await?;
    let mut topics = all_topics(tx).await?;
    let mut duplicates = all_duplicates(tx).await?;
    for row in all_questions(tx).await? {
        let number = row.number;
        let answers = answers.remove(&number).unwrap_or_default();
        let again = duplicates.remove(&number).unwrap_or_default();
        let topics = topics.remove(&number).unwrap_or_default();
        knowledge.upsert(&row.into_document(topics, answers, &again)?);
    }
    Ok(())
}

/// Reads again what has changed.
pub(super) async fn one(tx: &mut Tx, change: &Change) -> anyhow::Result<Option<Update>> {
    if change.kind != ChangeKind::Document {
        return Ok(None);
    }
    let number: i64 = change.subject.parse()?;
    let Some(question) = store::question(tx, number).await? else {
        return Ok(Some(Update::Forget(DocumentId(number))));
    };
    // What was asked in a direct conversation, or for practice, stays there.
    let gone = matches!(question.state, store::State::Withdrawn | store::State::Duplicate) || question.hidden;
    if gone || question.direct || places::is_sandbox(tx, &question.home).await? {
        return Ok(Some(Update::Forget(DocumentId(number))));
    }
    let answers = answers_store::answers(tx, number).await?;
    let answers = answers.into_iter().map(|answer| Answer {
        id: AnswerId(answer.number),
        by: answer.author.map(person),
        at: answer.at,
        body: answer.body.to_plain(),
        accepted: question.accepted == Some(answer.number),
        helped: u32::try_from(answer.helped).unwrap_or(0),
    });
    Ok(Some(Update::Keep(Box::new(Document {
        id: DocumentId(number),
        title: question.title,
        body: with_duplicates(&question.body, &duplicates_of(tx, number).await?)?,
        topics: question.topics,
        // A tip is what its author knows, as if somebody else had asked.
        asker: question.asker.member().filter(|_| question.kind != store::Kind::Tip).map(person),
        answers: answers.collect(),
    }))))
}

/// A question's words together with those in which it was asked again: whoever searches in those is to find it.
fn with_duplicates(body: &Text, duplicates: &[(String, String)]) -> anyhow::Result<String> {
    let mut words = body.to_plain();
    for (title, body) in duplicates {
        let body: Text = serde_json::from_str(body)?;
        words = format!("{words}\n\n{title}\n{}", body.to_plain());
    }
    Ok(words)
}

async fn duplicates_of(tx: &mut Tx, number: i64) -> sqlx::Result<Vec<(String, String)>> {
    const SQL: &str = "SELECT title, body FROM question WHERE duplicate_of = $1 AND state = 'duplicate'
        ORDER BY number";
    on!(tx, |c| sqlx::query_as(SQL).bind(number).fetch_all(c).await)
}

/// A place is for practice now, or no longer: its questions are read again.
pub(super) async fn place_changed(turn: &mut Turn<'_>, place: &PlaceRef) -> anyhow::Result<()> {
    const SQL: &str = "SELECT number FROM question WHERE network = $1 AND place = $2 ORDER BY number";
    let (network, id) = (place.network.as_str(), &place.id);
    let rows: Vec<(i64,)> =
        on!(turn.tx(), |c| sqlx::query_as(SQL).bind(network).bind(id).fetch_all(c).await)?;
    for (number,) in rows {
        turn.reindex(ChangeKind::Document, &number.to_string()).await?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct QuestionRow {
    number: i64,
    asker: Option<String>,
    title: String,
    body: String,
    accepted: Option<i64>,
}

impl QuestionRow {
    fn into_document(
        self,
        topics: Vec<String>,
        answers: Vec<Answer>,
        duplicates: &[(String, String)],
    ) -> anyhow::Result<Document> {
        let body: Text = serde_json::from_str(&self.body)?;
        let asker: Option<MemberId> = self.asker.map(|id| id.parse()).transpose()?;
        let accepted = self.accepted;
        let marked = |answer: Answer| Answer { accepted: accepted == Some(answer.id.0), ..answer };
        Ok(Document {
            id: DocumentId(self.number),
            title: self.title,
            body: with_duplicates(&body, duplicates)?,
            topics,
            asker: asker.map(person),
            answers: answers.into_iter().map(marked).collect(),
        })
    }
}

async fn all_questions(tx: &mut Tx) -> sqlx::Result<Vec<QuestionRow>> {
    const SQL: &str =
        "SELECT number, CASE WHEN kind = 'tip' THEN NULL ELSE asker END AS asker, title, body, accepted
        FROM question q
        WHERE state NOT IN ('withdrawn', 'duplicate') AND NOT direct AND NOT hidden
          AND NOT EXISTS (SELECT 1 FROM place p WHERE p.network = q.network AND p.id = q.place AND p.sandbox)
        ORDER BY number";
    on!(tx, |c| sqlx::query_as(SQL).fetch_all(c).await)
}

async fn all_duplicates(tx: &mut Tx) -> sqlx::Result<BTreeMap<i64, Vec<(String, String)>>> {
    const SQL: &str = "SELECT duplicate_of, title, body FROM question
        WHERE duplicate_of IS NOT NULL AND state = 'duplicate' ORDER BY number";
    let rows: Vec<(i64, String, String)> = on!(tx, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
    let mut duplicates: BTreeMap<i64, Vec<(String, String)>> = BTreeMap::new();
    for (of, title, body) in rows {
        duplicates.entry(of).or_default().push((title, body));
    }
    Ok(duplicates)
}

async fn all_topics(tx: &mut Tx) -> sqlx::Result<BTreeMap<i64, Vec<String>>> {
    const SQL: &str = "SELECT question, topic FROM question_topic ORDER BY question, topic";
    let rows: Vec<(i64, String)> = on!(tx, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
    let mut topics: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for (question, topic) in rows {
        topics.entry(question).or_default().push(topic);
    }
    Ok(topics)
}

async fn all_answers(tx: &mut Tx) -> anyhow::Result<BTreeMap<i64, Vec<Answer>>> {
    const SQL: &str = "SELECT number, question, author, body, at, helped FROM answer
        WHERE NOT withdrawn AND NOT hidden ORDER BY number";
    type Row = (i64, i64, Option<String>, String, i64, i64);
    let rows: Vec<Row> = on!(tx, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
    let mut answers: BTreeMap<i64, Vec<Answer>> = BTreeMap::new();
    for (number, question, author, body, at, helped) in rows {
        let author: Option<MemberId> = author.map(|id| id.parse()).transpose()?;
        let body: Text = serde_json::from_str(&body)?;
        answers.entry(question).or_default().push(Answer {
            id: AnswerId(number),
            by: author.map(person),
            at: Timestamp::from_millis(at),
            body: body.to_plain(),
            accepted: false,
            helped: u32::try_from(helped).unwrap_or(0),
        });
    }
    Ok(answers)
}
