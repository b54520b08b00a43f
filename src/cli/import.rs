//! `stoa import`: brings in what a community knew before Stoa came, and shows how far it is.

use super::arguments::{Options, Source};
use super::networks::Networks;
use super::{store, write};
use indicatif::{ProgressBar, ProgressStyle};
use std::path::{Path, PathBuf};
use stoa::database::Db;
use stoa::engine::SystemClock;
use stoa::import::{SlackSource, Source as Site, import_people, import_slack, import_stackexchange};
use stoa::telemetry;
use stoa_chat::Network;

/// What the bar shows; without a terminal on the standard error stream there is none.
const BAR: &str = "{bar:30} {percent:>3} %  {bytes} of {total_bytes}, {eta} left";

/// Something to import, with all that was left open filled in.
enum Import {
    StackExchange(Site),
    Slack(SlackSource),
    People { file: PathBuf, dry_run: bool },
}

/// Imports from `source`, beside whatever else works on the database.
///
/// # Errors
/// When the source cannot be read, or the database fails.
pub async fn import(options: &Options, networks: &dyn Networks, source: Source) -> anyhow::Result<()> {
    let settings = options.settings()?.settings;
    let home = match networks.adapters(&settings, &options.data)?.first() {
        Some(adapter) => adapter.network().clone(),
        None => networks.make_believe(),
    };
    telemetry::start(&settings.log, networks.discretion())?;
    let import = Import::of(source, home);
    let path = import.path();
    anyhow::ensure!(path.exists(), "cannot read {}: there is no such file", path.display());

    let db = store::open_beside(&settings, &options.data).await?;
    let bar = ProgressBar::new(0).with_style(ProgressStyle::with_template(BAR)?);
    let mut progress = |bytes, total| {
        bar.set_length(total);
        bar.set_position(bytes);
    };
    let report = import.run(&db, &options.data, &mut progress).await;
    bar.finish_and_clear();
    db.close().await;
    write(&format!("{}\n", report?))
}

impl Import {
    fn of(source: Source, home: Network) -> Self {
        let on = |network: Option<String>| network.map_or(home, Network::new);
        match source {
            Source::StackExchange { path, site: name, network } => {
                let site = Site::at(path);
                Self::StackExchange(Site { site: name.unwrap_or(site.site), network: on(network), ..site })
            }
            Source::Slack { path, workspace, network } => {
                Self::Slack(SlackSource { path, workspace, network: on(network) })
            }
            Source::People { file, dry_run } => Self::People { file, dry_run },
        }
    }

    fn path(&self) -> &Path {
        match self {
            Self::StackExchange(site) => &site.path,
            Self::Slack(source) => &source.path,
            Self::People { file, .. } => file,
        }
    }

    /// Imports it, and says what that has done.
    async fn run(
        &self,
        db: &Db,
        rejects: &Path,
        progress: &mut (dyn FnMut(u64, u64) + Send),
    ) -> anyhow::Result<String> {
        let (clock, mut progress) = (SystemClock::default(), progress);
        Ok(match self {
            Self::StackExchange(site) => {
                import_stackexchange(db, &clock, site, rejects, &mut progress).await?.to_string()
            }
            Self::Slack(source) => {
                import_slack(db, &clock, source, rejects, &mut progress).await?.to_string()
            }
            Self::People { file, dry_run } => {
                import_people(db, &clock, file, rejects, *dry_run).await?.to_string()
            }
        })
    }
}
