//! The program `stoa`: the one place that knows which networks there are.
//!
//! The command line ([`cli`]) knows none of them. It asks for adapters when it is to work, and for the make-believe
//! town when somebody wants to see, try or test what Stoa does.

mod cli;

use async_trait::async_trait;
use cli::{Look, Played, Scene, SceneText, Standing, Town};
use std::io;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, LazyLock};
use stoa::engine::Rehearsal;
use stoa::settings::Settings;
use stoa::telemetry::Discretion;
use stoa_chat::{Adapter, Network};
use stoa_terminal::{Style, TownPlan, Transcript};
use tokio::io::{BufReader, stdin, stdout};

fn main() -> ExitCode {
    cli::main(&Networks)
}

/// Every network that this program was built with.
struct Networks;

impl cli::Networks for Networks {
    fn discretion(&self) -> Discretion {
        static MUTED: LazyLock<Vec<&str>> = LazyLock::new(|| [slack::MUTED, matrix::MUTED].concat());
        static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| [slack::NAMES, matrix::NAMES].concat());
        Discretion { muted: &MUTED, names: &NAMES }
    }

    fn adapters(&self, settings: &Settings, data: &Path) -> anyhow::Result<Vec<Arc<dyn Adapter>>> {
        Ok(slack::adapter(settings)?.into_iter().chain(matrix::adapter(settings, data)?).collect())
    }

    fn standing(&self, settings: &Settings, data: &Path) -> Vec<Standing> {
        matrix::standing(settings, data).into_iter().collect()
    }

    fn pages(&self) -> Vec<(&'static str, String)> {
        slack::pages()
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

/// Slack, where this program was built with it.
#[cfg(feature = "slack")]
mod slack {
    use std::sync::Arc;
    use stoa::engine::SystemClock;
    use stoa::features::{FEATURES, Menu, find, verbs};
    use stoa::language::Language;
    use stoa::settings::{Settings, SlackSettings};
    use stoa_chat::Adapter;
    use stoa_slack::{
        CommandNames, Manifest, ManifestCommand, ManifestShortcut, SLACK_API, SlackAdapter, SlackConfig,
        Transport,
    };

    pub use stoa_slack::{MUTED, NAMES};

    /// The workspace that `settings` name, if they name one.
    pub fn adapter(settings: &Settings) -> anyhow::Result<Option<Arc<dyn Adapter>>> {
        let slack = &settings.slack;
        if slack.workspace.is_empty() {
            return Ok(None);
        }
        let transport = match slack.listen {
            None => Transport::Socket { app_token: slack.app_token()? },
            Some(listen) => Transport::Http { listen, signing_secret: slack.signing_secret()? },
        };
        let short = slack.shorts().map(|(name, verb)| (name.to_owned(), verb.to_owned())).collect();
        let config = SlackConfig {
            workspace: slack.workspace.clone(),
            bot_token: slack.bot_token()?,
            transport,
            api: SLACK_API.to_owned(),
            commands: CommandNames { main: slack.command.clone(), short },
            verbs: verbs(),
        };
        // Chance only spreads attempts to connect.
        let seed = u64::from(std::process::id());
        Ok(Some(Arc::new(SlackAdapter::new(config, Arc::new(SystemClock::default()), seed)?)))
    }

    /// The manifest that an app is made from, with the names that the settings have by default.
    pub fn pages() -> Vec<(&'static str, String)> {
        vec![("config/slack-manifest.json", format!("{:#}\n", manifest().to_json()))]
    }

    fn manifest() -> Manifest {
        let slack = SlackSettings::default();
        let command = |name: &str, description: String, hint: &str| ManifestCommand {
            name: name.to_owned(),
            description,
            usage_hint: hint.to_owned(),
        };
        let mut commands =
            vec![command(&slack.command, "Everything Stoa can do".to_owned(), "help | ask … | search …")];
        for (name, verb) in slack.shorts() {
            // What no feature knows yet is offered to nobody.
            let Some((_, spec)) = find(verb) else { continue };
            let hint = spec.usage.split_once(' ').map_or("", |(_, hint)| hint);
            commands.push(command(name, (spec.about)(Language::En), hint));
        }
        let shortcuts = FEATURES.iter().flat_map(|feature| feature.shortcuts()).map(|shortcut| {
            let about = find(shortcut.verb).map(|(_, spec)| (spec.about)(Language::En));
            ManifestShortcut {
                global: shortcut.menu == Menu::Anywhere,
                name: (shortcut.label)(Language::En),
                verb: shortcut.verb.to_owned(),
                description: about.unwrap_or_default(),
            }
        });
        Manifest {
            name: "Stoa".to_owned(),
            description: "Finds the colleague who knows, and keeps what was answered".to_owned(),
            commands,
            shortcuts: shortcuts.collect(),
            request_url: None,
        }
    }
}

/// Without Slack: whoever configures it is told so.
#[cfg(not(feature = "slack"))]
mod slack {
    use std::sync::Arc;
    use stoa::settings::Settings;
    use stoa_chat::Adapter;

    pub const MUTED: &[&str] = &[];
    pub const NAMES: &[&str] = &[];

    pub fn adapter(settings: &Settings) -> anyhow::Result<Option<Arc<dyn Adapter>>> {
        anyhow::ensure!(
            settings.slack.workspace.is_empty(),
            "slack.workspace is set, but this Stoa was built without Slack: build it with `--features slack`"
        );
        Ok(None)
    }

    pub fn pages() -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

/// Matrix, where this program was built with it.
#[cfg(feature = "matrix")]
mod matrix {
    use crate::cli::Standing;
    use std::path::{Path, PathBuf};
    use std::sync::Arc;
    use stoa::engine::SystemClock;
    use stoa::features::verbs;
    use stoa::settings::Settings;
    use stoa_chat::Adapter;
    use stoa_matrix::{Credential, MatrixAdapter, MatrixConfig, Passphrase, status};

    pub use stoa_matrix::{MUTED, NAMES};

    /// How many events of a room one answer of the server brings at most; the rest is fetched.
    const TIMELINE_LIMIT: u32 = 100;

    /// The account that `settings` name, if they name one.
    pub fn adapter(settings: &Settings, data: &Path) -> anyhow::Result<Option<Arc<dyn Adapter>>> {
        let matrix = &settings.matrix;
        if matrix.user.is_empty() {
            return Ok(None);
        }
        let passphrase = match &matrix.passphrase {
            Some(given) => Passphrase::Given(given.clone()),
            None => Passphrase::File(matrix.passphrase_path(data)),
        };
        let token = matrix.access_token()?.map(Credential::Token);
        let config = MatrixConfig {
            homeserver: matrix.homeserver.clone(),
            user: matrix.user.clone(),
            credential: token.or(matrix.password()?.map(Credential::Password)),
            folder: folder(data),
            passphrase,
            recovery_key: matrix.recovery_key_path(data),
            prefix: matrix.prefix.clone(),
            bare: matrix.bare,
            invite_from: matrix.invite_from.clone(),
            space: matrix.space.clone(),
            reactions: matrix.reactions,
            timeline_limit: TIMELINE_LIMIT,
            verbs: verbs(),
            zone: settings.people.zone,
        };
        Ok(Some(Arc::new(MatrixAdapter::new(config, Arc::new(SystemClock::default()))?)))
    }

    /// Whether the bot is trusted, and where it may not speak.
    pub fn standing(settings: &Settings, data: &Path) -> Option<Standing> {
        if settings.matrix.user.is_empty() {
            return None;
        }
        let Some(status) = status(&folder(data)) else {
            let words = format!("{}; not logged in yet, the first start does that", settings.matrix.user);
            return Some(Standing { about: "Matrix", words, wrong: Vec::new() });
        };
        let trusted = if status.verified { "verified" } else { "not verified" };
        let recovery = if status.recoverable { "can be recovered" } else { "cannot be recovered" };
        let words = format!("{}, device {}: {trusted}; its keys {recovery}", status.user, status.device);
        let mut wrong = Vec::new();
        if !status.verified {
            let key = settings.matrix.recovery_key_path(data);
            wrong.push(format!(
                "the Matrix device is not verified, so strict clients warn of what it says: put the account's recovery key \
                 into {} and start again, or see \"not verified\" in docs/matrix.md",
                key.display()
            ));
        }
        let silent = status.silent.iter().map(|(room, why)| format!("Matrix room {room}: {why}"));
        wrong.extend(silent);
        Some(Standing { about: "Matrix", words, wrong })
    }

    /// Where the session and its keys lie.
    fn folder(data: &Path) -> PathBuf {
        data.join("matrix")
    }
}

/// Without Matrix: whoever configures it is told so.
#[cfg(not(feature = "matrix"))]
mod matrix {
    use crate::cli::Standing;
    use std::path::Path;
    use std::sync::Arc;
    use stoa::settings::Settings;
    use stoa_chat::Adapter;

    pub const MUTED: &[&str] = &[];
    pub const NAMES: &[&str] = &[];

    pub fn adapter(settings: &Settings, _data: &Path) -> anyhow::Result<Option<Arc<dyn Adapter>>> {
        anyhow::ensure!(
            settings.matrix.user.is_empty(),
            "matrix.user is set, but this Stoa was built without Matrix: build it with `--features matrix`"
        );
        Ok(None)
    }

    pub fn standing(_settings: &Settings, _data: &Path) -> Option<Standing> {
        None
    }
}

fn style(look: Look) -> Style {
    Style { colour: look.colour, width: look.width }
}
