//! Questions in the database.

use super::by::By;
use crate::database::{MemberId, Tx, next_number};
use crate::language::Language;
use crate::on;
use stoa_chat::{MessageRef, Network, PlaceRef, PlannedId, Target, Text, Timestamp};

/// Where a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// It wants answers.
    Open,
    /// An answer was accepted.
    Solved,
    /// Its asker took it back.
    Withdrawn,
    /// It wants no answers any more, though none was accepted.
    Closed,
    /// It was asked before: the other question has the answers.
    Duplicate,
    /// It was imported: searchable, but nobody waits for an answer.
    Archived,
}

impl State {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Solved => "solved",
            Self::Withdrawn => "withdrawn",
            Self::Closed => "closed",
            Self::Duplicate => "duplicate",
            Self::Archived => "archived",
        }
    }

    fn read(text: &str) -> Self {
        match text {
            "open" => Self::Open,
            "solved" => Self::Solved,
            "withdrawn" => Self::Withdrawn,
            "closed" => Self::Closed,
            "duplicate" => Self::Duplicate,
            _ => Self::Archived,
        }
    }
}

/// How a question came into the library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Somebody asked it, here or where it was imported from.
    Asked,
    /// It was kept from a thread that had been solved without us.
    Kept,
    /// It is a tip: nobody asked, and its one answer is all it says.
    Tip,
}

impl Kind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Kept => "kept",
            Self::Tip => "tip",
        }
    }

    pub(super) fn read(text: &str) -> Self {
        match text {
            "kept" => Self::Kept,
            "tip" => Self::Tip,
            _ => Self::Asked,
        }
    }
}

/// A question.
#[derive(Clone, Debug)]
pub(super) struct Question {
    pub(super) number: i64,
    pub(super) kind: Kind,
    pub(super) asker: By,
    pub(super) home: PlaceRef,
    pub(super) direct: bool,
    pub(super) title: String,
    pub(super) body: Text,
    pub(super) topics: Vec<String>,
    pub(super) language: Language,
    pub(super) asked_at: Timestamp,
    pub(super) state: State,
    pub(super) card: Option<PlannedId>,
    /// The first message of the thread that its card stands in, if the card does not begin one.
    pub(super) thread: Option<String>,
    pub(super) claimed_by: Option<MemberId>,
    pub(super) step: i64,
    pub(super) hurried: bool,
    pub(super) accepted: Option<i64>,
    pub(super) accepted_at: Option<Timestamp>,
    /// Whether moderators have put it out of sight.
    pub(super) hidden: bool,
}

impl Question {
    /// The first message of the thread in which its answers stand.
    pub(super) fn thread(&self) -> Option<Target> {
        let before = self.thread.as_ref().map(|first| Target::Sent(MessageRef::new(&self.home, first)));
        before.or_else(|| self.card.clone().map(Target::Planned))
    }
}

#[derive(sqlx::FromRow)]
struct QuestionRow {
    number: i64,
    kind: String,
    asker: Option<String>,
    veil: Option<String>,
    network: String,
    place: String,
    direct: bool,
    title: String,
    body: String,
    language: String,
    asked_at: i64,
    state: String,
    card: Option<String>,
    thread: Option<String>,
    claimed_by: Option<String>,
    step: i64,
    hurried: bool,
    accepted: Option<i64>,
    accepted_at: Option<i64>,
    hidden: bool,
}

fn member(id: Option<String>) -> anyhow::Result<Option<MemberId>> {
    Ok(id.map(|id| id.parse()).transpose()?)
}

