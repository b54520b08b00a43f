//! Every transcript in `tests/transcripts/` happens as it is written, on both databases.
//!
//! A transcript is documentation and test at once: `stoa play FILE` shows one. After a wanted change,
//! `STOA_UPDATE=1 cargo test --test transcripts` writes down what happens now; read the difference before you
//! commit it.

use anyhow::{Context as _, ensure};
use std::sync::Arc;
use stoa::engine::{Engine, FrozenClock, QueueKey, Rehearsal, Setup};
use stoa::import::{SAMPLE, import_sample};
use stoa::settings::{Settings, Sources};
use stoa::testing::{TestDb, each_database, transcripts};
use stoa::vault::Vault;
use stoa_chat::Adapter as _;
use stoa_terminal::{Played, Town, Transcript, play};

fn settings(transcript: &Transcript) -> anyhow::Result<Settings> {
    let typed = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let mut flags = vec![typed("people.zone", transcript.plan.zone.name()), typed("launch.stage", "all")];
    flags.extend(transcript.settings.iter().cloned());
    let sources = Sources { file: None, folders: Vec::new(), environment: Vec::new(), flags };
    Ok(Settings::load(&sources)?.settings)
}

async fn perform(text: &str, db: &TestDb) -> anyhow::Result<Played> {
    let transcript = Transcript::parse(text)?;
    let town = Town::new(transcript.plan.clone(), stoa::features::verbs())?;
    let clock = Arc::new(FrozenClock::at(transcript.start));
    match transcript.content.as_deref() {
        None => {}
        Some("sample") => drop(import_sample(&db.db, &*clock, &SAMPLE, town.adapter().network()).await?),
        Some(other) => anyhow::bail!("there is no content called {other}"),
    }
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&transcript.seed.to_le_bytes());
    let settings = settings(&transcript)?;
    let (db, key, vault) = (db.db.clone(), QueueKey::random(), Some(Vault::make_believe(db.folder()).await?));
    let setup = Setup { db, key, clock: clock.clone(), seed, settings, vault };
    let engine = Engine::start(setup, vec![Arc::new(town.adapter())]).await?;
    let rehearsal = Rehearsal::new(engine.clone(), clock);
    Ok(play(&transcript, &town, engine.as_ref(), &rehearsal).await?)
}

#[expect(clippy::print_stdout, reason = "what differs is for people to read")]
#[tokio::test]
async fn every_transcript_happens_as_it_is_written() -> anyhow::Result<()> {
    #[expect(
        clippy::disallowed_methods,
        reason = "whether to rewrite is asked of the test, not of the program"
    )]
    let update = std::env::var_os("STOA_UPDATE").is_some();
    let mut different = 0;
    for file in transcripts()? {
        let name = file.display().to_string();
        // A number that was shifted hits nothing, or somebody who cannot see it: the story is then another.
        let refused = std::fs::read_to_string(&file)?.lines().position(|line| line.starts_with("    ! "));
        ensure!(
            update || refused.is_none(),
            "{name}, line {}: the town refuses it",
            refused.unwrap_or(0) + 1
        );
        for db in each_database().await {
            let text = std::fs::read_to_string(&file)?;
            let played = perform(&text, &db).await.with_context(|| name.clone())?;
            if played.differences.is_empty() {
                println!("{name}: as written on {}", db.kind());
            } else if update && db.kind() == "SQLite" {
                println!("{name}: written anew");
                std::fs::write(&file, &played.text)?;
            } else {
                println!("{name}: differs on {} (- expected, + happened)\n\n{played}\n", db.kind());
                different += 1;
            }
        }
    }
    ensure!(
        different == 0,
        "{different} transcripts differ: read above, or write them anew with STOA_UPDATE=1"
    );
    Ok(())
}
