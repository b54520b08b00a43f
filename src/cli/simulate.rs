//! `stoa simulate`: who would be matched with whom, from a file or the database; nothing is kept and nobody is
//! told.

use super::arguments::Options;
use super::failure::Misuse;
use super::personal::existing;
use super::{store, write};
use anyhow::Context as _;
use clap::{Args, Subcommand};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};
use stoa::engine::{Clock as _, SystemClock};
use stoa::features::{introductions, mentoring};
use stoa::simulation::{Unreadable, simulate_introductions, simulate_mentoring};

/// What stands under the help.
pub const EXAMPLES: &str = r#"Examples:
  stoa simulate mentoring                       the people in the database, now
  stoa simulate mentoring programme.json
  stoa simulate introductions coffee.json --json

A file for mentoring; only `name` and `topics` are needed:
  {"seed": 1, "weights": {"skills": 40},
   "mentors": [{"name": "ana", "topics": ["sql"], "capacity": 2,
     "languages": ["en"], "zone": "Europe/Berlin", "hours": "Mon-Fri 9-17",
     "seniority": 6, "team": "Platform", "manager": "chen", "feedback": 90,
     "avoid": ["ben"]}],
   "mentees": [{"name": "kim", "topics": ["sql"], "wishes": ["ana"]}],
   "past": [["kim", "chen"]]}
And for introductions:
  {"today": "2026-03-02", "size": 2, "alone": ["kim"],
   "people": [{"name": "ana", "team": "Platform", "site": "Berlin"}],
   "met": [["ana", "kim", "2026-01-12"]]}

Nothing is kept, nobody is told."#;

/// What is tried.
#[derive(Debug, Subcommand)]
pub enum Simulate {
    /// Mentors and mentees: pairs, reasons, fairness, and the proof that nothing is better
    Mentoring(Input),
    /// Introductions: who would meet whom
    Introductions(Input),
}

/// What it is tried with.
#[derive(Debug, Args)]
pub struct Input {
    /// The people, as JSON; without it those in the database, as they stand now
    file: Option<PathBuf>,
    /// What breaks ties among the people of the database
    #[arg(long, default_value_t = 0, conflicts_with = "file")]
    seed: u64,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

/// Does it.
///
/// # Errors
/// When the file or the database cannot be read.
pub async fn simulate(options: &Options, what: &Simulate) -> anyhow::Result<()> {
    match what {
        Simulate::Mentoring(input) => match &input.file {
            Some(file) => input.tell(&from(file, simulate_mentoring)?),
            None => mentoring(options, input).await,
        },
        Simulate::Introductions(input) => match &input.file {
            Some(file) => input.tell(&from(file, simulate_introductions)?),
            None => introductions(options, input).await,
        },
    }
}

/// The mentors and mentees of the database, programme by programme.
async fn mentoring(options: &Options, input: &Input) -> anyhow::Result<()> {
    let (settings, now) = (options.settings()?.settings, SystemClock::default().now());
    let db = existing(store::open_to_look(&settings, &options.data).await?).await?;
    let mut tx = db.begin_read().await?;
    let reports = mentoring::rehearse(&mut tx, &settings, now, input.seed).await?;
    tx.rollback().await?;
    db.close().await;
    let headed = reports.into_iter().map(|(programme, report)| {
        let heading = if programme.is_empty() { "everybody".to_owned() } else { programme };
        (heading, report)
    });
    input.tell_all(headed.collect(), "Nobody offers or seeks mentoring yet.")
}

/// Those who take part in introductions, place by place.
async fn introductions(options: &Options, input: &Input) -> anyhow::Result<()> {
    let (settings, now) = (options.settings()?.settings, SystemClock::default().now());
    let db = existing(store::open_to_look(&settings, &options.data).await?).await?;
    let mut tx = db.begin_read().await?;
    let reports = introductions::rehearse(&mut tx, &settings, now, input.seed).await?;
    tx.rollback().await?;
    db.close().await;
    let headed =
        reports.into_iter().map(|(place, report)| (format!("{}/{}", place.network, place.id), report));
    input.tell_all(headed.collect(), "Nobody takes part in introductions yet.")
}

impl Input {
    fn tell<R: Serialize + Display>(&self, report: &R) -> anyhow::Result<()> {
        if self.json {
            write(&format!("{:#}\n", serde_json::to_value(report)?))
        } else {
            write(&report.to_string())
        }
    }

    /// Tells reports of the database, each under what it is about.
    fn tell_all<R: Serialize + Display>(&self, reports: Vec<(String, R)>, none: &str) -> anyhow::Result<()> {
        if self.json {
            let all: BTreeMap<String, R> = reports.into_iter().collect();
            return write(&format!("{:#}\n", serde_json::to_value(all)?));
        }
        if reports.is_empty() {
            return write(&format!("{none}\n"));
        }
        let sections = reports.iter().map(|(about, report)| format!("== {about}\n{report}"));
        write(&sections.collect::<Vec<_>>().join("\n"))
    }
}

/// What the people of a file come to.
fn from<F: DeserializeOwned, R>(
    path: &Path,
    simulate: impl Fn(&F) -> Result<R, Unreadable>,
) -> anyhow::Result<R> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let file = serde_json::from_str(&text).map_err(|error| misuse(path, &error))?;
    simulate(&file).map_err(|error| misuse(path, &error).into())
}

fn misuse(path: &Path, error: &dyn Display) -> Misuse {
    Misuse(format!("{}: {error}. `stoa simulate --help` shows a file", path.display()))
}