/// Reads a question by its number.
pub(super) async fn question(tx: &mut Tx, number: i64) -> anyhow::Result<Option<Question>> {
    const SQL: &str =
        "SELECT number, kind, asker, veil, network, place, direct, title, body, language, asked_at, state, card,
            thread, claimed_by, step, hurried, accepted, accepted_at, hidden
        FROM question WHERE number = $1";
    const TOPICS: &str = "SELECT topic FROM question_topic WHERE question = $1 ORDER BY topic";
    let row: Option<QuestionRow> = on!(tx, |c| sqlx::query_as(SQL).bind(number).fetch_optional(c).await)?;
    let Some(row) = row else { return Ok(None) };
    let topics: Vec<(String,)> = on!(tx, |c| sqlx::query_as(TOPICS).bind(number).fetch_all(c).await)?;
    Ok(Some(Question {
        number: row.number,
        kind: Kind::read(&row.kind),
        asker: By::read(row.asker, row.veil)?,
        home: PlaceRef::new(&Network::new(row.network), row.place),
        direct: row.direct,
        title: row.title,
        body: serde_json::from_str(&row.body)?,
        topics: topics.into_iter().map(|(topic,)| topic).collect(),
        language: Language::from_tag(&row.language),
        asked_at: Timestamp::from_millis(row.asked_at),
        state: State::read(&row.state),
        card: row.card.map(PlannedId),
        thread: row.thread,
        claimed_by: member(row.claimed_by)?,
        step: row.step,
        hurried: row.hurried,
        accepted: row.accepted,
        accepted_at: row.accepted_at.map(Timestamp::from_millis),
        hidden: row.hidden,
    }))
}

/// Something known on its way into the library: nobody waits for an answer to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known<'a> {
    pub(super) kind: Kind,
    pub(super) asker: MemberId,
    pub(super) place: &'a PlaceRef,
    /// The first message of the thread in which its card is to stand.
    pub(super) thread: Option<&'a str>,
    /// The message in which it was said.
    pub(super) message: Option<&'a str>,
    pub(super) title: &'a str,
    pub(super) body: &'a Text,
    pub(super) topics: &'a [String],
    pub(super) language: Language,
}

/// Puts something known beside the questions and gives its number.
pub(super) async fn insert_known(tx: &mut Tx, known: &Known<'_>, at: Timestamp) -> anyhow::Result<i64> {
    const SQL: &str =
        "INSERT INTO question (number, kind, asker, network, place, direct, message, title, body, language,
            asked_at, state, step, thread)
        VALUES ($1, $2, $3, $4, $5, FALSE, $6, $7, $8, $9, $10, 'archived', 0, $11)";
    let number = next_number(tx, "question").await?;
    let (asker, body) = (known.asker.to_string(), serde_json::to_string(known.body)?);
    on!(tx, |c| sqlx::query(SQL)
        .bind(number)
        .bind(known.kind.as_str())
        .bind(&asker)
        .bind(known.place.network.as_str())
        .bind(&known.place.id)
        .bind(known.message)
        .bind(known.title)
        .bind(&body)
        .bind(known.language.tag())
        .bind(at.millis())
        .bind(known.thread)
        .execute(c)
        .await
        .map(drop))?;
    set_topics(tx, number, known.topics).await?;
    Ok(number)
}

/// Replaces the topics of a question.
pub(super) async fn set_topics(tx: &mut Tx, number: i64, topics: &[String]) -> sqlx::Result<()> {
    on!(tx, |c| {
        sqlx::query("DELETE FROM question_topic WHERE question = $1").bind(number).execute(&mut *c).await?;
        for topic in topics {
            sqlx::query(
                "INSERT INTO question_topic (question, topic) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            )
            .bind(number)
            .bind(topic)
            .execute(&mut *c)
            .await?;
        }
        Ok(())
    })
}

/// Replaces the words of a question.
pub(super) async fn set_body(tx: &mut Tx, number: i64, title: &str, body: &Text) -> anyhow::Result<()> {
    const SQL: &str = "UPDATE question SET title = $2, body = $3 WHERE number = $1";
    let body = serde_json::to_string(body)?;
    on!(tx, |c| sqlx::query(SQL).bind(number).bind(title).bind(&body).execute(c).await.map(drop))?;
    Ok(())
}

/// Remembers which message of ours is the question's card.
pub(super) async fn set_card(tx: &mut Tx, number: i64, card: &PlannedId) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE question SET card = $2 WHERE number = $1";
    on!(tx, |c| sqlx::query(SQL).bind(number).bind(&card.0).execute(c).await.map(drop))
}

/// Moves a question to another state.
pub(super) async fn set_state(tx: &mut Tx, number: i64, state: State) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE question SET state = $2 WHERE number = $1";
    on!(tx, |c| sqlx::query(SQL).bind(number).bind(state.as_str()).execute(c).await.map(drop))
}

