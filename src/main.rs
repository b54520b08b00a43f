//! The program `stoa`: the one place that knows which networks there are.
//!
//! The command line ([`cli`]) knows none of them. It asks for adapters when it is to work, and for the make-believe
//! town when somebody wants to see, try or test what Stoa does.

mod cli;

use async_trait::async_trait;
use cli::{Look, Played, Scene, SceneText, Town};
use std::io;
use std::process::ExitCode;
use std::sync::Arc;
use stoa::engine::Rehearsal;
use stoa::settings::Settings;
use stoa_chat::{Adapter, Network};
use stoa_terminal::{Style, TownPlan, Transcript};
use tokio::io::{BufReader, stdin, stdout};

fn main() -> ExitCode {
    cli::main(&Networks)
}

/// Every network that this program was built with.
struct Networks;

impl cli::Networks for Networks {
    fn muted(&self) -> &'static [&'static str] {
        &[]
    }

    fn adapters(&self, _settings: &Settings) -> anyhow::Result<Vec<Arc<dyn Adapter>>> {
        // Slack and Matrix come here, each behind a feature of this package.
        Ok(Vec::new())
    }

    fn make_believe(&self) -> Network {
        Network::new(stoa_terminal::NETWORK)
    }

    fn scene(&self, text: SceneText<'_>) -> anyhow::Result<Scene> {
        let mut transcript = Transcript::parse(text.transcript)?;
        if let Some(town) = text.town {
            // The header knows the zone, because the time at which the scene begins is written in it.
            let plan: TownPlan = toml::from_str(town)?;
            transcript.plan = TownPlan { zone: transcript.plan.zone, ..plan };
        }
        let mut town = stoa_terminal::Town::new(transcript.plan.clone(), stoa::features::verbs())?;
        if let Some(session) = text.session {
            town = town.in_session(session).with_guests();
        }
        Ok(Scene {
            start: transcript.start,
            seed: transcript.seed,
            zone: town.zone(),
            content: transcript.content.clone(),
            settings: transcript.settings.clone(),
            town: Box::new(ScriptedTown { town, transcript }),
        })
    }
}

/// The town in the terminal, and what is to be said in it.
struct ScriptedTown {
    town: stoa_terminal::Town,
    transcript: Transcript,
}

#[async_trait]
impl Town for ScriptedTown {
    fn adapter(&self) -> Arc<dyn Adapter> {
        Arc::new(self.town.adapter())
    }

    async fn tell(&self, core: &Rehearsal, look: Look) -> io::Result<()> {
        let intake = core.engine().as_ref();
        stoa_terminal::tell(&self.transcript, &self.town, intake, core, stdout(), style(look)).await
    }

    async fn converse(&self, core: &Rehearsal, look: Look) -> io::Result<()> {
        let (intake, input) = (core.engine().as_ref(), BufReader::new(stdin()));
        stoa_terminal::converse(&self.town, intake, core, input, stdout(), style(look)).await
    }

    async fn play(&self, core: &Rehearsal) -> anyhow::Result<Played> {
        let intake = core.engine().as_ref();
        let played = stoa_terminal::play(&self.transcript, &self.town, intake, core).await?;
        let difference = played.to_string();
        Ok(Played { text: played.text, differences: played.differences.len(), difference })
    }
}

fn style(look: Look) -> Style {
    Style { colour: look.colour, width: look.width }
}
