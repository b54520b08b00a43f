//! `stoa ledger`: whether the books of the points are in order, and what they would say if all was counted again.

use super::arguments::Options;
use super::personal::existing;
use super::{store, write};
use anyhow::bail;
use clap::Subcommand;
use stoa::features::recognition::{replay, verify};

/// What stands under the help.
pub const EXAMPLES: &str = "\
Examples:
  stoa ledger verify        whether everything adds up
  stoa ledger replay        count again, by the settings of today, and compare

Nothing is changed, and Stoa may run meanwhile. The exit code is 1 if something
does not add up, or was counted differently. After a change of [recognition]
older awards keep what they were booked with, and `replay` lists them.";

/// What to do with the books.
#[derive(Debug, Subcommand)]
pub enum Ledger {
    /// See whether every transaction and the whole sum to zero, and every award has its cause
    Verify,
    /// Count everything again from what people did, and compare it with what is booked
    Replay,
}

/// Does it.
///
/// # Errors
/// When something is wrong with the books, or the database fails.
pub async fn ledger(options: &Options, what: &Ledger) -> anyhow::Result<()> {
    let settings = options.settings()?.settings;
    let db = existing(store::open_to_look(&settings, &options.data).await?).await?;
    let mut tx = db.begin_read().await?;
    let (found, good) = match what {
        Ledger::Verify => (verify(&mut tx).await?, "Everything adds up.\n"),
        Ledger::Replay => {
            (replay(&mut tx, &settings.recognition).await?, "Counted again, everything is as it is booked.\n")
        }
    };
    tx.rollback().await?;
    db.close().await;
    if found.is_empty() {
        return write(good);
    }
    write(&format!("{}\n", found.join("\n")))?;
    match what {
        Ledger::Verify => bail!("the books are not in order ({} findings): please report it", found.len()),
        Ledger::Replay => bail!(
            "{} awards were booked with other points than the settings give today: that is right if the settings of \
             [recognition] were changed, and otherwise please report it",
            found.len()
        ),
    }
}
