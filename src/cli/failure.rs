//! What went wrong, as one message that says what to do, and the exit code that scripts read.

use std::io;
use stoa::database::{OpenError, Trouble, trouble};
use stoa::settings::SettingsError;

/// The program was called or configured in a way that it cannot work with.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Misuse(pub String);

/// How SQLite writes `SQLITE_CORRUPT` and `SQLITE_NOTADB`.
const DAMAGED: [&str; 2] = ["11", "26"];

/// 2 if the call or the configuration has to be changed, 1 for every other failure.
pub fn exit_code(error: &anyhow::Error) -> u8 {
    if error.is::<Misuse>() || error.is::<SettingsError>() { 2 } else { 1 }
}

/// Whether nobody reads on: the other end of a pipe, such as `head`, has seen enough.
pub fn is_unheard(error: &anyhow::Error) -> bool {
    let broken = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref().is_some_and(broken))
}

/// The whole story, and what to do if it is about the database.
pub fn in_words(error: anyhow::Error) -> String {
    let told = format!("{error:#}");
    match advice(error) {
        // Whoever waited for the database in vain has said so already.
        Some(advice) if !told.contains(advice) => format!("{told}\n{advice}"),
        _ => told,
    }
}

fn advice(error: anyhow::Error) -> Option<&'static str> {
    // Such an error has its cause in its message, not behind it.
    let error = match error.downcast() {
        Ok(OpenError::Unusable { cause, .. } | OpenError::NotAUrl(cause)) => cause.into(),
        Err(error) => error,
    };
    let cause = error.chain().find_map(|cause| cause.downcast_ref::<sqlx::Error>())?.as_database_error()?;
    if cause.code().is_some_and(|code| DAMAGED.contains(&&*code)) {
        return Some(
            "The file is damaged, or no SQLite database: restore it from a backup, or move it away to begin anew.",
        );
    }
    Some(match trouble(&error)? {
        Trouble::Full => {
            "The disk is full: free some space where the database lies, then try again. Nothing is lost."
        }
        Trouble::Away => "Something holds or stops the database: wait until that is over, then try again.",
        Trouble::Conflict => "Two programs met in the database: try again.",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use stoa::database::{Db, Options};

    const FILL: &str = "INSERT INTO setting (name, value) VALUES ('big', $1)";

    async fn database(folder: &tempfile::TempDir) -> (Db, sqlx::SqlitePool) {
        let db = Db::open(&Options::Sqlite(folder.path().join("stoa.db"))).await.unwrap();
        db.migrate().await.unwrap();
        let Db::Sqlite { writer, .. } = &db else { panic!("not SQLite") };
        let writer = writer.clone();
        (db, writer)
    }

    #[tokio::test]
    async fn a_full_disk_is_told_as_one() {
        let folder = tempfile::tempdir().unwrap();
        let (_db, writer) = database(&folder).await;
        sqlx::query("PRAGMA max_page_count = 1").execute(&writer).await.unwrap();
        let full = sqlx::query(FILL).bind("x".repeat(1 << 20)).execute(&writer).await.unwrap_err();
        let words = in_words(anyhow::Error::from(full).context("cannot import"));
        assert!(
            words.starts_with("cannot import: ") && words.contains("\nThe disk is full: free some"),
            "{words}"
        );
    }

    #[tokio::test]
    async fn a_locked_database_is_told_as_one() {
        let folder = tempfile::tempdir().unwrap();
        let (_db, writer) = database(&folder).await;
        let (other, _) = database(&folder).await;
        let _held = other.begin().await.unwrap();
        sqlx::query("PRAGMA busy_timeout = 0").execute(&writer).await.unwrap();
        let locked = sqlx::query(FILL).bind("x").execute(&writer).await.unwrap_err();
        let words = in_words(locked.into());
        assert!(words.contains("database is locked\nSomething holds"), "{words}");
    }

    #[test]
    fn only_misuse_has_the_code_of_misuse() {
        assert_eq!(exit_code(&Misuse(String::new()).into()), 2);
        assert_eq!(exit_code(&anyhow::Error::from(Misuse(String::new())).context("while reading")), 2);
        assert_eq!(exit_code(&anyhow::anyhow!("broken")), 1);
        let broken = io::Error::from(io::ErrorKind::BrokenPipe);
        assert!(is_unheard(&anyhow::Error::from(broken).context("cannot write")));
    }
}
