//! The weekly digest on Slack, with the picture of its board: drawn, uploaded, and described for those who do not see it.

use crate::hall::{Hall, Way};
use crate::stage::{TEAMS, employ};
use anyhow::{Context as _, ensure};
use std::time::Duration;
use stoa_terminal::Transcript;

/// A week passes, and the digest comes in words, with a table, and as a picture.
pub async fn check(way: Way) -> anyhow::Result<()> {
    let transcript = Transcript::parse(TEAMS)?;
    let hall = Hall::open(&transcript, way).await?;
    employ(hall.db(), &transcript, &hall.names).await?;
    let (ana, ben) = (hall.person("ana")?, hall.person("ben")?);
    let help = hall.names.places.get("#help").context("the place")?.clone();
    let said = |done: Result<(), String>| done.map_err(anyhow::Error::msg);
    said(ana.command(&help, "/ask", "#postgres Why is my query slow since the upgrade?"))?;
    hall.quiet().await?;
    let card = ana.sees().into_iter().find(|seen| seen.words.starts_with("Q1")).context("the card")?;
    let answer = ben.replies(&help, &card.ts, "After an upgrade the statistics are gone: run ANALYZE once.");
    hall.quiet().await?;
    ana.reacts(&help, &answer, "white_check_mark");
    hall.quiet().await?;
    hall.advance(hall.now() + Duration::from_hours(7 * 24)).await?;
    hall.quiet().await?;

    let seen = ana.sees();
    let digest = seen.iter().find(|seen| seen.words.contains("This week in")).context("no digest came")?;
    for words in ["Answers that helped", "run ANALYZE once", "Teams that helped here", "1 web", "2 ops"] {
        ensure!(digest.words.contains(words), "{words} is not in the digest: {}", digest.words);
    }
    let picture = seen.iter().find(|seen| seen.words.contains("[picture]")).context("no picture came")?;
    ensure!(
        picture.words.contains("Bar chart of 2 teams"),
        "the picture has no description: {}",
        picture.words
    );
    ensure!(hall.troubles().await?.is_empty(), "trouble: {:?}", hall.troubles().await?);
    Ok(())
}
