//! `stoa check`: says in words what would run, what waits, and what is wrong. It only looks.

mod database;
mod key;
mod report;
mod vault;

use super::arguments::Options;
use super::lock::Lock;
use super::networks::Networks;
use super::write;
use anyhow::bail;
use report::Report;
pub use report::counted;
use stoa::settings::{Loaded, Origin};

/// Prints what would run, and what is wrong. With `all`, also every setting.
///
/// # Errors
/// When something is wrong, after all has been printed.
pub async fn check(options: &Options, networks: &dyn Networks, all: bool) -> anyhow::Result<()> {
    let loaded = options.settings()?;
    let mut report = Report::default();
    folder(&mut report, options);
    settings(&mut report, &loaded, all);
    adapters(&mut report, &loaded, options, networks);
    features(&mut report, &loaded);
    database::check(&mut report, &loaded.settings, &options.data).await;
    vault::check(&mut report, &loaded.settings, &options.data).await;
    write(&report.to_string())?;
    match report.wrongs() {
        0 => Ok(()),
        wrong => bail!("{} wrong, see above", counted(wrong, "thing is", "things are")),
    }
}

fn folder(report: &mut Report, options: &Options) {
    let data = options.data.display();
    let held = if options.data.is_dir() { Lock::held(&options.data) } else { Ok(None) };
    match held {
        Err(error) => report.wrong_line("Data", format!("{error:#}")),
        Ok(Some(holder)) => report.line("Data", format!("{data}; {holder} works on it")),
        Ok(None) if options.data.exists() => report.line("Data", format!("{data}; no process works on it")),
        Ok(None) => report.line("Data", format!("{data}; not there yet, the first start makes it")),
    }
}

fn settings(report: &mut Report, loaded: &Loaded, all: bool) {
    let described = loaded.describe();
    let file = loaded.file.as_ref().map_or_else(|| "no file".to_owned(), |file| file.display().to_string());
    let given = match described.iter().filter(|setting| setting.origin != Origin::Default).count() {
        0 => "everything as usual".to_owned(),
        given => format!("{} given", counted(given, "value", "values")),
    };
    let hint = if all { "" } else { " (--all lists every setting)" };
    report.line("Settings", format!("{file}; {given}{hint}"));
    for setting in described.iter().filter(|setting| all || setting.origin != Origin::Default) {
        report.more(setting.to_string());
    }
}

fn adapters(report: &mut Report, loaded: &Loaded, options: &Options, networks: &dyn Networks) {
    match networks.adapters(&loaded.settings, &options.data) {
        Err(error) => report.wrong_line("Networks", format!("{error:#}")),
        Ok(adapters) if !adapters.is_empty() => {
            let names: Vec<_> = adapters.iter().map(|adapter| adapter.network().to_string()).collect();
            report.line("Networks", names.join(", "));
        }
        Ok(_) if loaded.is_bare() => report.line(
            "Networks",
            "none; with nothing configured, `stoa run` opens a make-believe town on a terminal, and refuses elsewhere",
        ),
        Ok(_) => report.wrong_line("Networks", "none is configured, so `stoa run` would refuse to start"),
    }
    for standing in networks.standing(&loaded.settings, &options.data) {
        report.line(standing.about, standing.words);
        standing.wrong.into_iter().for_each(|wrong| report.wrong(wrong));
    }
}

fn features(report: &mut Report, loaded: &Loaded) {
    let names: Vec<_> = stoa::features::FEATURES.iter().map(|feature| feature.name()).collect();
    report.line("Features", names.join(", "));
    match loaded.settings.server.listen {
        None => report.line("Pages", "off (server.listen)"),
        Some(address) => report.line("Pages", format!("http://{address}: /healthz, /readyz, /metrics")),
    }
    if let Some(address) = loaded.settings.server.listen.filter(|address| !address.ip().is_loopback()) {
        report.wrong(format!(
            "server.listen = {address}: the pages ask for no password, and others can reach them"
        ));
    }
}