/// Sets or clears the accepted answer; the state follows.
pub(super) async fn set_accepted(
    tx: &mut Tx,
    number: i64,
    answer: Option<i64>,
    at: Timestamp,
) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE question SET accepted = $2, accepted_at = $3, state = $4 WHERE number = $1";
    let state = if answer.is_some() { State::Solved } else { State::Open };
    let at = answer.map(|_| at.millis());
    on!(tx, |c| sqlx::query(SQL)
        .bind(number)
        .bind(answer)
        .bind(at)
        .bind(state.as_str())
        .execute(c)
        .await
        .map(drop))
}

/// The newest acceptance that was heard of, undone or not: when, and of which answer.
pub(super) async fn newest_choice(tx: &mut Tx, number: i64) -> sqlx::Result<Option<(Timestamp, i64)>> {
    const SQL: &str = "SELECT chosen_at, chosen FROM question WHERE number = $1";
    let row: Option<(Option<i64>, Option<i64>)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(number).fetch_optional(c).await)?;
    Ok(row.and_then(|(at, chosen)| Some((Timestamp::from_millis(at?), chosen?))))
}

/// Remembers the newest acceptance that was heard of.
pub(super) async fn set_newest_choice(
    tx: &mut Tx,
    number: i64,
    (at, answer): (Timestamp, i64),
) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE question SET chosen_at = $2, chosen = $3 WHERE number = $1";
    on!(tx, |c| sqlx::query(SQL).bind(number).bind(at.millis()).bind(answer).execute(c).await.map(drop))
}

/// Sets or clears who has taken a question.
pub(super) async fn set_claim(
    tx: &mut Tx,
    number: i64,
    by: Option<MemberId>,
    at: Timestamp,
) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE question SET claimed_by = $2, claimed_at = $3 WHERE number = $1";
    let (claimed, at) = (by.map(|member| member.to_string()), by.map(|_| at.millis()));
    on!(tx, |c| sqlx::query(SQL).bind(number).bind(&claimed).bind(at).execute(c).await.map(drop))
}

/// Lets a question go further in half the time.
pub(super) async fn set_hurried(tx: &mut Tx, number: i64) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE question SET hurried = TRUE WHERE number = $1";
    on!(tx, |c| sqlx::query(SQL).bind(number).execute(c).await.map(drop))
}

/// Remembers how far a question has been escalated.
pub(super) async fn set_step(tx: &mut Tx, number: i64, step: i64) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE question SET step = $2 WHERE number = $1";
    on!(tx, |c| sqlx::query(SQL).bind(number).bind(step).execute(c).await.map(drop))
}

/// The question whose card is this message of ours.
pub(super) async fn question_of_card(tx: &mut Tx, card: &PlannedId) -> sqlx::Result<Option<i64>> {
    const SQL: &str = "SELECT number FROM question WHERE card = $1";
    let row: Option<(i64,)> = on!(tx, |c| sqlx::query_as(SQL).bind(&card.0).fetch_optional(c).await)?;
    Ok(row.map(|(number,)| number))
}

/// The newest question whose card stands in the thread that this message begins.
pub(super) async fn question_in_thread(tx: &mut Tx, first: &MessageRef) -> sqlx::Result<Option<i64>> {
    // A tip that was given there takes no answers.
    const SQL: &str = "SELECT number FROM question
        WHERE network = $1 AND place = $2 AND thread = $3 AND kind <> 'tip' ORDER BY number DESC";
    let (network, place) = (first.place.network.as_str(), &first.place.id);
    let rows: Vec<(i64,)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(network).bind(place).bind(&first.id).fetch_all(c).await)?;
    Ok(rows.first().map(|(number,)| *number))
}

/// The question that was asked by this message of a person; the newest, if one was taken back and kept again.
pub(super) async fn question_of_message(tx: &mut Tx, message: &MessageRef) -> sqlx::Result<Option<i64>> {
    const SQL: &str = "SELECT number FROM question WHERE network = $1 AND place = $2 AND message = $3
        ORDER BY number DESC";
    let (network, place) = (message.place.network.as_str(), &message.place.id);
    let row: Option<(i64,)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(network).bind(place).bind(&message.id).fetch_optional(c).await)?;
    Ok(row.map(|(number,)| number))
}
