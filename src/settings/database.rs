//! `[database]` and `[secrets]`: where the rows lie, and the keys that lie elsewhere.

use super::problem::Wrong;
use anyhow::Context as _;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Where the rows lie.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DatabaseSettings {
    /// `postgres://…` without a password; empty means the SQLite file `stoa.db` in the data directory.
    pub url: String,
    /// A file that holds the password for PostgreSQL and nothing else; empty means none.
    pub password_file: PathBuf,
    /// The password itself, from the environment only; goes before the file.
    #[serde(skip_serializing)]
    pub password: Option<SecretString>,
    /// Lets `stoa run` bring PostgreSQL's tables up to date. On SQLite it always does.
    pub migrate: bool,
    /// How many connections are kept open at most.
    pub connections: u32,
}

impl Default for DatabaseSettings {
    fn default() -> Self {
        Self {
            url: String::new(),
            password_file: PathBuf::new(),
            password: None,
            migrate: false,
            connections: 10,
        }
    }
}

impl DatabaseSettings {
    /// Whether the rows lie in PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        ["postgres://", "postgresql://"].iter().any(|scheme| self.url.starts_with(scheme))
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
        let found = read_secret("database.password_file", &self.password_file)?;
        found.with_context(|| format!("database.password_file: {file} does not exist")).map(Some)
    }

    /// What is wrong with these values although each is well-formed.
    pub(crate) fn wrong(&self) -> Wrong {
        let mut wrong = Vec::new();
        if !self.url.is_empty() && !self.is_postgres() {
            wrong.push(("url", "must begin with postgres://, or be empty for SQLite".to_owned()));
        } else if holds_password(&self.url) {
            let way = "take the password out: it goes into a file that database.password_file names, \
                       or into STOA__DATABASE__PASSWORD";
            wrong.push(("url", way.to_owned()));
        }
        if self.connections == 0 {
            wrong.push(("connections", "must be at least 1".to_owned()));
        }
        wrong
    }
}

/// Whether a URL carries a password: `user:password@host` or `?password=`.
///
/// Such a URL would be shown by every error that names the database.
pub(super) fn holds_password(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (before, query) = rest.split_once('?').unwrap_or((rest, ""));
    // The last @ counts: a password may hold one, and even a slash, when somebody forgot to escape it.
    let user = before.rsplit_once('@').map_or("", |(user, _)| user);
    user.contains(':') || query.split('&').any(|pair| pair.starts_with("password="))
}

/// Keys that must not lie beside what they protect.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SecretSettings {
    /// The file with the key that seals the queues; empty means `queue.key` in the data directory.
    ///
    /// With SQLite it is created on the first start. With PostgreSQL it must be named, since every replica needs
    /// the same one.
    pub queue_key_file: PathBuf,
    /// The key itself, from the environment only; goes before the file.
    #[serde(skip_serializing)]
    pub queue_key: Option<SecretString>,
    /// The file with the key of the vault, without which nobody can ask anonymously; `stoa init` makes it. Empty means
    /// none.
    pub vault_key_file: PathBuf,
}

impl SecretSettings {
    /// Where the queue key lies, or will lie once it is created.
    pub fn queue_key_path(&self, data: &Path) -> PathBuf {
        if self.queue_key_file.as_os_str().is_empty() {
            return data.join("queue.key");
        }
        self.queue_key_file.clone()
    }

    /// The queue key as text; `None` if its file does not exist yet.
    ///
    /// # Errors
    /// When the file is there but cannot be read, or is empty.
    pub fn queue_key(&self, data: &Path) -> anyhow::Result<Option<SecretString>> {
        if self.queue_key.is_some() {
            return Ok(self.queue_key.clone());
        }
        read_secret("secrets.queue_key_file", &self.queue_key_path(data))
    }
}

/// Reads a secret without the line break that editors leave; an empty file is a slip, not a secret.
pub(super) fn read_secret(key: &str, file: &Path) -> anyhow::Result<Option<SecretString>> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(error).with_context(|| format!("{key}: {} cannot be read", file.display()));
        }
    };
    let secret = text.trim_end_matches(['\r', '\n']);
    anyhow::ensure!(!secret.is_empty(), "{key}: {} is empty", file.display());
    Ok(Some(secret.into()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret as _;

    #[test]
    fn a_password_in_a_url_is_seen_wherever_it_hides() {
        for url in ["postgres://ana:pw@db/stoa", "postgres://a:p@w@db/s", "postgres://db/s?a=b&password=pw"] {
            assert!(holds_password(url), "{url}");
        }
        for url in ["postgres://ana@db:5432/stoa", "postgres://db/stoa?host=/run/pg", "postgres:///stoa", ""]
        {
            assert!(!holds_password(url), "{url}");
        }
    }

    #[test]
    fn a_secret_is_what_its_file_says_without_the_last_line_break() {
        let folder = tempfile::tempdir().unwrap();
        let secrets = SecretSettings::default();
        assert!(secrets.queue_key(folder.path()).unwrap().is_none(), "not created yet");

        fs::write(folder.path().join("queue.key"), " s3cret \r\n").unwrap();
        assert_eq!(secrets.queue_key(folder.path()).unwrap().unwrap().expose_secret(), " s3cret ");

        fs::write(folder.path().join("queue.key"), "\n").unwrap();
        let wrong = secrets.queue_key(folder.path()).unwrap_err().to_string();
        assert!(wrong.contains("secrets.queue_key_file") && wrong.ends_with("is empty"), "{wrong}");
    }

    #[test]
    fn a_named_password_file_must_exist_unless_the_environment_speaks() {
        let mut database = DatabaseSettings { password_file: "/no/such/file".into(), ..Default::default() };
        let wrong = database.password().unwrap_err().to_string();
        assert!(wrong.contains("/no/such/file does not exist"), "{wrong}");
        database.password = Some("pw".into());
        assert_eq!(database.password().unwrap().unwrap().expose_secret(), "pw");
    }
}
