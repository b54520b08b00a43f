//! What `stoa check` says of the vault: where it lies, whether its key fits, and what its store cannot promise.

use super::report::Report;
use crate::cli::failure::in_words;
use crate::cli::store::{has_vault_key, vault_options};
use std::path::Path;
use stoa::database::{Db, Options};
use stoa::settings::Settings;
use stoa::vault::{self, Vault, VaultKeys};

const WEAKER: &str = "on PostgreSQL the address of a closed question stays in the server's files until it vacuums, and in \
its write-ahead log for as long as that is kept: whoever has those and the key can still open it";

/// Adds everything about the vault to `report`.
pub async fn check(report: &mut Report, settings: &Settings, data: &Path) {
    if !has_vault_key(settings) {
        if data.join(vault::FILE).exists() {
            let words =
                "there is one, and no key: set secrets.vault_key_file to the key that it was made with";
            report.wrong_line("Vault", words);
        } else {
            report.line("Vault", "none: nobody can ask anonymously (secrets.vault_key_file)");
        }
        return;
    }
    match look(settings, data).await {
        Ok(words) => report.line("Vault", words),
        Err(error) => report.wrong_line("Vault", in_words(error)),
    }
    if settings.vault.is_postgres() {
        report.line("", WEAKER);
    }
}

async fn look(settings: &Settings, data: &Path) -> anyhow::Result<String> {
    let keys = VaultKeys::from_file(&settings.secrets.vault_key_file)?;
    let options = vault_options(settings, data)?;
    let place = match &options {
        Options::Sqlite(file) => format!("SQLite, {}", file.display()),
        Options::Postgres { url, .. } => format!("PostgreSQL, {url}"),
    };
    if let Options::Sqlite(file) = &options
        && !file.exists()
    {
        return Ok(format!("{place}; not there yet, the first start makes it"));
    }
    let db = Db::open(&options).await?;
    let fits = Vault::check(&db, &keys).await;
    db.close().await;
    fits?;
    Ok(format!("{place}; its key fits"))
}
