//! What tests are written with: databases of both kinds, a network on paper, time that is moved by hand.

mod community;
mod company;
mod cut;
mod databases;
#[cfg(test)]
mod desk;
mod keys;
mod paper;
mod plans;
mod slack_export;

#[cfg(test)]
pub(crate) use community::Features;
pub use community::{Community, MONDAY_NINE};
pub use company::Company;
pub use cut::{cut_short, statement_begins};
pub use databases::{TestDb, each_database, each_empty_database};
#[cfg(test)]
pub(crate) use desk::Desk;
pub use keys::QueueNames;
pub use paper::{Paper, Seen, Stop};
pub use plans::{Value, read_whole};
pub use slack_export::{Expected, Size, SlackWorkspace, WORKSPACE};

use std::path::{Path, PathBuf};

/// The transcripts of this checkout, in the order of their names.
///
/// # Errors
/// When the folder cannot be read, or holds so few that it must be another.
pub fn transcripts() -> anyhow::Result<Vec<PathBuf>> {
    const FEWEST: usize = 10;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/transcripts");
    let entries: Result<Vec<_>, _> = std::fs::read_dir(folder)?.collect();
    let mut files: Vec<_> = entries?.into_iter().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    anyhow::ensure!(files.len() >= FEWEST, "only {} transcripts were found", files.len());
    Ok(files)
}

/// Declares one test for each database: `on_each_db!(it_holds, |db| async move { … })`, where `db` is a fresh,
/// migrated [`TestDb`].
#[macro_export]
macro_rules! on_each_db {
    ($(#[$meta:meta])* $name:ident, $test:expr) => {
        $(#[$meta])*
        #[tokio::test]
        async fn $name() {
            for db in $crate::testing::each_database().await {
                $crate::testing::run_on(db, $test).await;
            }
        }
    };
}

/// Runs one test on one database, and says on which.
#[expect(clippy::print_stdout, reason = "the name of the database belongs to a failing test's output")]
pub async fn run_on<T: Future<Output = ()>>(db: TestDb, test: impl FnOnce(TestDb) -> T) {
    println!("on {}", db.kind());
    test(db).await;
}
