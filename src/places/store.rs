//! Places in the database.

use super::Place;
use crate::database::Tx;
use crate::engine::{Fact, Turn};
use crate::language::Language;
use crate::on;
use crate::people::hours::WorkingHours;
use crate::settings::Settings;
use chrono_tz::Tz;
use std::collections::BTreeMap;
use stoa_chat::{Network, PlaceRef, Timestamp};

/// A place as stored: what is open is NULL.
#[derive(Clone, Debug, Default, sqlx::FromRow)]
pub(super) struct Row {
    listed: Option<bool>,
    sandbox: bool,
    capture: bool,
    language: Option<String>,
    zone: Option<String>,
    hours: Option<String>,
    introduced_at: Option<i64>,
}

impl Row {
    /// Whether features are on here unless they are switched off one by one.
    pub(super) fn is_listed(&self, place: &PlaceRef, settings: &Settings) -> bool {
        self.listed.unwrap_or_else(|| settings.launch.lists(place))
    }

    pub(super) fn into_place(self, place: &PlaceRef, settings: &Settings) -> Place {
        let people = &settings.people;
        // What was stored was checked; what the settings say was checked at start.
        let hours = WorkingHours::parse(self.hours.as_deref().unwrap_or(&people.hours)).unwrap_or_default();
        Place {
            place: place.clone(),
            listed: self.is_listed(place, settings),
            sandbox: self.sandbox,
            capture: self.capture && !self.sandbox,
            language: self.language.as_deref().map(Language::from_tag),
            zone: self.zone.and_then(|zone| zone.parse().ok()).unwrap_or(people.zone),
            hours,
            introduced_at: self.introduced_at.map(Timestamp::from_millis),
        }
    }
}

pub(super) async fn read(tx: &mut Tx, place: &PlaceRef) -> sqlx::Result<Option<Row>> {
    const SQL: &str = "SELECT listed, sandbox, capture, language, zone, hours, introduced_at FROM place
        WHERE network = $1 AND id = $2";
    let (network, id) = (place.network.as_str(), &place.id);
    on!(tx, |c| sqlx::query_as(SQL).bind(network).bind(id).fetch_optional(c).await)
}

/// The features that were switched one by one in a place.
pub(super) async fn switches(tx: &mut Tx, place: &PlaceRef) -> sqlx::Result<BTreeMap<String, bool>> {
    const SQL: &str = "SELECT feature, enabled FROM place_feature WHERE network = $1 AND place = $2
        ORDER BY feature";
    let (network, id) = (place.network.as_str(), &place.id);
    let rows: Vec<(String, bool)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(network).bind(id).fetch_all(c).await)?;
    Ok(rows.into_iter().collect())
}

/// Whether we have ever heard of a place, or the settings name it.
///
/// # Errors
/// When the database fails.
pub async fn is_known(turn: &mut Turn<'_>, place: &PlaceRef) -> sqlx::Result<bool> {
    Ok(turn.settings().launch.names(place) || read(turn.tx(), place).await?.is_some())
}

/// Whether a place is for practice.
///
/// # Errors
/// When the database fails.
pub async fn is_sandbox(tx: &mut Tx, place: &PlaceRef) -> sqlx::Result<bool> {
    Ok(read(tx, place).await?.is_some_and(|row| row.sandbox))
}

/// Remembers that there is a place; known ones are left as they are.
pub(super) async fn learn_of(tx: &mut Tx, place: &PlaceRef) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO place (network, id, sandbox, capture) VALUES ($1, $2, $3, $3)
        ON CONFLICT (network, id) DO NOTHING";
    let (network, id) = (place.network.as_str(), &place.id);
    on!(tx, |c| sqlx::query(SQL).bind(network).bind(id).bind(false).execute(c).await.map(drop))
}

/// Every place that we have heard of, and those that the settings name, in order.
///
/// # Errors
/// When the database fails.
pub async fn all(turn: &mut Turn<'_>) -> anyhow::Result<Vec<Place>> {
    const SQL: &str = "SELECT network, id FROM place ORDER BY network, id";
    let rows: Vec<(String, String)> = on!(turn.tx(), |c| sqlx::query_as(SQL).fetch_all(c).await)?;
    let heard = rows.into_iter().map(|(network, id)| PlaceRef::new(&Network::new(network), id));
    let mut known: Vec<_> = heard.chain(turn.settings().launch.places()).collect();
    known.sort();
    known.dedup();
    let mut places = Vec::new();
    for place in known {
        places.push(super::at(turn, &place).await?);
    }
    Ok(places)
}

