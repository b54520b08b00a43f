//! Drafts in the database.

use crate::database::{MemberId, Tx, next_number};
use crate::language::Language;
use crate::on;
use stoa_chat::{MessageRef, Network, PlaceRef, PlannedId, Text, Timestamp};

/// How a draft came about, which decides what silence about it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// Its author asked, and was shown what is known: silence posts it.
    Asked,
    /// Its author wrote to the bot: silence posts what reads like a question.
    Direct,
    /// It stands in a place, and nobody has replied: silence leaves it there.
    Captured,
    /// Somebody else thinks that it is a question: silence leaves it as it is.
    Turned,
}

impl Origin {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Direct => "direct",
            Self::Captured => "captured",
            Self::Turned => "turned",
        }
    }

    fn read(text: &str) -> Self {
        match text {
            "direct" => Self::Direct,
            "captured" => Self::Captured,
            "turned" => Self::Turned,
            _ => Self::Asked,
        }
    }
}

/// How a draft ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// It became a question.
    Posted,
    /// A known question was enough.
    Solved(i64),
    /// Its author wanted it forgotten, or its message is gone.
    Discarded,
    /// Its author does not want it asked at all: that is remembered.
    Declined,
    /// Nobody said anything.
    Lapsed,
}

impl End {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Posted => "posted",
            Self::Solved(_) => "solved",
            Self::Discarded => "discarded",
            Self::Declined => "declined",
            Self::Lapsed => "lapsed",
        }
    }
}

/// A question that has not been posted.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) number: i64,
    pub(super) origin: Origin,
    pub(super) asker: MemberId,
    /// Who wants it to be asked, if that is not the asker.
    pub(super) picker: Option<MemberId>,
    pub(super) place: PlaceRef,
    pub(super) direct: bool,
    pub(super) message: Option<String>,
    /// The first message of the thread in which the card is to stand.
    pub(super) thread: Option<String>,
    pub(super) body: Text,
    pub(super) topics: Vec<String>,
    pub(super) language: Language,
    pub(super) shown: Option<PlannedId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    number: i64,
    origin: String,
    asker: String,
    picker: Option<String>,
    network: String,
    place: String,
    direct: bool,
    message: Option<String>,
    thread: Option<String>,
    body: String,
    topics: String,
    language: String,
    shown: Option<String>,
}

impl Row {
    fn into_draft(self) -> anyhow::Result<Draft> {
        Ok(Draft {
            number: self.number,
            origin: Origin::read(&self.origin),
            asker: self.asker.parse()?,
            picker: self.picker.map(|id| id.parse()).transpose()?,
            place: PlaceRef::new(&Network::new(self.network), self.place),
            direct: self.direct,
            message: self.message,
            thread: self.thread,
            body: serde_json::from_str(&self.body)?,
            topics: serde_json::from_str(&self.topics)?,
            language: Language::from_tag(&self.language),
            shown: self.shown.map(PlannedId),
        })
    }
}

/// Keeps a draft and gives its number; `watched` if its author has not been asked about it yet.
pub(super) async fn insert(tx: &mut Tx, draft: &Draft, watched: bool, at: Timestamp) -> anyhow::Result<i64> {
    const SQL: &str = "INSERT INTO draft (number, asker, network, place, direct, message, body, topics,
            language, created_at, state, origin, picker, thread)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let number = next_number(tx, "draft").await?;
    let (asker, body) = (draft.asker.to_string(), serde_json::to_string(&draft.body)?);
    let (picker, topics) = (draft.picker.map(|id| id.to_string()), serde_json::to_string(&draft.topics)?);
    on!(tx, |c| sqlx::query(SQL)
        .bind(number)
        .bind(&asker)
        .bind(draft.place.network.as_str())
        .bind(&draft.place.id)
        .bind(draft.direct)
        .bind(&draft.message)
        .bind(&body)
        .bind(&topics)
        .bind(draft.language.tag())
        .bind(at.millis())
        .bind(if watched { "watched" } else { "open" })
        .bind(draft.origin.as_str())
        .bind(&picker)
        .bind(&draft.thread)
        .execute(c)
        .await
        .map(drop))?;
    Ok(number)
}

/// Reads a draft that has not ended.
pub(super) async fn live(tx: &mut Tx, number: i64) -> anyhow::Result<Option<Draft>> {
    const SQL: &str = "SELECT number, origin, asker, picker, network, place, direct, message, thread, body,
            topics, language, shown
        FROM draft WHERE number = $1 AND state IN ('open', 'watched')";
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(SQL).bind(number).fetch_optional(c).await)?;
    row.map(Row::into_draft).transpose()
}

/// The draft that stands in this message of a person, if it has not ended.
pub(super) async fn of_message(tx: &mut Tx, message: &MessageRef) -> anyhow::Result<Option<Draft>> {
    match latest_of_message(tx, message).await? {
        Some((number, _)) => live(tx, number).await,
        None => Ok(None),
    }
}

/// The newest draft that stands or stood in this message, and its state: `watched`, `open` or as it ended.
pub(super) async fn latest_of_message(
    tx: &mut Tx,
    message: &MessageRef,
) -> sqlx::Result<Option<(i64, String)>> {
    const SQL: &str = "SELECT number, state FROM draft WHERE network = $1 AND place = $2 AND message = $3
        ORDER BY number DESC";
    let (network, place) = (message.place.network.as_str(), &message.place.id);
    let rows: Vec<(i64, String)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(network).bind(place).bind(&message.id).fetch_all(c).await)?;
    Ok(rows.into_iter().next())
}

/// Its author is being asked about a draft, in this message of ours if they could be reached.
pub(super) async fn set_open(tx: &mut Tx, number: i64, shown: Option<&PlannedId>) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE draft SET state = 'open', shown = $2 WHERE number = $1";
    let shown = shown.map(|shown| &shown.0);
    on!(tx, |c| sqlx::query(SQL).bind(number).bind(shown).execute(c).await.map(drop))
}

/// Replaces the words of a draft.
pub(super) async fn set_body(tx: &mut Tx, number: i64, body: &Text, topics: &[String]) -> anyhow::Result<()> {
    const SQL: &str = "UPDATE draft SET body = $2, topics = $3 WHERE number = $1";
    let (body, topics) = (serde_json::to_string(body)?, serde_json::to_string(topics)?);
    on!(tx, |c| sqlx::query(SQL).bind(number).bind(&body).bind(&topics).execute(c).await.map(drop))?;
    Ok(())
}

/// Ends a draft. Its words are forgotten: a posted question has its own.
pub(super) async fn end(tx: &mut Tx, number: i64, end: End) -> sqlx::Result<()> {
    const SQL: &str =
        "UPDATE draft SET state = $2, solved_by = $3, body = '[]', topics = '[]' WHERE number = $1";
    let solved_by = if let End::Solved(question) = end { Some(question) } else { None };
    on!(tx, |c| sqlx::query(SQL).bind(number).bind(end.as_str()).bind(solved_by).execute(c).await.map(drop))
}

/// Forgets drafts that ended and were made before `older_than`; a message that is not to be asked about stays known.
pub(super) async fn forget_ended(tx: &mut Tx, older_than: Timestamp) -> sqlx::Result<()> {
    const SQL: &str =
        "DELETE FROM draft WHERE state NOT IN ('open', 'watched', 'declined') AND created_at < $1";
    on!(tx, |c| sqlx::query(SQL).bind(older_than.millis()).execute(c).await.map(drop))
}
