//! `stoa docs`: writes the pages that are made from the program, so that they cannot say anything else than it does.

use super::failure::Misuse;
use super::write;
use anyhow::{Context as _, bail};
use std::fs;
use std::path::Path;
use stoa::features::commands_md;

/// Where the page lies in a checkout.
const PAGE: &str = "docs/commands.md";

/// Writes every generated page, or with `check` only compares them.
///
/// # Errors
/// When this is no checkout, a page cannot be written, or with `check` is not up to date.
pub fn docs(check: bool) -> anyhow::Result<()> {
    if !Path::new("docs").is_dir() {
        return Err(
            Misuse(format!("{PAGE} lies in a checkout of Stoa: run this in its uppermost folder")).into()
        );
    }
    let wanted = commands_md();
    let there = fs::read_to_string(PAGE).is_ok_and(|there| there == wanted);
    match (there, check) {
        (true, _) => write(&format!("{PAGE} is up to date.\n")),
        (false, true) => bail!("{PAGE} is not up to date: run `stoa docs`"),
        (false, false) => {
            fs::write(PAGE, wanted).with_context(|| format!("cannot write {PAGE}"))?;
            write(&format!("{PAGE} is written.\n"))
        }
    }
}
