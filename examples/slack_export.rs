//! Writes a make-believe Slack export, as the tests use it:
//! `cargo run --no-default-features --example slack_export -- DIR [MESSAGES [PEOPLE [DAYS]]]`.

use anyhow::Context as _;
use std::io::Write as _;
use stoa::testing::{Size, SlackWorkspace};

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.first().context("say where: slack_export DIR [MESSAGES [PEOPLE [DAYS]]]")?;
    let number = |nth: usize, usual: u64| arguments.get(nth).map_or(Ok(usual), |typed| typed.parse());
    let size = Size {
        messages: number(1, 20_000)?,
        people: usize::try_from(number(2, 300)?)?,
        days: number(3, 90)?,
    };
    let workspace = SlackWorkspace::new(size, 1);
    workspace.write(folder.as_ref())?;
    writeln!(std::io::stdout(), "{:#?}", workspace.expected())?;
    Ok(())
}
