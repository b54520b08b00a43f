//! What `stoa check` says of the database: its tables, its key, and what waits in its queues.

use super::key;
use super::report::{Report, counted};
use crate::cli::failure::in_words;
use crate::cli::store::{configured_key, file_in, key_mark, open_to_look};
use chrono_tz::Tz;
use std::path::Path;
use stoa::database::{Db, MIGRATIONS};
use stoa::engine::{ParkedEvent, ParkedJob, Status};
use stoa::on;
use stoa::settings::Settings;

/// Adds everything about the database to `report`.
pub async fn check(report: &mut Report, settings: &Settings, data: &Path) {
    let place = if settings.database.is_postgres() {
        format!("PostgreSQL, {}", settings.database.url)
    } else {
        format!("SQLite, {}", file_in(data).display())
    };
    match open_to_look(settings, data).await {
        Err(error) => report.wrong_line("Database", in_words(error)),
        Ok(None) => {
            report.line("Database", format!("{place}; not there yet, the first start makes it"));
            absent_key(report, settings, data);
        }
        Ok(Some(db)) => {
            if let Err(error) = look(report, &place, &db, settings, data).await {
                report.wrong_line("Database", format!("{place}: {}", in_words(error)));
            }
            db.close().await;
        }
    }
}

async fn look(
    report: &mut Report,
    place: &str,
    db: &Db,
    settings: &Settings,
    data: &Path,
) -> anyhow::Result<()> {
    let pending = db.pending_migrations().await?;
    let from_the_future =
        !pending.iter().any(|file| file.starts_with("0001")) && newest(db).await? > newest_known();
    if from_the_future {
        report.wrong_line(
            "Database",
            format!("{place}; made by a newer Stoa: start that version, or a newer one"),
        );
    } else if pending.is_empty() {
        report.line("Database", format!("{place}; up to date"));
    } else {
        let pending = format!(
            "{}: {}",
            counted(pending.len(), "migration waits", "migrations wait"),
            pending.join(", ")
        );
        report.line("Database", format!("{place}; {pending}"));
        if db.is_postgres() && !settings.database.migrate {
            report.wrong("the tables are not up to date: run `stoa migrate`, or set database.migrate = true");
        }
        // What is counted below may not be there yet.
        absent_key(report, settings, data);
        return Ok(());
    }
    fitting_key(report, db, settings, data).await?;
    schedule(report, db, settings.people.zone).await?;
    queues(report, db).await
}

/// The newest migration that this database has seen.
async fn newest(db: &Db) -> anyhow::Result<i64> {
    const SQL: &str = "SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations";
    let mut tx = db.begin_read().await?;
    let (newest,): (i64,) = on!(&mut tx, |c| sqlx::query_as(SQL).fetch_one(c).await)?;
    Ok(newest)
}

fn newest_known() -> i64 {
    MIGRATIONS.iter().map(stoa::database::Migration::version).max().unwrap_or(0)
}

/// The key, before anything was sealed with one.
fn absent_key(report: &mut Report, settings: &Settings, data: &Path) {
    match configured_key(settings, data) {
        Err(error) => report.wrong_line("Queue key", format!("{error:#}")),
        Ok(Some(_)) => report.line("Queue key", "there; nothing was sealed with it yet"),
        Ok(None) if settings.database.is_postgres() => {
            let path = settings.secrets.queue_key_path(data);
            report
                .wrong_line("Queue key", format!("{} is not there (secrets.queue_key_file)", path.display()));
        }
        Ok(None) => report.line("Queue key", "not there yet, the first start makes it"),
    }
}

async fn fitting_key(report: &mut Report, db: &Db, settings: &Settings, data: &Path) -> anyhow::Result<()> {
    let Some(mark) = key_mark(db).await? else {
        absent_key(report, settings, data);
        return Ok(());
    };
    match configured_key(settings, data) {
        Err(error) => report.wrong_line("Queue key", format!("{error:#}")),
        Ok(None) => {
            let path = settings.secrets.queue_key_path(data);
            let words = format!("{} is missing; put it back, what waits was sealed with it", path.display());
            report.wrong_line("Queue key", words);
        }
        Ok(Some(key)) => {
            if key::fits(key, &mark).await? {
                report.line("Queue key", "fits the database");
            } else {
                let words =
                    "does not fit the database: give the key that it was made with (secrets.queue_key_file)";
                report.wrong_line("Queue key", words);
            }
        }
    }
    Ok(())
}

/// What is planned, and for when, in the zone of the settings.
async fn schedule(report: &mut Report, db: &Db, zone: Tz) -> anyhow::Result<()> {
    const SQL: &str = "SELECT feature, kind, COUNT(*), MIN(not_before) FROM job WHERE state = 'waiting'
        GROUP BY feature, kind ORDER BY feature, kind";
    let mut tx = db.begin_read().await?;
    let rows: Vec<(String, String, i64, i64)> = on!(&mut tx, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
    let mut about = "Schedule";
    for (feature, kind, planned, next) in rows {
        let next = chrono::DateTime::from_timestamp_millis(next).unwrap_or_default().with_timezone(&zone);
        let next = next.format("%Y-%m-%d %H:%M %Z");
        report.line(about, format!("{feature}, {kind}: {planned} planned, the next for {next}"));
        about = "";
    }
    if about == "Schedule" {
        report.line(about, "nothing is planned yet");
    }
    Ok(())
}

async fn queues(report: &mut Report, db: &Db) -> anyhow::Result<()> {
    let status = Status::of(db).await?;
    report.line("Waiting", amounts(status.events_waiting, status.actions_waiting, status.jobs_waiting));
    report.line("Parked", amounts(status.events_parked, 0, status.jobs_parked));
    report.line("Dead", amounts(0, status.actions_dead, 0));
    report.line("Uncertain", amounts(0, status.actions_uncertain, 0));
    for event in ParkedEvent::all(db).await? {
        let ParkedEvent { number, attempts, error, .. } = event;
        let tried = counted(attempts, "time", "times");
        report.wrong(format!("E{number} was tried {tried} in vain: {error} (`stoa events retry E{number}`)"));
    }
    for job in ParkedJob::all(db).await? {
        let ParkedJob { feature, kind, subject, attempts, error } = job;
        let job = format!("{feature}, {kind} {subject}");
        let tried = counted(attempts, "time", "times");
        report.wrong(format!(
            "{} was tried {tried} in vain: {error} (`stoa events retry --all`)",
            job.trim_end()
        ));
    }
    for (state, why, actions) in Status::reasons(db).await? {
        let why = if why.is_empty() { "nobody said why" } else { &why };
        report.wrong(format!("{} {state}: {why}", counted(actions, "action is", "actions are")));
    }
    Ok(())
}

/// `2 events, 1 job`, or `nothing`.
fn amounts(events: i64, actions: i64, jobs: i64) -> String {
    let kinds = [(events, "event", "events"), (actions, "action", "actions"), (jobs, "job", "jobs")];
    let some = kinds.into_iter().filter(|(number, ..)| *number > 0);
    let words: Vec<_> = some.map(|(number, one, many)| counted(number, one, many)).collect();
    if words.is_empty() { "nothing".to_owned() } else { words.join(", ") }
}
