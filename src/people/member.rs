//! A person in the community.

use super::hours::WorkingHours;
use crate::database::{MemberId, Tx};
use crate::language::Language;
use crate::on;
use crate::settings::PeopleSettings;
use anyhow::Context as _;
use chrono::NaiveDate;
use chrono_tz::Tz;
use stoa_chat::Timestamp;

/// A member, with everything left open filled in from the settings.
#[derive(Clone, Debug)]
pub struct Member {
    /// Who.
    pub id: MemberId,
    /// The name that colleagues see.
    pub name: String,
    /// The language to speak to them in.
    pub language: Language,
    /// Their time zone: told by the network or by themselves, else the configured one.
    pub zone: Tz,
    /// When they work.
    pub hours: WorkingHours,
    /// Nothing unasked before this moment.
    pub snoozed_until: Option<Timestamp>,
    /// When we saw them first.
    pub first_seen: Timestamp,
    /// The day on which they started at the company, if it is known.
    pub start_date: Option<NaiveDate>,
    /// Whether the account they acted with is a program's.
    pub bot: bool,
    /// Whether that account is a guest's.
    pub guest: bool,
}

/// A member as stored: what is open is NULL.
#[derive(sqlx::FromRow)]
struct Row {
    name: String,
    language: Option<String>,
    zone: Option<String>,
    hours: Option<String>,
    snoozed_until: Option<i64>,
    first_seen: i64,
    start_date: Option<String>,
}

impl Member {
    /// Reads a member.
    ///
    /// # Errors
    /// When the database fails or the member does not exist.
    pub async fn read(tx: &mut Tx, id: MemberId, defaults: &PeopleSettings) -> anyhow::Result<Self> {
        const SQL: &str = "SELECT name, COALESCE(chosen_language, language) AS language,
                COALESCE(chosen_zone, zone) AS zone, hours, snoozed_until, first_seen,
                start_date
            FROM member WHERE id = $1";
        let row: Option<Row> = on!(tx, |c| sqlx::query_as(SQL).bind(id.to_string()).fetch_optional(c).await)?;
        let row = row.context("a member does not exist")?;
        // What was stored was checked; what the settings say was checked at start.
        let hours = WorkingHours::parse(row.hours.as_deref().unwrap_or(&defaults.hours)).unwrap_or_default();
        Ok(Self {
            id,
            name: row.name,
            language: Language::from_tag(row.language.as_deref().unwrap_or(&defaults.language)),
            zone: row.zone.and_then(|zone| zone.parse().ok()).unwrap_or(defaults.zone),
            hours,
            snoozed_until: row.snoozed_until.map(Timestamp::from_millis),
            first_seen: Timestamp::from_millis(row.first_seen),
            start_date: row.start_date.and_then(|date| date.parse().ok()),
            bot: false,
            guest: false,
        })
    }
}

/// Says nothing unasked to a member until `until`; `None` ends that.
///
/// # Errors
/// When the database fails.
pub async fn set_snooze(tx: &mut Tx, id: MemberId, until: Option<Timestamp>) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE member SET snoozed_until = $2 WHERE id = $1";
    let until = until.map(Timestamp::millis);
    on!(tx, |c| sqlx::query(SQL).bind(id.to_string()).bind(until).execute(c).await.map(drop))
}

/// Sets when a member works.
///
/// # Errors
/// When the database fails.
pub async fn set_hours(tx: &mut Tx, id: MemberId, hours: &WorkingHours) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE member SET hours = $2 WHERE id = $1";
    on!(tx, |c| sqlx::query(SQL).bind(id.to_string()).bind(hours.to_string()).execute(c).await.map(drop))
}

/// Sets a member's time zone.
///
/// # Errors
/// When the database fails.
pub async fn set_zone(tx: &mut Tx, id: MemberId, zone: Tz) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE member SET chosen_zone = $2 WHERE id = $1";
    on!(tx, |c| sqlx::query(SQL).bind(id.to_string()).bind(zone.name()).execute(c).await.map(drop))
}

/// Sets the language that a member is spoken to in.
///
/// # Errors
/// When the database fails.
pub async fn set_language(tx: &mut Tx, id: MemberId, language: Language) -> sqlx::Result<()> {
    const SQL: &str = "UPDATE member SET chosen_language = $2 WHERE id = $1";
    on!(tx, |c| sqlx::query(SQL).bind(id.to_string()).bind(language.tag()).execute(c).await.map(drop))
}
