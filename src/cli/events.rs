//! `stoa events`: the events that were tried in vain, and another try for them, and for jobs alike.

use super::arguments::Options;
use super::check::counted;
use super::{store, write};
use anyhow::bail;
use clap::Subcommand;
use stoa::database::Db;
use stoa::engine::{ParkedEvent, ParkedJob, Unread};
use stoa::settings::Settings;

/// What stands under the help.
pub const EXAMPLES: &str = "\
Examples:
  stoa events parked        what was tried in vain, and why
  stoa events retry E17
  stoa events retry --all   also work that fell due and was tried in vain";

/// What to do with parked events.
#[derive(Debug, Subcommand)]
pub enum Events {
    /// List them
    Parked,
    /// Count what networks sent and could not be read; it is kept, sealed, for a while
    Unread,
    /// Put them back to be tried again
    Retry {
        /// The number, as people were told it: E17
        #[arg(value_parser = event_number, required_unless_present = "all")]
        id: Option<i64>,
        /// All of them, and the jobs that were tried in vain
        #[arg(long, conflicts_with = "id")]
        all: bool,
    },
}

/// Lists parked events, or puts them back.
///
/// # Errors
/// When there is no such event, or no database that holds any.
pub async fn events(options: &Options, what: &Events) -> anyhow::Result<()> {
    let settings = options.settings()?.settings;
    match what {
        Events::Parked => parked(&settings, options).await,
        Events::Unread => unread(&settings, options).await,
        // Without a number it is `--all`: clap wants one of them.
        Events::Retry { id, all: _ } => retry(&settings, options, *id).await,
    }
}

async fn parked(settings: &Settings, options: &Options) -> anyhow::Result<()> {
    let db = usable(store::open_to_look(settings, &options.data).await?).await?;
    let parked = ParkedEvent::all(&db).await?;
    db.close().await;
    if parked.is_empty() {
        return write("No event is parked.\n");
    }
    let line = |ParkedEvent { number, received_at, attempts, error }: &ParkedEvent| {
        format!("E{number}  {}  {attempts} tries  {error}\n", moment(*received_at, settings))
    };
    let lines: String = parked.iter().map(line).collect();
    write(&format!("{lines}\nWhen the cause is gone: `stoa events retry E{}`, or --all.\n", parked[0].number))
}

async fn unread(settings: &Settings, options: &Options) -> anyhow::Result<()> {
    let db = usable(store::open_to_look(settings, &options.data).await?).await?;
    let unread = Unread::all(&db).await?;
    db.close().await;
    if unread.is_empty() {
        return write("Everything that came could be read.\n");
    }
    let line = |Unread { network, kind, times, latest }: &Unread| {
        format!("{times:>6}  {network}  {kind}  last {}\n", moment(*latest, settings))
    };
    let lines: String = unread.iter().map(line).collect();
    write(&format!("{lines}\nNobody has to do anything: a newer Stoa may know these kinds.\n"))
}

/// A moment as admins read it.
fn moment(millis: i64, settings: &Settings) -> impl std::fmt::Display {
    let at = chrono::DateTime::from_timestamp_millis(millis).unwrap_or_default();
    at.with_timezone(&settings.people.zone).format("%Y-%m-%d %H:%M %Z").to_string()
}

async fn retry(settings: &Settings, options: &Options, number: Option<i64>) -> anyhow::Result<()> {
    // Looked at first, since opening it to write would make a database that is not there.
    usable(store::open_to_look(settings, &options.data).await?).await?.close().await;
    let db = store::open(settings, &options.data).await?;
    let events = ParkedEvent::retry(&db, number).await?;
    // Nobody was told a number of a job, so they go back together.
    let jobs = if number.is_none() { ParkedJob::retry_all(&db).await? } else { 0 };
    db.close().await;
    let kinds = [(events, "event", "events"), (jobs, "job", "jobs")];
    let some = kinds.into_iter().filter(|(number, ..)| *number > 0);
    let words: Vec<_> = some.map(|(number, one, many)| counted(number, one, many)).collect();
    match (events + jobs, number) {
        (0, Some(number)) => bail!("E{number} is not parked: `stoa events parked` lists those that are"),
        (0, None) => write("Nothing is parked.\n"),
        (1, _) => write(&format!("{} waits to be tried again.\n", words.join(" and "))),
        _ => write(&format!("{} wait to be tried again.\n", words.join(" and "))),
    }
}

/// A database that has the tables we are about to read.
async fn usable(db: Option<Db>) -> anyhow::Result<Db> {
    let Some(db) = db else { bail!("there is no database yet: the first `stoa run` makes it") };
    if !db.pending_migrations().await?.is_empty() {
        bail!("the tables of this database are not up to date: run `stoa migrate` first");
    }
    Ok(db)
}

fn event_number(typed: &str) -> Result<i64, String> {
    let number = typed.trim_start_matches(['E', 'e']).parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| format!("`{typed}` is no number of an event: write E17"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!((event_number("E17"), event_number("17")), (Ok(17), Ok(17)));
        assert!(event_number("Q17").is_err() && event_number("0").is_err());
    }
}
