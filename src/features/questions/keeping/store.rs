//! What is to be kept, and what those credited said to it, in the database.

use crate::database::{MemberId, Tx, next_number};
use crate::language::Language;
use crate::on;
use stoa_chat::{MessageRef, Network, PlaceRef, PlannedId, Text, Timestamp};

/// How a keepsake ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// It is in the library.
    Kept,
    /// Somebody did not agree, or a message of it is gone.
    Dropped,
}

impl End {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Dropped => "dropped",
        }
    }
}

/// What somebody credited said to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// Nothing yet.
    Asked,
    /// It may be kept.
    Allowed,
    /// It may not.
    Refused,
}

impl Said {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Allowed => "allowed",
            Self::Refused => "refused",
        }
    }

    fn read(text: &str) -> Self {
        match text {
            "asked" => Self::Asked,
            "allowed" => Self::Allowed,
            _ => Self::Refused,
        }
    }
}

/// What somebody wants kept: a question and the message that answered it, or a tip.
#[derive(Clone, Debug)]
pub(in super::super) struct Keepsake {
    pub(in super::super) number: i64,
    pub(in super::super) keeper: Option<MemberId>,
    pub(in super::super) place: PlaceRef,
    /// The first message of the thread in which the card is to stand.
    pub(in super::super) thread: Option<String>,
    /// The message in which it was asked; a tip has none.
    pub(in super::super) first: Option<String>,
    /// The message in which it was answered, or the tip given.
    pub(in super::super) message: Option<String>,
    pub(in super::super) asker: Option<MemberId>,
    pub(in super::super) author: MemberId,
    pub(in super::super) question: Text,
    pub(in super::super) answer: Text,
    pub(in super::super) topics: Vec<String>,
    pub(in super::super) language: Language,
}

impl Keepsake {
    /// Whether nobody asked.
    pub(in super::super) fn is_tip(&self) -> bool {
        self.first.is_none()
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    number: i64,
    keeper: Option<String>,
    network: String,
    place: String,
    thread: Option<String>,
    first: Option<String>,
    message: Option<String>,
    asker: Option<String>,
    author: String,
    question: String,
    answer: String,
    topics: String,
    language: String,
}

/// Somebody who is credited.
#[derive(Clone, Debug)]
pub(super) struct Consent {
    pub(super) member: MemberId,
    pub(super) said: Said,
    /// The message by which they were asked.
    pub(super) shown: Option<PlannedId>,
}

/// Keeps a keepsake until everybody has agreed, and gives its number.
pub(super) async fn insert(tx: &mut Tx, keepsake: &Keepsake, at: Timestamp) -> anyhow::Result<i64> {
    const SQL: &str =
        "INSERT INTO keepsake (number, keeper, network, place, thread, first, message, asker, author,
            question, answer, topics, language, state, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'asking', $14)";
    let number = next_number(tx, "keepsake").await?;
    let (question, answer) =
        (serde_json::to_string(&keepsake.question)?, serde_json::to_string(&keepsake.answer)?);
    let topics = serde_json::to_string(&keepsake.topics)?;
    on!(tx, |c| sqlx::query(SQL)
        .bind(number)
        .bind(keepsake.keeper.map(|id| id.to_string()))
        .bind(keepsake.place.network.as_str())
        .bind(&keepsake.place.id)
        .bind(&keepsake.thread)
        .bind(&keepsake.first)
        .bind(&keepsake.message)
        .bind(keepsake.asker.map(|id| id.to_string()))
        .bind(keepsake.author.to_string())
        .bind(&question)
        .bind(&answer)
        .bind(&topics)
        .bind(keepsake.language.tag())
        .bind(at.millis())
        .execute(c)
        .await
        .map(drop))?;
    Ok(number)
}

/// Reads a keepsake to which somebody has still to agree.
pub(super) async fn asking(tx: &mut Tx, number: i64) -> anyhow::Result<Option<Keepsake>> {
    const SQL: &str =
        "SELECT number, keeper, network, place, thread, first, message, asker, author, question,
            answer, topics, language
        FROM keepsake WHERE number = $1 AND state = 'asking'";
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(SQL).bind(number).fetch_optional(c).await)?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Keepsake {
        number: row.number,
        keeper: row.keeper.map(|id| id.parse()).transpose()?,
        place: PlaceRef::new(&Network::new(row.network), row.place),
        thread: row.thread,
        first: row.first,
        message: row.message,
        asker: row.asker.map(|id| id.parse()).transpose()?,
        author: row.author.parse()?,
        question: serde_json::from_str(&row.question)?,
        answer: serde_json::from_str(&row.answer)?,
        topics: serde_json::from_str(&row.topics)?,
        language: Language::from_tag(&row.language),
    }))
}

