//! Whether a queue key is the one that a database was made with.

use crate::cli::store::key_mark;
use crate::cli::temporary::TemporaryFolder;
use std::sync::Arc;
use stoa::database::{Db, Options};
use stoa::engine::{Engine, FrozenClock, QueueKey, Setup};
use stoa::settings::Settings;
use stoa_chat::Timestamp;

/// Whether a database that was marked with `mark` was made with `key`.
///
/// Only an engine knows how a mark comes about, and it marks what it finds unmarked. So one is started on an empty
/// database, and the two marks are compared; the other database is not touched.
///
/// # Errors
/// When there is no room for an empty database.
pub async fn fits(key: QueueKey, mark: &str) -> anyhow::Result<bool> {
    let folder = TemporaryFolder::new()?;
    let db = Db::open(&Options::Sqlite(folder.path().join("empty.db"))).await?;
    db.migrate().await?;
    let clock = Arc::new(FrozenClock::at(Timestamp::from_millis(0)));
    let setup =
        Setup { db: db.clone(), key, clock, seed: [0; 32], settings: Settings::default(), vault: None };
    drop(Engine::start(setup, Vec::new()).await?);
    let own = key_mark(&db).await?;
    db.close().await;
    Ok(own.as_deref() == Some(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_same_key_fits() {
        let key = |digit: &str| QueueKey::from_hex(&digit.repeat(64)).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let db = Db::open(&Options::Sqlite(folder.path().join("stoa.db"))).await.unwrap();
        db.migrate().await.unwrap();
        let clock = Arc::new(FrozenClock::at(Timestamp::from_millis(0)));
        let setup = Setup {
            db: db.clone(),
            key: key("a"),
            clock,
            seed: [0; 32],
            settings: Settings::default(),
            vault: None,
        };
        Engine::start(setup, Vec::new()).await.unwrap();
        let mark = key_mark(&db).await.unwrap().unwrap();
        assert!(fits(key("a"), &mark).await.unwrap());
        assert!(!fits(key("b"), &mark).await.unwrap());
    }
}
