//! The database: SQLite by default, PostgreSQL when one machine is not enough, behind one dialect of SQL.
//!
//! [`Db`] opens either, [`Tx`] is a transaction on either, and [`on!`](crate::on) runs the same statement on
//! whichever it is through its native driver. What differs between the two is known in three places only:
//! here (how a transaction begins), in `engine/claims.rs` (how work is claimed) and in migrations that end in
//! `.sqlite.sql` or `.postgres.sql`.

mod failure;
mod ids;
mod migrations;
mod open;
mod rows;
mod scrub;
#[cfg(test)]
mod tests;
mod tx;

pub use failure::{Trouble, is_about_the_row, trouble};
pub use ids::{Ids, MemberId, next_number, next_numbers};
pub use migrations::{MIGRATIONS, Migration, PendingMigrations};
pub use open::{Db, OpenError, Options};
pub use rows::{JsonRow, rows_as_json};
pub use tx::Tx;

/// Runs the same statement on SQLite or PostgreSQL.
///
/// `on!(tx, |c| sqlx::query_as(SQL).bind(..).fetch_one(c).await)` expands its body once for each database;
/// `c` is the connection within the transaction `tx: &mut Tx`.
#[macro_export]
macro_rules! on {
    ($tx:expr, |$c:ident| $body:expr) => {
        match &mut *$tx {
            $crate::database::Tx::Sqlite(transaction) => {
                $crate::database::statement_begins();
                let $c = &mut **transaction;
                $body
            }
            $crate::database::Tx::Postgres(transaction) => {
                $crate::database::statement_begins();
                let $c = &mut **transaction;
                $body
            }
        }
    };
}

/// A statement is about to run. Tests stop here what they want to see interrupted.
#[inline]
pub fn statement_begins() {
    #[cfg(any(test, feature = "testing"))]
    crate::testing::statement_begins();
}
