//! `stoa simulate`: who would be matched with whom, from a file; nothing is kept and nobody is told.

use super::failure::Misuse;
use super::write;
use anyhow::Context as _;
use clap::{Args, Subcommand};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};
use stoa::simulation::{Unreadable, simulate_introductions, simulate_mentoring};

/// What stands under the help.
pub const EXAMPLES: &str = r#"Examples:
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
    /// The people, as JSON
    file: PathBuf,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

/// Does it.
///
/// # Errors
/// When the file cannot be read.
pub fn simulate(what: &Simulate) -> anyhow::Result<()> {
    match what {
        Simulate::Mentoring(input) => tell(input, simulate_mentoring),
        Simulate::Introductions(input) => tell(input, simulate_introductions),
    }
}

fn tell<F: DeserializeOwned, R: Serialize + Display>(
    input: &Input,
    simulate: impl Fn(&F) -> Result<R, Unreadable>,
) -> anyhow::Result<()> {
    let path = &input.file;
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let file = serde_json::from_str(&text).map_err(|error| misuse(path, &error))?;
    let report = simulate(&file).map_err(|error| misuse(path, &error))?;
    if input.json {
        write(&format!("{:#}\n", serde_json::to_value(&report)?))
    } else {
        write(&report.to_string())
    }
}

fn misuse(path: &Path, error: &dyn Display) -> Misuse {
    Misuse(format!("{}: {error}. `stoa simulate --help` shows a file", path.display()))
}
