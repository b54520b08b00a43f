//! Every transcript in `tests/transcripts/` happens on Slack as it is written for the terminal: over Socket Mode and
//! over HTTP, with the adapter, on a make-believe Slack.
//!
//! People do what Slack lets them do (slash commands, mentions, buttons, menus, forms), and what each of them sees is
//! held against the transcript: who sees it, its words and its choices. What Slack cannot do as the terminal does is
//! listed in `slack/apart.rs`, and nothing else may differ.
//!
//! `STOA_PLAY=name` plays only the transcripts whose name contains that.
#![cfg(feature = "slack")]

#[path = "slack/apart.rs"]
mod apart;
#[path = "slack/deeds.rs"]
mod deeds;
#[path = "slack/hall.rs"]
mod hall;
#[path = "slack/look.rs"]
mod look;
#[path = "slack/pages.rs"]
mod pages;
#[path = "slack/picture.rs"]
mod picture;
#[path = "slack/play.rs"]
mod play;
#[path = "slack/pointed.rs"]
mod pointed;
#[path = "stage/mod.rs"]
mod stage;

use anyhow::{Context as _, ensure};
use hall::Way;
use std::path::PathBuf;
use std::sync::Arc;
use stoa::testing::transcripts;
use stoa_fake_slack::jury::{self, Evidence};
use stoa_terminal::Transcript;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// So many are played at once: they wait for each other's answers more than they work.
const AT_ONCE: usize = 6;

/// How one transcript went one way: what differs, and what Slack cannot do as the terminal does.
struct Outcome {
    name: String,
    way: Way,
    differences: String,
    apart: Vec<String>,
    /// Every block and view that Slack was sent.
    sent: Evidence,
}

async fn perform(file: PathBuf, way: Way) -> anyhow::Result<Outcome> {
    let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let transcript = Transcript::parse(&std::fs::read_to_string(&file)?).with_context(|| name.clone())?;
    let played = play::play(&transcript, way).await.with_context(|| format!("{name} by {way:?}"))?;
    let play::Played { differences, apart, sent } = played;
    Ok(Outcome { name, way, differences, apart, sent })
}

#[expect(clippy::print_stdout, reason = "what differs is for people to read")]
#[tokio::test(flavor = "multi_thread")]
async fn every_transcript_happens_on_slack() -> anyhow::Result<()> {
    #[expect(clippy::disallowed_methods, reason = "what to play is asked of the test, not of the program")]
    let wanted = std::env::var("STOA_PLAY").unwrap_or_default();
    let (room, mut playing) = (Arc::new(Semaphore::new(AT_ONCE)), JoinSet::new());
    for file in transcripts()?.into_iter().filter(|file| file.to_string_lossy().contains(&wanted)) {
        for way in [Way::Socket, Way::Http] {
            let (room, file) = (Arc::clone(&room), file.clone());
            playing.spawn(async move {
                let _place = room.acquire().await?;
                perform(file, way).await
            });
        }
    }
    let mut outcomes = Vec::new();
    let mut broken = 0;
    for ended in playing.join_all().await {
        match ended {
            Ok(outcome) => outcomes.push(outcome),
            Err(error) => {
                broken += 1;
                println!("{error:#}");
            }
        }
    }
    outcomes.sort_by(|a, b| (&a.name, a.way).cmp(&(&b.name, b.way)));
    let mut different = 0;
    for Outcome { name, way, differences, apart, sent: _ } in &outcomes {
        if differences.is_empty() {
            println!("{name}: as written by {way:?}");
        } else {
            println!("{name}: differs by {way:?} (- expected, + happened)\n\n{differences}\n");
            different += 1;
        }
        for note in apart {
            println!("    apart from: {note}");
        }
    }
    ensure!(different == 0 && broken == 0, "{different} differ and {broken} broke off: read above");
    judge(outcomes)
}

/// Where Slack's own libraries are.
#[expect(clippy::disallowed_methods, reason = "where the oracles are is asked of the test")]
fn oracles() -> Option<PathBuf> {
    jury::oracles(|name| std::env::var_os(name))
}

/// Has Slack's own libraries judge every block and view that these transcripts made.
#[expect(clippy::print_stdout, reason = "a test says what it was run with")]
fn judge(outcomes: Vec<Outcome>) -> anyhow::Result<()> {
    let Some(oracles) = oracles() else { return Ok(()) };
    let mut evidence = Evidence::default();
    for outcome in outcomes {
        evidence.join(outcome.sent);
    }
    ensure!(!evidence.is_empty(), "nothing was sent, so that nothing can be judged");
    let judged = evidence.judge(&oracles).map_err(anyhow::Error::msg)?;
    ensure!(judged.things == evidence.len(), "{} of {} were judged", judged.things, evidence.len());
    println!(
        "of all transcripts, slack_sdk takes {} lists of blocks and views, tsc --strict {} shapes of them",
        judged.things, judged.shapes
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn slacks_own_menu_asks_without_a_name() -> anyhow::Result<()> {
    for way in [Way::Socket, Way::Http] {
        pages::ask_in_the_menu(way).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_show_what_they_are_for() -> anyhow::Result<()> {
    #[expect(
        clippy::disallowed_methods,
        reason = "where to leave pages is asked of the test, not of the program"
    )]
    let folder = std::env::var_os("STOA_PAGES").map(PathBuf::from);
    pages::check(folder.as_deref()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_weekly_digest_comes_with_its_picture() -> anyhow::Result<()> {
    for way in [Way::Socket, Way::Http] {
        picture::check(way).await?;
    }
    Ok(())
}
