//! Everything that can be configured, read once at the start.
//!
//! A key gets its value from the last of these that names it: its default, the file, the environment
//! (`STOA__SECTION__KEY`), a flag. This is the only module that reads the environment, so that nothing else can
//! depend on it in secret. Whatever is wrong is reported at once, each problem with the key, the place where it
//! stands, the nearest known key and an example: a configuration that is half right never starts half a bot.
//!
//! `config/stoa.toml` shows every key with its default; a test compares the two.

mod database;
mod engine;
mod keys;
mod launch;
mod matrix;
mod people;
mod problem;
mod questions;
mod slack;
mod sources;
mod span;
#[cfg(test)]
mod tests;
mod vault;

pub use crate::features::anonymous::AnonymousSettings;
pub use crate::features::digest::DigestSettings;
pub use crate::features::impact::ImpactSettings;
pub use crate::features::introductions::IntroductionsSettings;
pub use crate::features::mentoring::MentoringSettings;
pub use crate::features::moderation::ModerationSettings;
pub use crate::features::recognition::RecognitionSettings;
pub use database::{DatabaseSettings, SecretSettings};
pub use engine::{EngineSettings, LogFormat, LogSettings, ServerSettings};
pub use launch::LaunchSettings;
pub use matrix::MatrixSettings;
pub use people::PeopleSettings;
pub(crate) use people::nearest_zone;
use people::network_and_id;
pub(crate) use problem::Wrong;
pub use problem::{Origin, Problem, SettingsError};
pub use questions::QuestionsSettings;
pub use slack::SlackSettings;
pub use sources::Sources;
pub use span::{NoSpan, Span};
pub use vault::VaultSettings;

use config::{Config, ConfigError};
use keys::Keys;
use serde::{Deserialize, Serialize};
use sources::Given;
use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

/// Every setting, by section.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Where the rows lie.
    pub database: DatabaseSettings,
    /// Keys that must not lie beside what they protect.
    pub secrets: SecretSettings,
    /// How hard Stoa tries.
    pub engine: EngineSettings,
    /// The pages for machines.
    pub server: ServerSettings,
    /// What is logged, and how.
    pub log: LogSettings,
    /// Whether Stoa is on Slack, and how.
    pub slack: SlackSettings,
    /// Whether Stoa is on Matrix, and how.
    pub matrix: MatrixSettings,
    /// Where Stoa is on, and how far the launch has come.
    pub launch: LaunchSettings,
    /// What is assumed of members.
    pub people: PeopleSettings,
    /// How long a question waits, and whom it goes to.
    pub questions: QuestionsSettings,
    /// What help is worth.
    pub recognition: RecognitionSettings,
    /// What a case of help is taken to save.
    pub impact: ImpactSettings,
    /// How mentors and mentees are matched, and how their time together goes.
    pub mentoring: MentoringSettings,
    /// How often people meet somebody new.
    pub introductions: IntroductionsSettings,
    /// When digests come.
    pub digest: DigestSettings,
    /// What is asked of members, and how patient moderators are.
    pub moderation: ModerationSettings,
    /// Where and how often one can ask without a name.
    pub anonymous: AnonymousSettings,
    /// Where return addresses lie.
    pub vault: VaultSettings,
}

/// Settings, and where each of them came from.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The settings.
    pub settings: Settings,
    /// The file that was read, if there was one.
    pub file: Option<PathBuf>,
    /// The keys that were given, and by what; all others have their defaults.
    origins: BTreeMap<String, Origin>,
}

/// One line of what `stoa check` lists.
#[derive(Clone, Debug)]
pub struct Described {
    /// `section.key`.
    pub key: String,
    /// The value as TOML writes it; of a secret only `set` or `not set`.
    pub value: String,
    /// Where the value came from.
    pub origin: Origin,
}

impl fmt::Display for Described {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} = {}   ({})", self.key, self.value, self.origin)
    }
}

impl Settings {
    /// Reads the settings from all their sources.
    ///
    /// # Errors
    /// Everything that is wrong with them, in one [`SettingsError`].
    pub fn load(sources: &Sources) -> Result<Loaded, SettingsError> {
        let keys = Keys::of(&Self::default());
        let (file, given, mut problems) = sources.read()?;
        let origins: BTreeMap<_, _> = given.iter().map(|g| (g.key.clone(), g.origin.clone())).collect();
        let mut fit = Vec::new();
        for given in given {
            if given.is_empty_table() && keys.is_section(&given.key) {
                continue;
            }
            match weigh(&given, &keys) {
                Ok(value) => fit.push((given.key, value)),
                Err(error) => problems.extend(error.problems),
            }
        }
        let settings = assemble(fit).map_err(|error| SettingsError::unexpected(&error))?;
        let loaded = Loaded { settings, file, origins };
        problems.extend(loaded.settings.wrong().into_iter().map(|(key, why)| loaded.problem(&key, why)));
        if problems.is_empty() { Ok(loaded) } else { Err(SettingsError { problems }) }
    }