/// The keepsakes that wait for consent and to which this message belongs.
pub(super) async fn asking_about(tx: &mut Tx, message: &MessageRef) -> sqlx::Result<Vec<i64>> {
    const SQL: &str = "SELECT number FROM keepsake
        WHERE network = $1 AND place = $2 AND (message = $3 OR first = $3) AND state = 'asking'
        ORDER BY number";
    let (network, place) = (message.place.network.as_str(), &message.place.id);
    let rows: Vec<(i64,)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(network).bind(place).bind(&message.id).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(number,)| number).collect())
}

/// The keepsakes that wait for consent and in which somebody has a part.
pub(super) async fn asking_with(tx: &mut Tx, member: MemberId) -> sqlx::Result<Vec<i64>> {
    const SQL: &str = "SELECT number FROM keepsake k
        WHERE state = 'asking' AND (keeper = $1 OR asker = $1 OR author = $1 OR EXISTS
            (SELECT 1 FROM keepsake_consent c WHERE c.keepsake = k.number AND c.member = $1))
        ORDER BY number";
    let member = member.to_string();
    let rows: Vec<(i64,)> = on!(tx, |c| sqlx::query_as(SQL).bind(&member).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(number,)| number).collect())
}

/// Whether somebody did not want this thread kept before, or said nothing to it.
pub(super) async fn declined(tx: &mut Tx, first: &MessageRef, member: MemberId) -> sqlx::Result<bool> {
    const SQL: &str = "SELECT COUNT(*) FROM keepsake k JOIN keepsake_consent c ON c.keepsake = k.number
        WHERE k.network = $1 AND k.place = $2 AND k.first = $3 AND c.member = $4
          AND c.said IN ('refused', 'silent')";
    let (network, place, member) = (first.place.network.as_str(), &first.place.id, member.to_string());
    let (count,): (i64,) = on!(tx, |c| sqlx::query_as(SQL)
        .bind(network)
        .bind(place)
        .bind(&first.id)
        .bind(&member)
        .fetch_one(c)
        .await)?;
    Ok(count > 0)
}

/// Whether somebody did not want a tip kept that this keeper has given since a moment, or said nothing to it.
pub(super) async fn declined_tip(
    tx: &mut Tx,
    keeper: MemberId,
    member: MemberId,
    since: Timestamp,
) -> sqlx::Result<bool> {
    const SQL: &str = "SELECT COUNT(*) FROM keepsake k JOIN keepsake_consent c ON c.keepsake = k.number
        WHERE k.keeper = $1 AND k.first IS NULL AND k.created_at >= $3 AND c.member = $2
          AND c.said IN ('refused', 'silent')";
    let (keeper, member) = (keeper.to_string(), member.to_string());
    let (count,): (i64,) =
        on!(tx, |c| sqlx::query_as(SQL).bind(&keeper).bind(&member).bind(since.millis()).fetch_one(c).await)?;
    Ok(count > 0)
}

/// Replaces the words that are to be kept, and their topics.
pub(super) async fn set_words(tx: &mut Tx, keepsake: &Keepsake) -> anyhow::Result<()> {
    const SQL: &str = "UPDATE keepsake SET question = $2, answer = $3, topics = $4 WHERE number = $1";
    let (question, answer) =
        (serde_json::to_string(&keepsake.question)?, serde_json::to_string(&keepsake.answer)?);
    let (number, topics) = (keepsake.number, serde_json::to_string(&keepsake.topics)?);
    on!(tx, |c| sqlx::query(SQL)
        .bind(number)
        .bind(&question)
        .bind(&answer)
        .bind(&topics)
        .execute(c)
        .await
        .map(drop))?;
    Ok(())
}

/// Ends a keepsake; its words are forgotten, since what is kept has its own.
pub(super) async fn end(tx: &mut Tx, number: i64, end: End) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE keepsake SET state = $2, question = '[]', answer = '[]', topics = '[]'
        WHERE number = $1";
    on!(tx, |c| sqlx::query(SQL).bind(number).bind(end.as_str()).execute(c).await.map(drop))
}

/// Writes down that somebody is credited, and by which message they are asked.
pub(super) async fn insert_consent(tx: &mut Tx, keepsake: i64, consent: &Consent) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO keepsake_consent (keepsake, member, said, shown) VALUES ($1, $2, $3, $4)";
    let (member, shown) = (consent.member.to_string(), consent.shown.as_ref().map(|shown| &shown.0));
    on!(tx, |c| sqlx::query(SQL)
        .bind(keepsake)
        .bind(&member)
        .bind(consent.said.as_str())
        .bind(shown)
        .execute(c)
        .await
        .map(drop))
}

/// Everybody who is credited.
pub(super) async fn consents(tx: &mut Tx, keepsake: i64) -> anyhow::Result<Vec<Consent>> {
    const SQL: &str = "SELECT member, said, shown FROM keepsake_consent WHERE keepsake = $1 ORDER BY member";
    type Row = (String, String, Option<String>);
    let rows: Vec<Row> = on!(tx, |c| sqlx::query_as(SQL).bind(keepsake).fetch_all(c).await)?;
    let consent = |(member, said, shown): Row| {
        Ok(Consent { member: member.parse()?, said: Said::read(&said), shown: shown.map(PlannedId) })
    };
    rows.into_iter().map(consent).collect()
}

