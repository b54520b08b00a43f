//! `stoa certificate verify`: whether what somebody shows was given by this Stoa.

use super::arguments::Options;
use super::personal::existing;
use super::{store, write};
use anyhow::bail;
use clap::Subcommand;
use stoa::features::badges::verify;
use stoa::language::Language;
use stoa::people::hours::day_of;

/// What stands under the help.
pub const EXAMPLES: &str = "\
Examples:
  stoa certificate verify 7K3QM-9XF2A-H4T8Z

The exit code is 0 if the certificate is genuine and what it is for still
stands, and 1 if not.";

/// What to do with a certificate.
#[derive(Debug, Subcommand)]
pub enum Certificate {
    /// Say whose it is and what for, if it is genuine
    Verify {
        /// The code that stands on it
        code: String,
    },
}

/// Says whose a certificate is and what for.
///
/// # Errors
/// When no certificate has the code, or what it is for was taken back.
pub async fn certificate(options: &Options, what: &Certificate) -> anyhow::Result<()> {
    let Certificate::Verify { code } = what;
    let settings = options.settings()?.settings;
    let db = existing(store::open_to_look(&settings, &options.data).await?).await?;
    let mut tx = db.begin_read().await?;
    let found = verify(&mut tx, code, Language::En).await?;
    tx.rollback().await?;
    db.close().await;
    let Some(found) = found else {
        bail!("no certificate has the code `{code}`: it has fifteen letters and digits, is one mistyped?");
    };
    let (name, badge) = (&found.name, &found.badge);
    if !found.standing {
        bail!("this certificate was genuine, but what {name} had the badge {badge} for was taken back");
    }
    let day = day_of(found.at, settings.people.zone);
    write(&format!("Genuine: {name} {} and has the badge {badge} since {day}.\n", found.deed))
}
