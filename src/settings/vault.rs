//! `[vault]`: where the return addresses of those who ask anonymously lie.

use super::DatabaseSettings;
use super::database::{holds_password, read_secret};
use super::problem::Wrong;
use anyhow::Context as _;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Where the return addresses of those who ask anonymously lie.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VaultSettings {
    /// `postgres://…` without a password; empty means the SQLite file `vault.db` in the data directory.
    pub url: String,
    /// A file that holds the password for PostgreSQL and nothing else; empty means none.
    pub password_file: PathBuf,
    /// The password itself, from the environment only; goes before the file.
    #[serde(skip_serializing)]
    pub password: Option<SecretString>,
}

impl VaultSettings {
    /// Whether the vault lies in PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        !self.url.is_empty()
    }

    /// The password for PostgreSQL, if there is one.
    ///
    /// # Errors
    /// When `password_file` is named but cannot be read, or is empty.
    pub fn password(&self) -> anyhow::Result<Option<SecretString>> {
        if self.password.is_some() || self.password_file.as_os_str().is_empty() {
            return Ok(self.password.clone());
        }
        let file = self.password_file.display();
        let found = read_secret("vault.password_file", &self.password_file)?;
        found.with_context(|| format!("vault.password_file: {file} does not exist")).map(Some)
    }

    /// What is wrong with these values although each is well-formed.
    pub(super) fn wrong(&self, database: &DatabaseSettings) -> Wrong {
        let mut wrong = Vec::new();
        if !self.url.is_empty() && !["postgres://", "postgresql://"].iter().any(|s| self.url.starts_with(s)) {
            wrong.push(("url", "must begin with postgres://, or be empty for SQLite".to_owned()));
        } else if holds_password(&self.url) {
            let way = "take the password out: it goes into a file that vault.password_file names, or into \
                       STOA__VAULT__PASSWORD";
            wrong.push(("url", way.to_owned()));
        } else if !self.url.is_empty() && self.url == database.url {
            let way = "must be another database than database.url, or its backups would hold the vault";
            wrong.push(("url", way.to_owned()));
        }
        wrong
    }
}
