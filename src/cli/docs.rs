//! `stoa docs`: writes the pages that are made from the program, so that they cannot say anything else than it does.

use super::failure::Misuse;
use super::networks::Networks;
use super::write;
use anyhow::{Context as _, bail};
use std::fs;
use std::path::Path;
use stoa::features::badges::badges_md;
use stoa::features::commands_md;

/// Where the page of commands lies in a checkout.
const COMMANDS: &str = "docs/commands.md";

/// And that of badges.
const BADGES: &str = "docs/badges.md";

/// Writes every generated page, or with `check` only compares them.
///
/// # Errors
/// When this is no checkout, a page cannot be written, or with `check` is not up to date.
pub fn docs(networks: &dyn Networks, check: bool) -> anyhow::Result<()> {
    if !Path::new("docs").is_dir() {
        let words = format!("{COMMANDS} lies in a checkout of Stoa: run this in its uppermost folder");
        return Err(Misuse(words).into());
    }
    let mut pages = vec![(COMMANDS, commands_md()), (BADGES, badges_md())];
    pages.extend(networks.pages());
    for (page, wanted) in pages {
        let there = fs::read_to_string(page).is_ok_and(|there| there == wanted);
        match (there, check) {
            (true, _) => write(&format!("{page} is up to date.\n"))?,
            (false, true) => bail!("{page} is not up to date: run `stoa docs`"),
            (false, false) => {
                let folder = Path::new(page).parent().unwrap_or(Path::new("."));
                fs::create_dir_all(folder)
                    .and_then(|()| fs::write(page, wanted))
                    .with_context(|| format!("cannot write {page}"))?;
                write(&format!("{page} is written.\n"))?;
            }
        }
    }
    Ok(())
}
