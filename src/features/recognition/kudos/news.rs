//! What kudos have to say in a digest: who was thanked for what, in the places that its readers can see.

use super::super::super::{Edition, News, Section};
use super::card;
use crate::database::{MemberId, Tx};
use crate::engine::Turn;
use crate::language::Language;
use crate::on;
use crate::people::hours::day_of;
use stoa_chat::{PlaceRef, Text, Timestamp};

/// The kudos on the cards of a place, a row for each who got them.
pub(in super::super) const GIVEN: &str = "SELECT k.number, k.giver, g.name AS giver_name, r.member AS receiver, m.name, k.reason, k.at
    FROM kudos_board b JOIN kudos k ON k.card = b.number JOIN kudos_receiver r ON r.kudos = k.number
    JOIN member g ON g.id = k.giver JOIN member m ON m.id = r.member
    WHERE b.network = $1 AND b.place = $2 AND b.day >= $3 AND k.at >= $4 AND k.standing AND r.member <> k.giver
    ORDER BY k.number DESC, r.member LIMIT 400";

#[derive(sqlx::FromRow)]
struct Row {
    number: i64,
    giver: String,
    giver_name: String,
    receiver: String,
    name: String,
    reason: String,
    at: i64,
}

/// The kudos that were given in the places of `edition` since the digest before.
pub(in super::super) async fn news(turn: &mut Turn<'_>, edition: &Edition) -> anyhow::Result<Vec<News>> {
    let first_day = day_of(edition.since, turn.settings().people.zone).to_string();
    let mut news = Vec::new();
    for place in &edition.places {
        let rows = given(turn.tx(), place, &first_day, edition.since).await?;
        for kudos in rows.chunk_by(|one, other| one.number == other.number) {
            news.push(item(edition.language, kudos)?);
        }
    }
    Ok(news)
}

async fn given(tx: &mut Tx, place: &PlaceRef, first_day: &str, since: Timestamp) -> sqlx::Result<Vec<Row>> {
    let (network, id) = (place.network.as_str(), &place.id);
    on!(tx, |c| {
        let query = sqlx::query_as(GIVEN).bind(network).bind(id).bind(first_day);
        query.bind(since.millis()).fetch_all(c).await
    })
}

/// The rows of one kudos, of which there is one at least.
fn item(language: Language, rows: &[Row]) -> anyhow::Result<News> {
    let first = &rows[0];
    let reason: Text = serde_json::from_str(&first.reason)?;
    let names: Vec<String> = rows.iter().map(|row| row.name.clone()).collect();
    let mut people: Vec<MemberId> = vec![first.giver.parse()?];
    for row in rows {
        people.push(row.receiver.parse()?);
    }
    Ok(News {
        section: Section::Kudos,
        item: format!("K{}", first.number),
        people,
        use_to: i64::try_from(rows.len())?,
        at: Timestamp::from_millis(first.at),
        text: card::said(language, &names, &first.giver_name, &reason),
        board: None,
    })
}
