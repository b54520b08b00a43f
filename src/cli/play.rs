//! Plays transcripts, each in a town and on a database of its own, and compares them with what they expect.

use super::arguments::Options;
use super::networks::{Networks, Played, Scene, SceneText};
use super::rehearsal::{Circumstances, Stage};
use super::store::Store;
use super::temporary::TemporaryFolder;
use super::write;
use anyhow::{Context as _, bail};
use std::fs;
use std::path::{Path, PathBuf};
use stoa::telemetry;
use stoa::vault::Vault;

/// Plays `files` one after the other. With `update`, what really happened is written into them.
///
/// # Errors
/// When a file cannot be read or understood, and at the end if something differed and was not written.
pub async fn play(
    options: &Options,
    networks: &dyn Networks,
    files: &[PathBuf],
    update: bool,
) -> anyhow::Result<()> {
    let log = options.make_believe(Vec::new())?.log;
    telemetry::start(&log, networks.discretion())?;
    let mut different = 0;
    for file in files {
        let place = || file.display().to_string();
        let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        let scene = networks.scene(SceneText { transcript: &text, town: None, session: None });
        let played = perform(options, &scene.with_context(place)?).await.with_context(place)?;
        write(&told(file, files.len() > 1, &played, update))?;
        if update && played.text != text {
            fs::write(file, &played.text).with_context(|| format!("cannot write {}", file.display()))?;
        }
        different += usize::from(played.differences > 0);
    }
    if different > 0 && !update {
        bail!(
            "{different} of {} did not go as expected (--update writes down what happened)",
            counted(files.len())
        );
    }
    Ok(())
}

async fn perform(options: &Options, scene: &Scene) -> anyhow::Result<Played> {
    let settings = options.make_believe(scene.all_settings())?;
    let folder = TemporaryFolder::new()?;
    let mut store = Store::open(&settings, folder.path()).await?;
    store.vault = Some(Vault::make_believe(folder.path()).await?);
    let circumstances = Circumstances { settings, start: scene.start, seed: scene.long_seed() };
    let stage = Stage::set(scene, store, circumstances).await?;
    let played = scene.town.play(&stage.core).await;
    stage.close().await;
    played
}

/// The conversation, and below it what differs.
fn told(file: &Path, among_others: bool, played: &Played, update: bool) -> String {
    let heading = if among_others { format!("==> {}\n", file.display()) } else { String::new() };
    let outcome = match played.differences {
        0 => String::new(),
        _ if update => format!("\n{}: written anew\n", file.display()),
        _ => {
            format!("\n{}: this differs (- expected, + happened):\n\n{}\n", file.display(), played.difference)
        }
    };
    format!("{heading}{}{outcome}", played.text)
}

fn counted(files: usize) -> String {
    if files == 1 { "1 transcript".to_owned() } else { format!("{files} transcripts") }
}
