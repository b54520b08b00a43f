//! Kudos in the database.

use crate::database::{MemberId, Tx, next_number};
use crate::on;
use chrono::NaiveDate;
use stoa_chat::{MessageRef, Network, PlaceRef, PlannedId, Text, Timestamp};

/// Kudos that are about to be given.
pub(super) struct New<'a> {
    pub giver: MemberId,
    pub to: &'a [MemberId],
    pub reason: &'a Text,
    pub value: Option<&'a str>,
    pub at: Timestamp,
    /// The date of that moment where the giver lives.
    pub day: NaiveDate,
    pub network: &'a Network,
    /// The message that they were given in, or whose reaction they are.
    pub message: Option<&'a MessageRef>,
    pub by_reaction: bool,
    /// The card that lists them.
    pub card: Option<i64>,
}

/// Kudos that were given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Given {
    pub number: i64,
    pub giver: MemberId,
    pub at: Timestamp,
    pub standing: bool,
    pub card: Option<i64>,
}

type Row = (i64, String, i64, bool, Option<i64>);

fn given((number, giver, at, standing, card): Row) -> anyhow::Result<Given> {
    Ok(Given { number, giver: giver.parse()?, at: Timestamp::from_millis(at), standing, card })
}

/// Keeps kudos, and gives them their number.
///
/// # Errors
/// When the database fails.
pub(super) async fn insert(tx: &mut Tx, new: &New<'_>) -> anyhow::Result<i64> {
    const KUDOS: &str = "INSERT INTO kudos (number, giver, reason, value, at, day, standing, network,
            message_place, message, by_reaction, card)
        VALUES ($1, $2, $3, $4, $5, $6, TRUE, $7, $8, $9, $10, $11)";
    const RECEIVER: &str =
        "INSERT INTO kudos_receiver (kudos, member) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    let number = next_number(tx, "kudos").await?;
    let (giver, day, reason) =
        (new.giver.to_string(), new.day.to_string(), serde_json::to_string(new.reason)?);
    on!(tx, |c| {
        let kudos = sqlx::query(KUDOS).bind(number).bind(&giver).bind(&reason).bind(new.value);
        let kudos = kudos.bind(new.at.millis()).bind(&day).bind(new.network.as_str());
        let kudos = kudos.bind(new.message.map(|message| message.place.id.as_str()));
        let kudos = kudos.bind(new.message.map(|message| message.id.as_str()));
        kudos.bind(new.by_reaction).bind(new.card).execute(c).await.map(drop)
    })?;
    for member in new.to {
        let member = member.to_string();
        on!(tx, |c| sqlx::query(RECEIVER).bind(number).bind(&member).execute(c).await.map(drop))?;
    }
    Ok(number)
}

/// Kudos by their number.
///
/// # Errors
/// When the database fails.
pub(super) async fn find(tx: &mut Tx, number: i64) -> anyhow::Result<Option<Given>> {
    const SQL: &str = "SELECT number, giver, at, standing, card FROM kudos WHERE number = $1";
    let row: Option<Row> = on!(tx, |c| sqlx::query_as(SQL).bind(number).fetch_optional(c).await)?;
    row.map(given).transpose()
}

/// Standing kudos that were given in a message, or by `by`'s reaction on it.
///
/// # Errors
/// When the database fails.
pub(super) async fn of_message(
    tx: &mut Tx,
    message: &MessageRef,
    by: Option<MemberId>,
) -> anyhow::Result<Vec<Given>> {
    const SQL: &str = "SELECT number, giver, at, standing, card FROM kudos
        WHERE network = $1 AND message_place = $2 AND message = $3 AND standing
          AND ((NOT by_reaction AND $4 = '') OR (by_reaction AND giver = $4)) ORDER BY number";
    let (network, by) = (message.place.network.as_str(), by.map(|by| by.to_string()).unwrap_or_default());
    let rows: Vec<Row> = on!(tx, |c| sqlx::query_as(SQL)
        .bind(network)
        .bind(&message.place.id)
        .bind(&message.id)
        .bind(&by)
        .fetch_all(c)
        .await)?;
    rows.into_iter().map(given).collect()
}

/// Kudos are taken back.
///
/// # Errors
/// When the database fails.
pub(super) async fn take_back(tx: &mut Tx, number: i64) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE kudos SET standing = FALSE WHERE number = $1";
    on!(tx, |c| sqlx::query(SQL).bind(number).execute(c).await.map(drop))
}

/// To whom kudos were given.
///
/// # Errors
/// When the database fails.
pub(super) async fn receivers(tx: &mut Tx, number: i64) -> anyhow::Result<Vec<MemberId>> {
    const SQL: &str = "SELECT member FROM kudos_receiver WHERE kudos = $1 ORDER BY member";
    let rows: Vec<(String,)> = on!(tx, |c| sqlx::query_as(SQL).bind(number).fetch_all(c).await)?;
    rows.into_iter().map(|(member,)| Ok(member.parse()?)).collect()
}

