//! The key of the queues, for tests that compare two runs, or look for what nobody is to find.

use super::{MONDAY_NINE, TestDb};
use crate::engine::QueueKey;
use crate::engine::seal::{Sealer, day_of};

/// What people are called in the queues of a test's database.
#[derive(Debug)]
pub struct QueueNames(Sealer);

impl QueueNames {
    /// The key of a database is one that every test has; so are those of its first `days`, from Monday on.
    ///
    /// # Panics
    /// When they cannot be laid down.
    pub async fn known(test: &TestDb, days: i64) -> Self {
        std::fs::write(test.folder().join("queue.key"), "7".repeat(64)).expect("a written file");
        let names = Self::of(test);
        let first = day_of(MONDAY_NINE);
        names.0.lay_down(&test.db, first..first + days).await.expect("laid down keys");
        names
    }

    /// The names in a database that has its key.
    ///
    /// # Panics
    /// When it has none.
    pub fn of(test: &TestDb) -> Self {
        let key = QueueKey::from_file(&test.folder().join("queue.key")).expect("a queue key");
        Self(Sealer::new(&key).expect("a sealer"))
    }

    /// What whoever has the queue key, and nothing else, knows something by: `["person", network, id]`.
    pub fn lasting(&self, parts: &[&str]) -> String {
        self.0.name(parts)
    }
}
