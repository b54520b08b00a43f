//! The people file: when somebody started, their team, manager and site, what they speak and what they are skilled in.
//!
//! ```text
//! file ── sheet ──▶ rows ── directory ──▶ members ── writer ──▶ database
//!           └────────── wrong rows ─────────┴──▶ report and file
//! ```
//!
//! A personnel department knows this; nobody should have to type it again. It is no consent: a skill listed here is a
//! hint whom to ask, and they are asked whether they may be. The file is the truth about its own columns, so an empty
//! cell clears what an earlier file said; a column that is left out changes nothing. What people said of their
//! languages themselves stays.

mod directory;
mod report;
mod sheet;
#[cfg(test)]
mod tests;
mod writer;

pub use report::PeopleReport;

use super::rejects::Rejects;
use crate::database::Db;
use crate::engine::Clock;
use anyhow::Context as _;
use directory::Directory;
use serde::Serialize;
use sheet::{Row, Sheet, Wrong};
use std::collections::HashMap;
use std::path::Path;
use writer::{Entry, Writer};

/// A row that was refused, as it is kept.
#[derive(Debug, Serialize)]
struct Refused<'a> {
    reason: String,
    file: &'a str,
    line: u64,
}

/// Imports a people file. With `dry_run` nothing is changed, and the report says what would be.
///
/// Rows that cannot be used are in the report and in `import-rejects-people.jsonl` in the folder `rejects`.
///
/// # Errors
/// When the file cannot be read or has no usable header, or the database fails and goes on failing. What was written
/// until then stays; running it again does the rest.
pub async fn import_people(
    db: &Db,
    clock: &dyn Clock,
    file: &Path,
    rejects: &Path,
    dry_run: bool,
) -> anyhow::Result<PeopleReport> {
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let Sheet { columns, rows, unused, mut wrong } =
        Sheet::read(&bytes).with_context(|| format!("cannot use {}", file.display()))?;
    let mut tx = db.begin_read().await?;
    let directory = Directory::read(&mut tx).await?;
    tx.rollback().await?;
    let (mut entries, mut lines) = (Vec::new(), HashMap::new());
    for row in rows {
        let line = row.line;
        match entry(row, &directory, &mut lines) {
            Ok(entry) => entries.push(entry),
            Err(why) => wrong.push((line, why)),
        }
    }
    wrong.sort_by_key(|(line, _)| *line);
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let mut kept = Rejects::of("people", rejects)?;
    for (line, why) in &wrong {
        kept.add(&Refused { reason: why.to_string(), file: &name, line: *line })?;
    }
    let rejects = kept.finish()?;
    let changed = Writer { db, clock, columns: &columns, dry_run }.write(&entries).await?;
    Ok(PeopleReport { people: entries.len(), changed, unused, wrong: told(&wrong), rejects, dry_run })
}

/// Finds out whom a row is about; nobody stands in the file twice.
fn entry(
    row: Row,
    directory: &Directory,
    lines: &mut HashMap<crate::database::MemberId, u64>,
) -> Result<Entry, Wrong> {
    let member = directory.find(&row.account)?;
    let manager = row.manager.as_deref().map(|name| directory.find(name)).transpose()?;
    if let Some(before) = lines.insert(member, row.line) {
        lines.insert(member, before);
        return Err(Wrong::Again(before));
    }
    // Somebody who reports to nobody is often written down as their own manager.
    let manager = manager.filter(|manager| *manager != member);
    Ok(Entry { member, manager, row })
}

fn told(wrong: &[(u64, Wrong)]) -> Vec<(u64, String)> {
    wrong.iter().map(|(line, why)| (*line, why.to_string())).collect()
}
