//! `[matrix]`: the account that Stoa speaks with on Matrix, and whom it listens to.

use super::database::read_secret;
use super::problem::Wrong;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// An account on a homeserver. Without its name there is none.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MatrixSettings {
    /// The whole name of the bot's account, `@stoa:example.org`; empty means that Stoa is not on Matrix.
    pub user: String,
    /// The base address of the homeserver, `https://matrix.example.org`.
    pub homeserver: String,
    /// A file with the account's password, and nothing else; needed for the first login only.
    pub password_file: PathBuf,
    /// The password itself, from the environment only; goes before the file.
    #[serde(skip_serializing)]
    pub password: Option<SecretString>,
    /// A file with an access token, and nothing else; instead of a password.
    pub access_token_file: PathBuf,
    /// The access token itself, from the environment only; goes before the file.
    #[serde(skip_serializing)]
    pub access_token: Option<SecretString>,
    /// A file with the passphrase of the stores, and nothing else; empty means `matrix.key` in the data directory, which
    /// the first start makes.
    pub passphrase_file: PathBuf,
    /// The passphrase itself, from the environment only; goes before the file.
    #[serde(skip_serializing)]
    pub passphrase: Option<SecretString>,
    /// The file that the recovery key is written to, and read from when the session was lost; empty means
    /// `matrix-recovery.key` in the data directory.
    pub recovery_key_file: PathBuf,
    /// What a command in a room begins with.
    pub prefix: String,
    /// Whether `!ask` is a command in a room too, without the prefix.
    pub bare: bool,
    /// Whose invitations are accepted and who are colleagues: users and servers. Empty: everybody on the bot's server.
    pub invite_from: Vec<String>,
    /// A space whose members are colleagues too, and whose moderators moderate, by id or alias.
    pub space: String,
    /// Whether the choices under a message are put there as reactions.
    pub reactions: bool,
}

impl Default for MatrixSettings {
    fn default() -> Self {
        Self {
            user: String::new(),
            homeserver: String::new(),
            password_file: PathBuf::new(),
            password: None,
            access_token_file: PathBuf::new(),
            access_token: None,
            passphrase_file: PathBuf::new(),
            passphrase: None,
            recovery_key_file: PathBuf::new(),
            prefix: "!stoa".to_owned(),
            bare: false,
            invite_from: Vec::new(),
            space: String::new(),
            reactions: true,
        }
    }
}

impl MatrixSettings {
    /// The password, if one was given; its file may be gone after the first login.
    ///
    /// # Errors
    /// When its file cannot be read.
    pub fn password(&self) -> anyhow::Result<Option<SecretString>> {
        secret("matrix.password_file", self.password.as_ref(), &self.password_file)
    }

    /// The access token, if one was given.
    ///
    /// # Errors
    /// When its file cannot be read.
    pub fn access_token(&self) -> anyhow::Result<Option<SecretString>> {
        secret("matrix.access_token_file", self.access_token.as_ref(), &self.access_token_file)
    }

    /// Where the passphrase lies or will lie, in a data directory.
    pub fn passphrase_path(&self, data: &Path) -> PathBuf {
        if self.passphrase_file.as_os_str().is_empty() {
            data.join("matrix.key")
        } else {
            self.passphrase_file.clone()
        }
    }

    /// Where the recovery key lies or will lie, in a data directory.
    pub fn recovery_key_path(&self, data: &Path) -> PathBuf {
        if self.recovery_key_file.as_os_str().is_empty() {
            data.join("matrix-recovery.key")
        } else {
            self.recovery_key_file.clone()
        }
    }

    /// What is wrong with these values although each is well-formed.
    pub(crate) fn wrong(&self) -> Wrong {
        let mut wrong = Vec::new();
        let whole = |name: &str| {
            name.strip_prefix('@')
                .and_then(|rest| rest.split_once(':'))
                .is_some_and(|(name, server)| !name.is_empty() && is_server(server))
        };
        if !self.user.is_empty() && !whole(&self.user) {
            wrong
                .push(("user", "must be the whole name of an account, such as @stoa:example.org".to_owned()));
        }
        if !self.user.is_empty() && self.homeserver.is_empty() {
            wrong.push((
                "homeserver",
                "is needed with matrix.user: the base address of its homeserver".to_owned(),
            ));
        }
        let local =
            ["http://localhost", "http://127.0.0.1"].iter().any(|here| self.homeserver.starts_with(here));
        if !self.homeserver.is_empty() && !self.homeserver.starts_with("https://") && !local {
            let way = "must begin with https://, or name this machine: it is sent the password";
            wrong.push(("homeserver", way.to_owned()));
        }
        if self.prefix.is_empty() || self.prefix.contains(char::is_whitespace) {
            wrong.push(("prefix", "must be one word, such as !stoa".to_owned()));
        }
        if !self.invite_from.iter().all(|entry| whole(entry) || is_server(entry)) {
            let way = "must name users and servers, such as \"@ana:example.org\" and \"example.org\"";
            wrong.push(("invite_from", way.to_owned()));
        }
        let named = self.space.strip_prefix(['!', '#']).is_some_and(|rest| rest.len() > 1);
        if !self.space.is_empty() && !named {
            wrong.push((
                "space",
                "must be the id or the alias of a space, such as #company:example.org".to_owned(),
            ));
        }
        wrong
    }
}

fn is_server(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c))
}

/// A secret from the environment or a file, if there is one.
fn secret(key: &str, given: Option<&SecretString>, file: &Path) -> anyhow::Result<Option<SecretString>> {
    match given {
        Some(given) => Ok(Some(given.clone())),
        None if file.as_os_str().is_empty() => Ok(None),
        None => read_secret(key, file),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_homeserver_would_refuse_is_found_at_the_start() {
        let wrong = |change: fn(&mut MatrixSettings)| {
            let mut settings = MatrixSettings {
                user: "@stoa:example.org".to_owned(),
                homeserver: "https://example.org".to_owned(),
                ..MatrixSettings::default()
            };
            change(&mut settings);
            settings.wrong().into_iter().map(|(key, _)| key).collect::<Vec<_>>()
        };
        assert!(wrong(|_| ()).is_empty());
        assert!(wrong(|matrix| matrix.homeserver = "http://localhost:8008".into()).is_empty());
        assert_eq!(wrong(|matrix| matrix.user = "stoa".into()), ["user"]);
        assert_eq!(wrong(|matrix| matrix.homeserver = String::new()), ["homeserver"]);
        assert_eq!(wrong(|matrix| matrix.homeserver = "http://example.org".into()), ["homeserver"]);
        assert_eq!(wrong(|matrix| matrix.prefix = "! stoa".into()), ["prefix"]);
        assert_eq!(wrong(|matrix| matrix.invite_from = vec!["ana ben".into()]), ["invite_from"]);
        assert_eq!(wrong(|matrix| matrix.space = "company".into()), ["space"]);
        assert!(MatrixSettings::default().wrong().is_empty());
    }

    #[test]
    fn secrets_have_their_places() {
        let settings = MatrixSettings::default();
        assert!(settings.password().unwrap().is_none() && settings.access_token().unwrap().is_none());
        let data = Path::new("/var/lib/stoa");
        assert_eq!(settings.passphrase_path(data), data.join("matrix.key"));
        assert_eq!(settings.recovery_key_path(data), data.join("matrix-recovery.key"));
    }
}
