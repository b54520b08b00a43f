//! `import slack`: what a workspace asked and answered before Stoa came, from Slack's own export.
//!
//! ```text
//! folder ─▶ export ─▶ channel by channel: days ─▶ messages ─▶ threads ─▶ questions and answers
//! ```
//!
//! A thread whose first message reads like a question becomes a question, what others replied becomes its answers, and
//! reactions say which of them helped. Only public channels are read; everything that is left out is counted. A post is
//! called `slack:WORKSPACE:CHANNEL:TS`, which is what it is called in every export of that workspace, so that a newer
//! export adds what is new, also to threads that were imported before.

mod channel;
mod export;
mod markup;
mod message;
mod reactions;
mod report;
#[cfg(test)]
mod tests;
mod threads;

pub(crate) use export::Export;
pub(crate) use message::Ts;
pub use report::SlackReport;
pub(crate) use threads::Threads;

use super::rejects::Rejects;
use super::rows::Reject;
use super::writer::{Destination, Writer};
use super::{Outlet, Progress, carry, plain_name};
use crate::database::Db;
use crate::engine::Clock;
use crate::people;
use anyhow::Context as _;
use channel::ChannelRows;
use export::Broken;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use stoa_chat::{Network, PlaceRef, UserRef};

/// How many accounts are asked about in one statement.
const ASKED_AT_ONCE: usize = 500;

/// What to import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlackSource {
    /// The folder of an unpacked export.
    pub path: PathBuf,
    /// The workspace's id or name, by which its posts are told from those of others; `None` if the export tells it.
    pub workspace: Option<String>,
    /// The network that the accounts are made on, under the ids that they have on Slack.
    pub network: Network,
}

/// Imports the public channels of a Slack export.
///
/// What cannot be read is listed in `import-rejects-<workspace>.jsonl` in the folder `rejects`: where it stands and what
/// is wrong, but no words. Reading a day's file blocks the thread.
///
/// # Errors
/// When the folder is no export, a file cannot be opened, or the database fails and goes on failing. What was written
/// until then stays, and running it again goes on from there.
pub async fn import_slack(
    db: &Db,
    clock: &dyn Clock,
    source: &SlackSource,
    rejects: &Path,
    progress: &mut dyn Progress,
) -> anyhow::Result<SlackReport> {
    let mut export = Export::open(&source.path)?;
    let everybody: Vec<_> = export.everybody().map(|id| UserRef::new(&source.network, id)).collect();
    export.unname(&erased(db, &everybody).await?);
    let workspace = source.workspace.as_deref().or(export.team()).with_context(|| {
        format!("{} does not tell which workspace it is of: say `--workspace NAME`", source.path.display())
    })?;
    let workspace = plain_name(workspace);
    let mut rejects = Rejects::of(&workspace, rejects)?;
    let mut report = SlackReport::default();
    let done = channels(db, clock, source, &export, (&workspace, &mut rejects, progress), &mut report).await;
    report.posts.rejects = rejects.finish()?;
    done.with_context(|| format!("the import of {} stopped", source.path.display()))?;
    Ok(report)
}

/// The ids of those who were erased.
async fn erased(db: &Db, users: &[UserRef]) -> anyhow::Result<HashSet<String>> {
    let mut tx = db.begin_read().await?;
    let mut ids = HashSet::new();
    for some in users.chunks(ASKED_AT_ONCE) {
        ids.extend(people::erased(&mut tx, some).await?.into_keys().map(|user| user.id));
    }
    tx.rollback().await?;
    Ok(ids)
}

/// Imports channel after channel, and counts everything in `report`.
async fn channels(
    db: &Db,
    clock: &dyn Clock,
    source: &SlackSource,
    export: &Export,
    (workspace, rejects, progress): (&str, &mut Rejects, &mut dyn Progress),
    report: &mut SlackReport,
) -> anyhow::Result<()> {
    for (reason, broken) in &export.left {
        *report.posts.rejected.entry(*reason).or_default() += 1;
        if let Some(broken) = broken {
            rejects.add(&broken.as_reject(*reason))?;
        }
    }
    let mut outlet = Outlet { rejects: &mut |reject| rejects.add(reject), progress };
    let mut read = 0;
    for channel in &export.channels {
        let to = Destination {
            home: PlaceRef::new(&source.network, &channel.id),
            source: format!("slack:{workspace}:{}:", channel.id),
            id: Ts::written,
            account: String::new(),
        };
        let mut rows = ChannelRows::new(export, channel, read);
        carry(&mut rows, &Writer { db, clock, to }, &mut outlet, &mut report.posts).await?;
        read = rows.read();
        report.messages += rows.entries();
        report.channels += 1;
    }
    Ok(())
}

impl Broken {
    /// For the list of what might be mended.
    fn as_reject(&self, reason: super::Reason) -> Reject {
        Reject { reason, file: self.file.clone(), line: self.line, text: self.wrong.clone() }
    }
}
