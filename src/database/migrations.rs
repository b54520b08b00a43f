//! The migrations: one folder, in the order of their numbers, for both databases.

use super::Db;
use super::failure::of_sqlx;
use sqlx::SqlSafeStr as _;
use sqlx::migrate::{MigrationType, Migrator};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// A file of `migrations/`, part of the program.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// `0001_engine.sql`; `.sqlite.sql` and `.postgres.sql` are for one of the databases.
    pub file: &'static str,
    /// What it says.
    pub sql: &'static str,
}

/// Migrations that a database still lacks, by file name, in order.
pub type PendingMigrations = Vec<&'static str>;

macro_rules! migrations {
    ($($file:literal),* $(,)?) => {
        /// Every migration, in order; a test compares the list with the folder.
        pub const MIGRATIONS: &[Migration] =
            &[$(Migration { file: $file, sql: include_str!(concat!("../../migrations/", $file)) }),*];
    };
}

migrations![
    "0001_engine.sql",
    "0002_people.sql",
    "0003_questions.sql",
    "0004_recognition.sql",
    "0005_ledger_is_append_only.postgres.sql",
    "0005_ledger_is_append_only.sqlite.sql",
    "0006_manners.sql",
    "0007_places.sql",
    "0008_moderation.sql",
    "0009_asking.sql",
    "0010_answering.sql",
    "0011_profiles.sql",
    "0012_privacy.sql",
    "0013_baseline.sql",
    "0014_library.sql",
    "0015_erasing.sql",
    "0016_not_my_topic.sql",
    "0017_networks.sql",
    "0018_anonymous.sql",
    "0020_kudos.sql",
    "0021_welcome.sql",
    "0022_mentoring.sql",
    "0023_introductions.sql",
    "0024_adapter_notes.sql",
    "0025_badges.sql",
    "0026_digest.sql",
    "0027_sessions.sql",
    "0028_programmes.sql",
    "0029_impact.sql",
    "0030_streaks.sql",
    "0031_board.sql",
    "0032_seasons.sql",
    "0033_worth_a_look.sql",
];

impl Migration {
    /// The number in front of its name.
    pub fn version(&self) -> i64 {
        self.file.split('_').next().and_then(|number| number.parse().ok()).unwrap_or(0)
    }

    /// Whether it is for this kind of database.
    pub fn is_for(&self, postgres: bool) -> bool {
        !self.file.ends_with(if postgres { ".sqlite.sql" } else { ".postgres.sql" })
    }
}

/// The library's migrator, which takes a lock, keeps checksums and refuses a database from the future.
pub(super) fn migrator(postgres: bool) -> Migrator {
    let of_kind = MIGRATIONS.iter().filter(|migration| migration.is_for(postgres));
    let migrations = of_kind.map(|migration| {
        let description = Cow::Borrowed(migration.file);
        let sql = migration.sql.into_sql_str();
        sqlx::migrate::Migration::new(migration.version(), description, MigrationType::Simple, sql, false)
    });
    Migrator::with_migrations(migrations.collect())
}

pub(super) async fn pending(db: &Db) -> sqlx::Result<PendingMigrations> {
    const APPLIED: &str = "SELECT version FROM _sqlx_migrations ORDER BY version";
    let applied: Result<Vec<(i64,)>, _> = match db {
        Db::Sqlite { writer, .. } => sqlx::query_as(APPLIED).fetch_all(writer).await,
        Db::Postgres(pool) => sqlx::query_as(APPLIED).fetch_all(pool).await,
    };
    let applied: BTreeSet<i64> = match applied {
        Ok(rows) => rows.into_iter().map(|(version,)| version).collect(),
        // The table comes with the first migration.
        Err(error) if matches!(error, sqlx::Error::Database(_)) && of_sqlx(&error).is_none() => {
            BTreeSet::new()
        }
        Err(error) => return Err(error),
    };
    let lacking = |m: &&Migration| m.is_for(db.is_postgres()) && !applied.contains(&m.version());
    Ok(MIGRATIONS.iter().filter(lacking).map(|migration| migration.file).collect())
}
