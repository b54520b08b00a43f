//! Questions on their way into the database, whoever asks them.

use super::by::By;
use super::drafts_store::Draft;
use super::store::set_topics;
use crate::database::{Tx, next_number};
use crate::language::Language;
use crate::on;
use crate::vault::ThreadId;
use stoa_chat::{PlaceRef, Text, Timestamp};

/// A question on its way into the database.
#[derive(Clone, Debug)]
pub(super) struct NewQuestion<'a> {
    pub(super) asker: By,
    pub(super) place: &'a PlaceRef,
    pub(super) direct: bool,
    pub(super) message: Option<&'a str>,
    pub(super) thread: Option<&'a str>,
    pub(super) body: &'a Text,
    pub(super) topics: &'a [String],
    pub(super) language: Language,
}

impl<'a> From<&'a Draft> for NewQuestion<'a> {
    fn from(draft: &'a Draft) -> Self {
        Self {
            asker: By::Member(draft.asker),
            place: &draft.place,
            direct: draft.direct,
            message: draft.message.as_deref(),
            thread: draft.thread.as_deref(),
            body: &draft.body,
            topics: &draft.topics,
            language: draft.language,
        }
    }
}

/// Keeps a question that is asked now, and gives its number.
pub(super) async fn insert_question(
    tx: &mut Tx,
    new: &NewQuestion<'_>,
    title: &str,
    at: Timestamp,
) -> anyhow::Result<i64> {
    const SQL: &str =
        "INSERT INTO question (number, asker, network, place, direct, message, title, body, language,
            asked_at, state, step, thread, veil)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open', 0, $11, $12)";
    let number = next_number(tx, "question").await?;
    let (asker, body) = (new.asker.member().map(|id| id.to_string()), serde_json::to_string(new.body)?);
    on!(tx, |c| sqlx::query(SQL)
        .bind(number)
        .bind(&asker)
        .bind(new.place.network.as_str())
        .bind(&new.place.id)
        .bind(new.direct)
        .bind(new.message)
        .bind(title)
        .bind(&body)
        .bind(new.language.tag())
        .bind(at.millis())
        .bind(new.thread)
        .bind(new.asker.thread().map(ThreadId::as_str))
        .execute(c)
        .await
        .map(drop))?;
    set_topics(tx, number, new.topics).await?;
    Ok(number)
}
