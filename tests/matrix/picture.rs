//! The weekly digest on Matrix, with the picture of its board: drawn, uploaded, and described for those who do not see it.

use crate::hall::Hall;
use crate::office::homeserver;
use crate::stage::{TEAMS, employ};
use anyhow::{Context as _, ensure};
use std::time::Duration;
use stoa_terminal::Transcript;

/// How the bytes of a PNG begin, in base64.
const PNG: &str = "iVBORw0KGgo";

#[tokio::test(flavor = "multi_thread")]
async fn the_weekly_digest_comes_with_its_picture() -> anyhow::Result<()> {
    let Some(server) = homeserver()? else { return Ok(()) };
    let transcript = Transcript::parse(TEAMS)?;
    let hall = Hall::open(server, &transcript).await?;
    employ(hall.db(), &transcript, &hall.names).await?;
    let (ana, ben) = (hall.person("ana")?, hall.person("ben")?);
    let help = hall.names.places.get("#help").context("the place")?;
    let asked = ana.says(help, "!stoa ask #postgres Why is my query slow since the upgrade?").await?;
    hall.heard(&asked).await?;
    hall.quiet().await?;
    let card =
        ana.sees().into_iter().find(|sight| sight.author == hall.bot.user_id && sight.words.contains("Q1"));
    let first = card.context("the card")?.event_id;
    let answer =
        ben.replies(help, &first, "After an upgrade the statistics are gone: run ANALYZE once.").await?;
    hall.heard(&answer).await?;
    hall.quiet().await?;
    let accepted = ana.reacts(help, &answer, "✅").await?;
    hall.heard(&accepted).await?;
    hall.advance(hall.now() + Duration::from_hours(7 * 24)).await?;

    let seen = ana.sees();
    let digest = seen.iter().find(|sight| sight.words.contains("This week in")).context("no digest came")?;
    for words in ["Answers that helped", "run ANALYZE once", "Teams that helped here", "1 web", "2 ops"] {
        ensure!(digest.words.contains(words), "{words} is not in the digest: {}", digest.words);
    }
    let picture = seen.iter().find(|sight| sight.kind == "m.image").context("no picture came")?;
    ensure!(
        picture.content.to_string().contains("Bar chart of 2 teams"),
        "the picture has no description: {}",
        picture.content
    );
    ensure!(ana.picture(picture).await?.starts_with(PNG), "the picture cannot be read");
    ensure!(hall.troubles().await?.is_empty(), "trouble: {:?}", hall.troubles().await?);
    Ok(())
}
