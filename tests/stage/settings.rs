//! The settings of a transcript, with the network's own names in them.

use super::words::Names;
use anyhow::Context as _;
use stoa::settings::{Settings, Sources};
use stoa_terminal::Transcript;

/// The settings that the transcript names.
pub fn settings(transcript: &Transcript, names: &Names) -> anyhow::Result<Settings> {
    let typed = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let mut flags = vec![typed("people.zone", transcript.plan.zone.name()), typed("launch.stage", "all")];
    for (key, value) in &transcript.settings {
        let words = value.split(", ").map(|word| match word.strip_prefix("terminal/") {
            Some(name) => {
                let id = names.people.get(name).or_else(|| names.places.get(name));
                id.map(|id| format!("{}/{id}", names.network)).with_context(|| format!("{word} is nowhere"))
            }
            None => Ok(word.to_owned()),
        });
        flags.push(typed(key, &words.collect::<anyhow::Result<Vec<_>>>()?.join(", ")));
    }
    let sources = Sources { file: None, folders: Vec::new(), environment: Vec::new(), flags };
    Ok(Settings::load(&sources)?.settings)
}
