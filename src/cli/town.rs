//! The make-believe town: as a demonstration that leaves nothing behind, or kept in the data directory.

use super::arguments::Options;
use super::networks::{Look, Networks, Scene, SceneText};
use super::rehearsal::{Circumstances, Stage};
use super::signals::stop_asked;
use super::store::{self, Store};
use super::temporary::TemporaryFolder;
use super::write;
use std::future::Future;
use stoa::database::Db;
use stoa::engine::{Clock as _, SystemClock};
use stoa::import::SAMPLE;
use stoa::people::hours::WorkingHours;
use stoa::places;
use stoa::settings::Settings;
use stoa::vault::Vault;
use stoa::{on, telemetry};
use stoa_chat::Timestamp;

/// What the people of the sample company do while somebody watches.
const STORY: &str = include_str!("../../config/sample/story.txt");
/// A Tuesday on which it is ten in Warsaw and four in New York, just after the newest of the sample questions.
const HEAD: &str = "title: A day with Stoa\nnow: 2026-11-03 10:00\nzone: Europe/Warsaw\ncontent: sample\n";
/// A town in which nothing happens by itself.
const QUIET: &str = "title: A town\nzone: Europe/Warsaw\n";

/// Tells the sample story and hands over the prompt; nothing is kept.
///
/// # Errors
/// When the town cannot be built, or nothing can be written.
pub async fn demo(options: &Options, networks: &dyn Networks) -> anyhow::Result<()> {
    let stop = stop_asked()?;
    let transcript = transcript_of(STORY);
    let scene =
        networks.scene(SceneText { transcript: &transcript, town: Some(SAMPLE.town), session: None })?;
    let settings = options.make_believe(scene.all_settings())?;
    telemetry::start(&settings.log, networks.discretion())?;
    let folder = TemporaryFolder::new()?;
    let mut store = Store::open(&settings, folder.path()).await?;
    store.vault = Some(Vault::make_believe(folder.path()).await?);
    let circumstances = Circumstances { settings, start: scene.start, seed: scene.long_seed() };
    let stage = Stage::set(&scene, store, circumstances).await?;
    show(&scene, stage, Look::of(options), stop).await
}

/// Opens the town that lives in the data directory.
///
/// # Errors
/// When the town cannot be built, or another process works there.
pub async fn at_home(
    options: &Options,
    networks: &dyn Networks,
    mut settings: Settings,
) -> anyhow::Result<()> {
    let stop = stop_asked()?;
    let now = SystemClock::default().now();
    // The town numbers what happens from 1 each time, and the database remembers all earlier numbers.
    let session = format!("{:x}", now.millis());
    let scene =
        networks.scene(SceneText { transcript: QUIET, town: Some(SAMPLE.town), session: Some(&session) })?;
    // With nothing configured, people of whom no zone is known live where the town is.
    settings.people.zone = scene.zone;
    settings.launch.stage = places::Stage::All;
    let mut store = Store::open(&settings, &options.data).await?;
    if store.vault.is_none() {
        store.vault = Some(Vault::make_believe(&options.data).await?);
    }
    // Stoa bothers nobody at night: whoever looks in then comes to work the next morning.
    let hours = WorkingHours::parse(&settings.people.hours)?;
    let last = last_moment(&store.db).await?;
    let start = hours.next_start(last.map_or(now, |last| last.max(now)), scene.zone);
    let circumstances = Circumstances { settings, start, seed: store::random_seed()? };
    let stage = Stage::set(&scene, store, circumstances).await?;
    write(&format!(
        "Nothing is configured, so this is a make-believe town. It is kept in {}. `stoa demo` tells a story first.\n\n",
        options.data.display()
    ))?;
    show(&scene, stage, Look::of(options), stop).await
}

/// The story, and then the prompt, until somebody wants to leave.
async fn show(
    scene: &Scene,
    stage: Stage,
    look: Look,
    stop: impl Future<Output = ()> + Send,
) -> anyhow::Result<()> {
    let shown = async {
        scene.town.tell(&stage.core, look).await?;
        scene.town.converse(&stage.core, look).await
    };
    let shown = tokio::select! {
        shown = shown => shown,
        () = stop => Ok(()),
    };
    stage.close().await;
    Ok(shown?)
}

/// When something last happened in this database. Somebody may have moved the town's time on, and it must not run
/// backwards afterwards.
async fn last_moment(db: &Db) -> sqlx::Result<Option<Timestamp>> {
    const SQL: &str = "SELECT MAX(seen_at) FROM inbox_key";
    let mut tx = db.begin_read().await?;
    let (last,): (Option<i64>,) = on!(&mut tx, |c| sqlx::query_as(SQL).fetch_one(c).await)?;
    Ok(last.map(Timestamp::from_millis))
}

/// A story as a transcript: it has no header, and all but its remarks is said.
fn transcript_of(story: &str) -> String {
    let said = |line: &str| {
        if line.is_empty() || line.starts_with('#') { line.to_owned() } else { format!("> {line}") }
    };
    let lines: Vec<_> = story.lines().map(|line| said(line.trim_end())).collect();
    format!("{HEAD}\n{}\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_said_and_its_remarks_are_not() {
        let transcript = transcript_of("# Ana asks.\n\nana in #help: ask Why?\n");
        assert_eq!(transcript.strip_prefix(HEAD), Some("\n# Ana asks.\n\n> ana in #help: ask Why?\n"));
    }
}