    /// What is wrong with values that are well-formed by themselves, as (key, why).
    fn wrong(&self) -> Vec<(String, String)> {
        let sections = [
            ("database", self.database.wrong()),
            ("secrets", self.wrong_secrets()),
            ("engine", self.engine.wrong()),
            ("log", self.log.wrong()),
            ("slack", self.slack.wrong()),
            ("matrix", self.matrix.wrong()),
            ("launch", self.launch.wrong()),
            ("people", self.people.wrong()),
            ("questions", self.questions.wrong()),
            ("recognition", self.recognition.wrong()),
            ("impact", self.impact.wrong()),
            ("mentoring", self.mentoring.wrong()),
            ("introductions", self.introductions.wrong()),
            ("digest", self.digest.wrong()),
            ("moderation", self.moderation.wrong()),
            ("anonymous", self.anonymous.wrong()),
            ("vault", self.vault.wrong(&self.database)),
        ];
        let full = |section, found: Wrong| {
            found.into_iter().map(move |(key, why)| (format!("{section}.{key}"), why))
        };
        sections.into_iter().flat_map(|(section, found)| full(section, found)).collect()
    }

    fn wrong_secrets(&self) -> Wrong {
        let secrets = &self.secrets;
        let named = secrets.queue_key.is_some() || !secrets.queue_key_file.as_os_str().is_empty();
        if named || !self.database.is_postgres() {
            return Vec::new();
        }
        let why = "must be named with PostgreSQL: every process on one database needs the same key";
        vec![("queue_key_file", why.to_owned())]
    }
}

impl Loaded {
    /// Whether nothing at all is configured: no file, no variable, no flag.
    pub fn is_bare(&self) -> bool {
        self.file.is_none() && self.origins.is_empty()
    }

    /// A problem with `key` that only its user can see, such as a language without a catalogue.
    pub fn problem(&self, key: &str, wrong: impl Into<String>) -> Problem {
        let origin = self.origins.get(key).cloned().unwrap_or(Origin::Default);
        let example = Keys::of(&Settings::default()).example(key, &origin);
        Problem { key: key.to_owned(), origin, wrong: wrong.into(), nearest: None, example }
    }

    /// Every key with its value and where that came from, for `stoa check`; secrets are only `set` or `not set`.
    pub fn describe(&self) -> Vec<Described> {
        let plain = Keys::of(&self.settings).values();
        let secret = [
            (keys::PASSWORD.key, self.settings.database.password.is_some()),
            (keys::QUEUE_KEY.key, self.settings.secrets.queue_key.is_some()),
            (keys::VAULT_PASSWORD.key, self.settings.vault.password.is_some()),
            (keys::BOT_TOKEN.key, self.settings.slack.bot_token.is_some()),
            (keys::APP_TOKEN.key, self.settings.slack.app_token.is_some()),
            (keys::SIGNING_SECRET.key, self.settings.slack.signing_secret.is_some()),
            (keys::MATRIX_PASSWORD.key, self.settings.matrix.password.is_some()),
            (keys::ACCESS_TOKEN.key, self.settings.matrix.access_token.is_some()),
            (keys::PASSPHRASE.key, self.settings.matrix.passphrase.is_some()),
        ];
        let told = |set| if set { "set" } else { "not set" }.to_owned();
        let secret = secret.into_iter().map(|(key, set)| (key.to_owned(), told(set)));
        let described = |(key, value): (String, String)| {
            let origin = self.origins.get(&key).cloned().unwrap_or(Origin::Default);
            Described { key, value, origin }
        };
        plain.into_iter().chain(secret).map(described).collect()
    }
}

/// Checks one given value by itself, so that one bad value does not hide the next.
fn weigh(given: &Given, keys: &Keys) -> Result<config::Value, SettingsError> {
    let problem = |wrong: String, nearest: Option<String>| {
        let example = keys.example(nearest.as_deref().unwrap_or(&given.key), &given.origin);
        let (key, origin) = (given.key.clone(), given.origin.clone());
        SettingsError::from(Problem { key, origin, wrong, nearest, example })
    };
    if let Some(secret) = keys::SECRETS.iter().find(|secret| secret.key == given.key) {
        let wrong = match (&given.origin, given.is_blank()) {
            (Origin::Environment(_), false) => return Ok(given.value.clone()),
            (Origin::Environment(_), true) => "is empty: unset it, or name a file with the secret",
            _ => "a secret may stand only in the environment, or in a file of its own",
        };
        return Err(problem(wrong.to_owned(), Some(secret.file_key.to_owned())));
    }
    let Some(default) = keys.default_of(&given.key) else {
        return Err(if keys.is_section(&given.key) {
            problem("is a section: write its keys under it".to_owned(), None)
        } else {
            problem("there is no such setting".to_owned(), keys.nearest(&given.key))
        });
    };
    let value = keys::fit(&given.value, default, given.is_text()).map_err(|wrong| problem(wrong, None))?;
    match assemble(vec![(given.key.clone(), value.clone())]) {
        Ok(_) => Ok(value),
        Err(error) => Err(problem(problem::in_words(&error), None)),
    }
}

fn assemble(values: Vec<(String, config::Value)>) -> Result<Settings, ConfigError> {
    let mut builder = Config::builder();
    for (key, value) in values {
        builder = builder.set_override(key, value)?;
    }
    builder.build()?.try_deserialize()
}
