//! `[slack]`: the workspace that Stoa speaks on, and how Slack tells it what happens.

use super::database::read_secret;
use super::engine::{read_address, write_address};
use super::problem::Wrong;
use anyhow::Context as _;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// A workspace on Slack. Without its id there is none.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SlackSettings {
    /// The id of the workspace (`T0123ABCD`), or of the organisation on Enterprise Grid (`E0123ABCD`); empty means
    /// that Stoa is not on Slack.
    pub workspace: String,
    /// A file with the bot's token, `xoxb-…`, and nothing else.
    pub bot_token_file: PathBuf,
    /// The bot's token itself, from the environment only; goes before the file.
    #[serde(skip_serializing)]
    pub bot_token: Option<SecretString>,
    /// A file with the app-level token for Socket Mode, `xapp-…`, and nothing else.
    pub app_token_file: PathBuf,
    /// The app-level token itself, from the environment only; goes before the file.
    #[serde(skip_serializing)]
    pub app_token: Option<SecretString>,
    /// Where to listen for Slack's requests; empty means Socket Mode, for which nothing has to be reachable.
    #[serde(serialize_with = "write_address", deserialize_with = "read_address")]
    pub listen: Option<SocketAddr>,
    /// A file with the secret that Slack signs its requests with, and nothing else; only needed with `listen`.
    pub signing_secret_file: PathBuf,
    /// The signing secret itself, from the environment only; goes before the file.
    #[serde(skip_serializing)]
    pub signing_secret: Option<SecretString>,
    /// The slash command that takes every verb.
    pub command: String,
    /// Slash commands that stand for one verb, as `/ask ask`.
    pub short: Vec<String>,
}

impl Default for SlackSettings {
    fn default() -> Self {
        Self {
            workspace: String::new(),
            bot_token_file: PathBuf::new(),
            bot_token: None,
            app_token_file: PathBuf::new(),
            app_token: None,
            listen: None,
            signing_secret_file: PathBuf::new(),
            signing_secret: None,
            command: "/stoa".to_owned(),
            short: ["ask", "anon", "kudos"].map(|verb| format!("/{verb} {verb}")).into(),
        }
    }
}

impl SlackSettings {
    /// The bot's token.
    ///
    /// # Errors
    /// When there is none, or its file cannot be read.
    pub fn bot_token(&self) -> anyhow::Result<SecretString> {
        secret("slack.bot_token", self.bot_token.as_ref(), &self.bot_token_file)
    }

    /// The app-level token.
    ///
    /// # Errors
    /// When there is none, or its file cannot be read.
    pub fn app_token(&self) -> anyhow::Result<SecretString> {
        secret("slack.app_token", self.app_token.as_ref(), &self.app_token_file)
    }

    /// The signing secret.
    ///
    /// # Errors
    /// When there is none, or its file cannot be read.
    pub fn signing_secret(&self) -> anyhow::Result<SecretString> {
        secret("slack.signing_secret", self.signing_secret.as_ref(), &self.signing_secret_file)
    }

    /// Short slash commands, each with the verb that it stands for.
    pub fn shorts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.short.iter().filter_map(|short| short.split_once(' ')).map(|(name, verb)| (name, verb.trim()))
    }

    /// What is wrong with these values although each is well-formed.
    pub(crate) fn wrong(&self) -> Wrong {
        let mut wrong = Vec::new();
        let id = |text: &str| {
            let plain = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
            text.starts_with(['T', 'E']) && text.len() > 4 && text.chars().all(plain)
        };
        if !self.workspace.is_empty() && !id(&self.workspace) {
            let way =
                "must be an id such as T0123ABCD, which stands in the address of the workspace in a browser";
            wrong.push(("workspace", way.to_owned()));
        }
        if !is_command(&self.command) {
            wrong
                .push(("command", "must be a slash and one word in small letters, such as /stoa".to_owned()));
        }
        let well_formed = |short: &String| {
            short.split_once(' ').is_some_and(|(name, verb)| is_command(name) && !verb.trim().is_empty())
        };
        if !self.short.iter().all(well_formed) {
            wrong.push((
                "short",
                "must be slash commands, each with its verb, such as \"/ask ask\"".to_owned(),
            ));
        }
        wrong
    }
}

/// Whether Slack takes `name` for a slash command.
fn is_command(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_".contains(c);
    name.strip_prefix('/').is_some_and(|word| (1..=31).contains(&word.len()) && word.chars().all(plain))
}

/// A secret from the environment or a file.
fn secret(key: &'static str, given: Option<&SecretString>, file: &Path) -> anyhow::Result<SecretString> {
    if let Some(given) = given {
        return Ok(given.clone());
    }
    let variable = super::keys::variable(key);
    anyhow::ensure!(
        !file.as_os_str().is_empty(),
        "{key} is needed: name a file that holds it in {key}_file, or put it into {variable}"
    );
    let found = read_secret(&format!("{key}_file"), file)?;
    found.with_context(|| format!("{key}_file: {} does not exist", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_slack_would_refuse_is_found_at_the_start() {
        let wrong = |change: fn(&mut SlackSettings)| {
            let mut settings = SlackSettings::default();
            change(&mut settings);
            settings.wrong().into_iter().map(|(key, _)| key).collect::<Vec<_>>()
        };
        assert!(wrong(|_| ()).is_empty());
        assert!(wrong(|slack| slack.workspace = "T0123ABCD".to_owned()).is_empty());
        assert_eq!(wrong(|slack| slack.workspace = "acme.slack.com".to_owned()), ["workspace"]);
        assert_eq!(wrong(|slack| slack.workspace = "T0123abcd".to_owned()), ["workspace"]);
        assert_eq!(wrong(|slack| slack.command = "stoa".to_owned()), ["command"]);
        assert_eq!(wrong(|slack| slack.command = "/Stoa!".to_owned()), ["command"]);
        assert_eq!(wrong(|slack| slack.short = vec!["/ask".to_owned()]), ["short"]);
    }

    #[test]
    fn a_missing_token_is_told_with_both_ways_to_give_it() {
        let told = SlackSettings::default().bot_token().unwrap_err().to_string();
        assert!(told.contains("slack.bot_token_file") && told.contains("STOA__SLACK__BOT_TOKEN"), "{told}");
        let file = SlackSettings { app_token_file: "/no/such/file".into(), ..SlackSettings::default() };
        assert!(file.app_token().unwrap_err().to_string().contains("/no/such/file does not exist"));
    }

    #[test]
    fn short_commands_have_their_verbs() {
        let settings = SlackSettings { short: vec!["/frage  ask".into()], ..SlackSettings::default() };
        assert_eq!(settings.shorts().collect::<Vec<_>>(), [("/frage", "ask")]);
    }
}
