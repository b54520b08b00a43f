//! The transcripts happen on Matrix as they are written for the terminal, but for what `apart` lists.

use crate::apart::why_not;
use crate::office::{environment, homeserver};
use crate::play::play;
use anyhow::ensure;
use std::path::Path;
use std::sync::Arc;
use stoa::testing::transcripts;
use stoa_homeserver::Homeserver;
use stoa_terminal::Transcript;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// So many are played at once: they wait for each other's answers more than they work.
const AT_ONCE: usize = 4;

/// How one transcript went.
enum Outcome {
    AsWritten,
    Differs(String),
    Apart(&'static str),
}

async fn perform(server: &Homeserver, file: &Path) -> anyhow::Result<Outcome> {
    let name = name_of(file);
    let transcript = Transcript::parse(&std::fs::read_to_string(file)?)?;
    if let Some(why) = why_not(&name) {
        return Ok(Outcome::Apart(why));
    }
    let differences = play(server, &transcript).await?;
    Ok(if differences.is_empty() { Outcome::AsWritten } else { Outcome::Differs(differences) })
}

fn name_of(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

#[expect(clippy::print_stdout, reason = "what differs is for people to read")]
#[tokio::test(flavor = "multi_thread")]
async fn every_transcript_happens_on_matrix() -> anyhow::Result<()> {
    let Some(server) = homeserver()? else { return Ok(()) };
    let wanted = environment("STOA_PLAY").unwrap_or_default();
    let (room, mut playing) = (Arc::new(Semaphore::new(AT_ONCE)), JoinSet::new());
    for file in transcripts()?.into_iter().filter(|file| name_of(file).contains(&wanted)) {
        let room = Arc::clone(&room);
        playing.spawn(async move {
            let _place = room.acquire().await;
            (name_of(&file), perform(server, &file).await)
        });
    }
    let (mut played, mut different, mut apart) = (0, 0, 0);
    while let Some(ended) = playing.join_next().await {
        let (name, outcome) = ended?;
        played += 1;
        match outcome {
            Ok(Outcome::AsWritten) => println!("{name}: as written"),
            Ok(Outcome::Apart(why)) => {
                println!("{name}: not on Matrix, since {why}");
                apart += 1;
            }
            Ok(Outcome::Differs(differences)) => {
                println!("{name}: differs (- expected, + happened)\n\n{differences}\n");
                different += 1;
            }
            Err(error) => {
                println!("{name}: broke off: {error:#}");
                different += 1;
            }
        }
    }
    println!("{played} transcripts, {different} differ, {apart} are not for Matrix");
    ensure!(different == 0, "{different} differ or broke off: read above");
    Ok(())
}
