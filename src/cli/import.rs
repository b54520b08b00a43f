//! `stoa import`: brings in what a community knew before Stoa came, and shows how far it is.

use super::arguments::{Options, Source};
use super::networks::Networks;
use super::{store, write};
use indicatif::{ProgressBar, ProgressStyle};
use stoa::engine::SystemClock;
use stoa::import::{Source as Site, import_stackexchange};
use stoa::telemetry;
use stoa_chat::Network;

/// What the bar shows; without a terminal on the standard error stream there is none.
const BAR: &str = "{bar:30} {percent:>3} %  {bytes} of {total_bytes}, {eta} left";

/// Imports from `source`, beside whatever else works on the database.
///
/// # Errors
/// When the source cannot be read, or the database fails.
pub async fn import(options: &Options, networks: &dyn Networks, source: Source) -> anyhow::Result<()> {
    let settings = options.settings()?.settings;
    let home = match networks.adapters(&settings)?.first() {
        Some(adapter) => adapter.network().clone(),
        None => networks.make_believe(),
    };
    telemetry::start(&settings.log, networks.muted())?;
    let Source::StackExchange { path, site: name, network } = source;
    let mut site = Site::at(path);
    site.site = name.unwrap_or(site.site);
    site.network = network.map_or(home, Network::new);
    anyhow::ensure!(site.path.exists(), "cannot read {}: there is no such file", site.path.display());

    let db = store::open_beside(&settings, &options.data).await?;
    let bar = ProgressBar::new(0).with_style(ProgressStyle::with_template(BAR)?);
    let mut progress = |bytes, total| {
        bar.set_length(total);
        bar.set_position(bytes);
    };
    let report =
        import_stackexchange(&db, &SystemClock::default(), &site, &options.data, &mut progress).await;
    bar.finish_and_clear();
    db.close().await;
    write(&format!("{}\n", report?))
}