/// Something that a moderator chooses for a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Whether it is for practice.
    Sandbox(bool),
    /// Whether questions that were not asked as such may be picked up.
    Capture(bool),
    /// The language of what everybody reads there.
    Language(Language),
    /// The time zone of its working hours.
    Zone(Tz),
    /// Its working hours.
    Hours(WorkingHours),
}

/// Sets one thing about a place, and tells the features that it holds now.
///
/// # Errors
/// When the database fails.
pub async fn set_up(turn: &mut Turn<'_>, place: &PlaceRef, choice: &Choice) -> sqlx::Result<()> {
    learn_of(turn.tx(), place).await?;
    let sql = match choice {
        Choice::Sandbox(_) => "UPDATE place SET sandbox = $3 WHERE network = $1 AND id = $2",
        Choice::Capture(_) => "UPDATE place SET capture = $3 WHERE network = $1 AND id = $2",
        Choice::Language(_) => "UPDATE place SET language = $3 WHERE network = $1 AND id = $2",
        Choice::Zone(_) => "UPDATE place SET zone = $3 WHERE network = $1 AND id = $2",
        Choice::Hours(_) => "UPDATE place SET hours = $3 WHERE network = $1 AND id = $2",
    };
    let (network, id) = (place.network.as_str(), &place.id);
    on!(turn.tx(), |c| {
        let query = sqlx::query(sql).bind(network).bind(id);
        let query = match choice {
            Choice::Sandbox(on) | Choice::Capture(on) => query.bind(*on),
            Choice::Language(language) => query.bind(language.tag()),
            Choice::Zone(zone) => query.bind(zone.name()),
            Choice::Hours(hours) => query.bind(hours.to_string()),
        };
        query.execute(c).await.map(drop)
    })?;
    turn.announce(Fact::PlaceChanged { place: place.clone() });
    Ok(())
}

/// Switches a whole place on or off: with everything, or with nothing.
///
/// # Errors
/// When the database fails.
pub async fn set_listed(tx: &mut Tx, place: &PlaceRef, listed: bool) -> sqlx::Result<()> {
    const SET: &str = "UPDATE place SET listed = $3 WHERE network = $1 AND id = $2";
    const FORGET: &str = "DELETE FROM place_feature WHERE network = $1 AND place = $2";
    learn_of(tx, place).await?;
    let (network, id) = (place.network.as_str(), &place.id);
    on!(tx, |c| {
        sqlx::query(SET).bind(network).bind(id).bind(listed).execute(&mut *c).await?;
        sqlx::query(FORGET).bind(network).bind(id).execute(c).await.map(drop)
    })
}

/// Switches one feature on or off in a place.
///
/// # Errors
/// When the database fails.
pub async fn set_feature(tx: &mut Tx, place: &PlaceRef, feature: &str, on: bool) -> sqlx::Result<()> {
    const SQL: &str = "INSERT INTO place_feature (network, place, feature, enabled) VALUES ($1, $2, $3, $4)
        ON CONFLICT (network, place, feature) DO UPDATE SET enabled = excluded.enabled";
    learn_of(tx, place).await?;
    let (network, id) = (place.network.as_str(), &place.id);
    on!(tx, |c| sqlx::query(SQL).bind(network).bind(id).bind(feature).bind(on).execute(c).await.map(drop))
}

/// Remembers that Stoa introduced itself in a place; `false` if it had done so before.
///
/// # Errors
/// When the database fails.
pub async fn set_introduced(tx: &mut Tx, place: &PlaceRef, at: Timestamp) -> sqlx::Result<bool> {
    const SQL: &str = "UPDATE place SET introduced_at = $3
        WHERE network = $1 AND id = $2 AND introduced_at IS NULL";
    learn_of(tx, place).await?;
    let (network, id, at) = (place.network.as_str(), &place.id, at.millis());
    let changed = on!(tx, |c| sqlx::query(SQL)
        .bind(network)
        .bind(id)
        .bind(at)
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}
