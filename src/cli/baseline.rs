//! `stoa baseline`: measures how questions fared before Stoa came, prints it and keeps it.

use super::arguments::Options;
use super::networks::Networks;
use super::{store, write};
use std::path::Path;
use stoa::baseline::{Calendar, keep, measure};
use stoa::engine::{Clock as _, SystemClock};
use stoa::people::hours::WorkingHours;
use stoa::telemetry;

/// Measures the export in `folder`, beside whatever else works on the database.
///
/// # Errors
/// When the folder is no export or cannot be read, or the database fails.
pub async fn baseline(options: &Options, networks: &dyn Networks, folder: &Path) -> anyhow::Result<()> {
    let settings = options.settings()?.settings;
    telemetry::start(&settings.log, networks.discretion())?;
    anyhow::ensure!(folder.exists(), "cannot read {}: there is no such folder", folder.display());
    let calendar =
        Calendar { hours: WorkingHours::parse(&settings.people.hours)?, zone: settings.people.zone };
    let baseline = measure(folder, &calendar)?;
    let db = store::open_beside(&settings, &options.data).await?;
    let mut tx = db.begin().await?;
    keep(&mut tx, &baseline, SystemClock::default().now()).await?;
    tx.commit().await?;
    db.close().await;
    write(&format!("{baseline}\n"))
}
