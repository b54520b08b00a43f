//! The shipped town's past: its people with what they told about themselves, and their earlier questions.

use super::jsonl::JsonLines;
use super::lines::Lines;
use super::patience::persistently;
use super::report::Report;
use super::writer::{Destination, Writer, bring_in};
use super::{Outlet, carry};
use crate::database::Db;
use crate::engine::{ChangeKind, Clock, reindex};
use crate::language::Language;
use crate::on;
use crate::people::hours::WorkingHours;
use anyhow::{Context as _, bail};
use chrono_tz::Tz;
use serde::Deserialize;
use stoa_chat::{Network, PlaceRef, UserRef};

/// A town and its past, as `config/sample/README.md` describes them.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    /// `town.toml`.
    pub town: &'a str,
    /// `questions.jsonl`.
    pub questions: &'a str,
}

/// The sample that is part of the program.
pub const SAMPLE: Sample<'static> = Sample {
    town: include_str!("../../config/sample/town.toml"),
    questions: include_str!("../../config/sample/questions.jsonl"),
};

/// The part of `town.toml` that concerns the past.
#[derive(Debug, Deserialize)]
struct Town {
    #[serde(rename = "place")]
    places: Vec<Place>,
    #[serde(rename = "person")]
    people: Vec<Person>,
}

#[derive(Debug, Deserialize)]
struct Place {
    name: String,
}

#[derive(Debug, Deserialize)]
struct Person {
    id: String,
    name: String,
    zone: Tz,
    language: Language,
    hours: WorkingHours,
    topics: Vec<String>,
}

/// Loads a sample town: its people as accounts on `network` under their own ids, and its earlier questions as
/// asked in its first place. A second run changes nothing, and people who have told their hours are left as
/// they are.
///
/// # Errors
/// When the sample is not as its README says, or the database fails.
pub async fn import_sample(
    db: &Db,
    clock: &dyn Clock,
    sample: &Sample<'_>,
    network: &Network,
) -> anyhow::Result<Report> {
    let town: Town = toml::from_str(sample.town).context("town.toml is not as its README says")?;
    let place = town.places.first().context("town.toml has no place")?;
    let (home, written) = (PlaceRef::new(network, &place.name), |id: i64| id.to_string());
    let to = Destination { home, source: "sample:".to_owned(), id: written, account: String::new() };
    let names = town.people.iter().map(|person| (person.id.clone(), person.name.clone())).collect();
    let mut rows = JsonLines::new(Lines::of("questions.jsonl", sample.questions), names);
    let mut refuse =
        |reject: &super::rows::Reject| bail!("{} line {}: {}", reject.file, reject.line, reject.reason);
    let mut outlet = Outlet { rejects: &mut refuse, progress: &mut |_, _| {} };
    let mut report = Report::default();
    carry(&mut rows, &Writer { db, clock, to }, &mut outlet, &mut report).await?;
    for person in &town.people {
        let user = UserRef::new(network, &person.id);
        let new = persistently(clock, async || settle(db, clock, &user, person).await).await?;
        report.people += u64::from(new);
    }
    Ok(report)
}

/// Makes `person` a member with hours and topics, unless they are; says whether they are new.
async fn settle(db: &Db, clock: &dyn Clock, user: &UserRef, person: &Person) -> anyhow::Result<bool> {
    const FIND: &str = "SELECT member FROM account WHERE network = $1 AND user_id = $2";
    const PROFILE: &str =
        "UPDATE member SET hours = $2, zone = $3, language = $4 WHERE id = $1 AND hours IS NULL";
    const HELPS: &str =
        "INSERT INTO topic_member (topic, member, role) VALUES ($1, $2, 'helps') ON CONFLICT DO NOTHING";
    let mut tx = db.begin().await?;
    let network = user.network.as_str();
    let known: Option<(String,)> =
        on!(&mut tx, |c| sqlx::query_as(FIND).bind(network).bind(&user.id).fetch_optional(c).await)?;
    let new = known.is_none();
    let id = match known {
        Some((id,)) => id,
        None => bring_in(&mut tx, user, &person.name, clock.now()).await?.to_string(),
    };
    let hours = person.hours.to_string();
    let settled = on!(&mut tx, |c| sqlx::query(PROFILE)
        .bind(&id)
        .bind(&hours)
        .bind(person.zone.name())
        .bind(person.language.tag())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    if settled > 0 {
        for topic in &person.topics {
            on!(&mut tx, |c| sqlx::query(HELPS).bind(topic).bind(&id).execute(c).await.map(drop))?;
        }
        reindex(&mut tx, ChangeKind::Declared, &id).await?;
    }
    tx.commit().await?;
    Ok(new)
}