/// Somebody credited has said something.
pub(super) async fn set_said(tx: &mut Tx, keepsake: i64, member: MemberId, said: Said) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE keepsake_consent SET said = $3 WHERE keepsake = $1 AND member = $2";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(keepsake).bind(&member).bind(said.as_str()).execute(c).await.map(drop))
}

/// By which message somebody credited is asked; `None` if by none after all.
pub(super) async fn set_shown(
    tx: &mut Tx,
    keepsake: i64,
    member: MemberId,
    shown: Option<&PlannedId>,
) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE keepsake_consent SET shown = $3 WHERE keepsake = $1 AND member = $2";
    let (member, shown) = (member.to_string(), shown.map(|shown| &shown.0));
    on!(tx, |c| sqlx::query(SQL).bind(keepsake).bind(&member).bind(shown).execute(c).await.map(drop))
}

/// Somebody has no say in it any more.
pub(super) async fn delete_consent(tx: &mut Tx, keepsake: i64, member: MemberId) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM keepsake_consent WHERE keepsake = $1 AND member = $2";
    let member = member.to_string();
    on!(tx, |c| sqlx::query(SQL).bind(keepsake).bind(&member).execute(c).await.map(drop))
}

/// Whoever was asked and has said nothing is not asked about it again.
pub(super) async fn set_silent(tx: &mut Tx, keepsake: i64) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE keepsake_consent SET said = 'silent'
        WHERE keepsake = $1 AND said = 'asked' AND shown IS NOT NULL";
    on!(tx, |c| sqlx::query(SQL).bind(keepsake).execute(c).await.map(drop))
}

/// Two members are one: everything of `old` belongs to `new`.
pub(in super::super) async fn join_members(tx: &mut Tx, old: &str, new: &str) -> sqlx::Result<()> {
    let statements = [
        "UPDATE keepsake SET keeper = $2 WHERE keeper = $1",
        "UPDATE keepsake SET asker = $2 WHERE asker = $1",
        "UPDATE keepsake SET author = $2 WHERE author = $1",
        "INSERT INTO keepsake_consent (keepsake, member, said, shown)
            SELECT keepsake, $2, said, shown FROM keepsake_consent WHERE member = $1
            ON CONFLICT (keepsake, member) DO UPDATE SET said =
                CASE WHEN keepsake_consent.said = 'asked' THEN excluded.said ELSE keepsake_consent.said END",
        "DELETE FROM keepsake_consent WHERE member = $1 AND member <> $2",
    ];
    for statement in statements {
        on!(tx, |c| sqlx::query(statement).bind(old).bind(new).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// Forgets a member's part in everything that was ever to be kept. What others did not want kept is not to be asked
/// of them again, so that of a thread this much stays.
pub(super) async fn erase(tx: &mut Tx, member: MemberId) -> sqlx::Result<()> {
    let statements = [
        "DELETE FROM keepsake_consent WHERE member = $1",
        "DELETE FROM keepsake_consent
            WHERE keepsake IN (SELECT number FROM keepsake WHERE asker = $1 OR author = $1)
              AND (said NOT IN ('refused', 'silent')
                OR keepsake IN (SELECT number FROM keepsake WHERE first IS NULL))",
        "DELETE FROM keepsake WHERE (asker = $1 OR author = $1)
            AND number NOT IN (SELECT keepsake FROM keepsake_consent)",
        "UPDATE keepsake SET author = NULL, message = NULL WHERE author = $1",
        "UPDATE keepsake SET asker = NULL WHERE asker = $1",
        "UPDATE keepsake SET keeper = NULL WHERE keeper = $1",
    ];
    let member = member.to_string();
    for statement in statements {
        on!(tx, |c| sqlx::query(statement).bind(&member).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// Forgets what was kept and asked for before `kept`, and tips of before `tips` that were not kept; who did not want a
/// thread kept stays known.
pub(in super::super) async fn forget_ended(
    tx: &mut Tx,
    kept: Timestamp,
    tips: Timestamp,
) -> sqlx::Result<()> {
    let statements = [
        "DELETE FROM keepsake_consent WHERE keepsake IN (SELECT number FROM keepsake
            WHERE (state = 'kept' AND created_at < $1)
               OR (state = 'dropped' AND first IS NULL AND created_at < $2))",
        "DELETE FROM keepsake WHERE (state = 'kept' AND created_at < $1)
            OR (state = 'dropped' AND first IS NULL AND created_at < $2)",
    ];
    for statement in statements {
        on!(tx, |c| sqlx::query(statement)
            .bind(kept.millis())
            .bind(tips.millis())
            .execute(c)
            .await
            .map(drop))?;
    }
    Ok(())
}