/// The card of a day in a place, or in a thread of it: its number and its message.
///
/// # Errors
/// When the database fails.
pub(super) async fn card(
    tx: &mut Tx,
    place: &PlaceRef,
    thread: &str,
    day: NaiveDate,
) -> anyhow::Result<Option<(i64, PlannedId)>> {
    const SQL: &str = "SELECT number, message FROM kudos_board
        WHERE network = $1 AND place = $2 AND thread = $3 AND day = $4";
    let (network, day) = (place.network.as_str(), day.to_string());
    let row: Option<(i64, String)> = on!(tx, |c| sqlx::query_as(SQL)
        .bind(network)
        .bind(&place.id)
        .bind(thread)
        .bind(&day)
        .fetch_optional(c)
        .await)?;
    Ok(row.map(|(number, message)| (number, PlannedId(message))))
}

/// Where a card stands, and its message.
///
/// # Errors
/// When the database fails.
pub(super) async fn card_message(tx: &mut Tx, number: i64) -> anyhow::Result<Option<(PlaceRef, PlannedId)>> {
    const SQL: &str = "SELECT network, place, message FROM kudos_board WHERE number = $1";
    let row: Option<(String, String, String)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(number).fetch_optional(c).await)?;
    let read = |(network, place, message): (String, String, String)| {
        (PlaceRef::new(&Network::new(network), place), PlannedId(message))
    };
    Ok(row.map(read))
}

/// Keeps a card.
///
/// # Errors
/// When the database fails.
pub(super) async fn put_card(
    tx: &mut Tx,
    (number, message): (i64, &PlannedId),
    place: &PlaceRef,
    thread: &str,
    day: NaiveDate,
) -> anyhow::Result<()> {
    const SQL: &str = "INSERT INTO kudos_board (number, network, place, thread, day, message)
        VALUES ($1, $2, $3, $4, $5, $6)";
    let (network, day) = (place.network.as_str(), day.to_string());
    on!(tx, |c| {
        let card = sqlx::query(SQL).bind(number).bind(network).bind(&place.id).bind(thread);
        card.bind(&day).bind(&message.0).execute(c).await.map(drop)
    })?;
    Ok(())
}

/// A line of a card.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub number: i64,
    pub giver: MemberId,
    pub reason: Text,
}

/// The standing kudos on a card, in order.
///
/// # Errors
/// When the database fails.
pub(super) async fn on_card(tx: &mut Tx, card: i64) -> anyhow::Result<Vec<Line>> {
    const SQL: &str = "SELECT number, giver, reason FROM kudos WHERE card = $1 AND standing ORDER BY number";
    let rows: Vec<(i64, String, String)> = on!(tx, |c| sqlx::query_as(SQL).bind(card).fetch_all(c).await)?;
    let line = |(number, giver, reason): (i64, String, String)| {
        Ok(Line { number, giver: giver.parse()?, reason: serde_json::from_str(&reason)? })
    };
    rows.into_iter().map(line).collect()
}

/// Two members are one: what either gave or got is theirs; kudos from one to the other are nobody's praise any more,
/// and earn nothing.
///
/// # Errors
/// When the database fails.
pub(in super::super) async fn join(tx: &mut Tx, from: MemberId, into: MemberId) -> sqlx::Result<()> {
    let statements = [
        "UPDATE kudos SET giver = $2 WHERE giver = $1",
        "INSERT INTO kudos_receiver (kudos, member) SELECT kudos, $2 FROM kudos_receiver WHERE member = $1
            ON CONFLICT DO NOTHING",
        "DELETE FROM kudos_receiver WHERE member = $1 AND member <> $2",
        "INSERT INTO board_member (member) SELECT $2 FROM board_member WHERE member = $1 ON CONFLICT DO NOTHING",
        "DELETE FROM board_member WHERE member = $1 AND member <> $2",
    ];
    let (old, new) = (from.to_string(), into.to_string());
    for statement in statements {
        on!(tx, |c| sqlx::query(statement).bind(&old).bind(&new).execute(c).await.map(drop))?;
    }
    Ok(())
}

/// A member is forgotten: the kudos that they gave go, and their name from those of others and from the boards; points
/// stay what they are. Gives the cards that say something else now.
///
/// # Errors
/// When the database fails.
pub(super) async fn erase(tx: &mut Tx, member: MemberId) -> anyhow::Result<Vec<i64>> {
    const CARDS: &str = "SELECT DISTINCT k.card FROM kudos k LEFT JOIN kudos_receiver r ON r.kudos = k.number
        WHERE k.card IS NOT NULL AND (k.giver = $1 OR r.member = $1) ORDER BY k.card";
    const FORGET: [&str; 4] = [
        "DELETE FROM kudos_receiver WHERE kudos IN (SELECT number FROM kudos WHERE giver = $1)",
        "DELETE FROM kudos WHERE giver = $1",
        "DELETE FROM kudos_receiver WHERE member = $1",
        "DELETE FROM board_member WHERE member = $1",
    ];
    let member = member.to_string();
    let cards: Vec<(i64,)> = on!(tx, |c| sqlx::query_as(CARDS).bind(&member).fetch_all(c).await)?;
    for statement in FORGET {
        on!(tx, |c| sqlx::query(statement).bind(&member).execute(c).await.map(drop))?;
    }
    Ok(cards.into_iter().map(|(card,)| card).collect())
}
