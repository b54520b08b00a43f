//! Whether strict people can trust what the bot says: its device is signed by its owner.

use crate::office::{Office, homeserver};
use anyhow::ensure;
use stoa_homeserver::Viewer;

#[expect(clippy::print_stdout, reason = "what was found is for people to read")]
#[tokio::test(flavor = "multi_thread")]
async fn a_strict_client_reads_the_bot_without_a_warning() -> anyhow::Result<()> {
    let Some(server) = homeserver()? else { return Ok(()) };
    let mut office = Office::open(server, true, "").await?;
    let account = office.people.register("vera").await?;
    let viewer = Viewer::start(server, &account).await?;
    office.ana.invites(&office.room, &account.user_id).await?;
    office.ana.until_joined(&office.room, &account.user_id).await?;
    let bot = office.bot.id().to_owned();
    for question in ["Does anybody have the key of the bicycle cellar?", "Who waters the plants?"] {
        office.ana.says(&office.room, &format!("!stoa ask {question}")).await?;
        let read = viewer.until(question, |seen| {
            let mut own = seen.iter().filter(|one| one.author == bot);
            own.find(|one| one.words.contains(question) || one.refused.is_some()).cloned()
        });
        read.await?;
        // What holds for the first session holds after a restart.
        office.bot.stops()?;
        office.bot.starts()?;
    }
    let own: Vec<_> = viewer.readings().into_iter().filter(|one| one.author == bot).collect();
    for one in &own {
        let shield = one.shield.map_or("none known".to_owned(), |shield| shield.to_string());
        println!(
            "shield {shield}, signed by its owner: {}, {}",
            one.signed,
            one.words.lines().next().unwrap_or("")
        );
    }
    for one in &own {
        let trusted = one.encrypted && one.shield == Some(0) && one.signed && one.refused.is_none();
        ensure!(trusted, "a strict client warns of it, or does not read it: {one:?}");
    }
    ensure!(own.len() >= 2, "only {} messages of the bot were seen", own.len());
    Ok(())
}
