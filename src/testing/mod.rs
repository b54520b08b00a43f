//! What tests are written with: databases of both kinds, a network on paper, time that is moved by hand.

mod community;
mod databases;
mod paper;

pub use community::{Community, MONDAY_NINE};
#[cfg(test)]
pub(crate) use community::Features;
pub use databases::{TestDb, each_database, each_empty_database};
pub use paper::{Paper, Seen, Stop};

/// Declares one test for each database: `on_each_db!(it_holds, |db| async move { … })`, where `db` is a fresh,
/// migrated [`TestDb`].
#[macro_export]
macro_rules! on_each_db {
    ($(#[$meta:meta])* $name:ident, $test:expr) => {
        $(#[$meta])*
        #[tokio::test]
        async fn $name() {
            for db in $crate::testing::each_database().await {
                let kind = db.kind();
                println!("on {kind}");
                #[expect(clippy::redundant_closure_call, reason = "the macro calls the body once for each database")]
                ($test)(db).await;
            }
        }
    };
}
