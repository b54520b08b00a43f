//! Dead letters: what a network sent, and its adapter could not read.
//!
//! It is genuine, so it is acknowledged; it may hold what somebody typed, so it is kept, sealed under the key of its day.
//! After as long as names of events are remembered it goes, and with the last of its day the key.

use super::core::Engine;
use super::inbox::remember;
use super::seal::day_of;
use crate::database::{Db, Tx, next_number};
use crate::on;
use crate::telemetry;
use stoa_chat::{DeadLetter, Timestamp};

/// The most characters of a kind that are kept: it is a word, not a text.
const LONGEST_KIND: usize = 80;

/// What could not be read, counted by network and kind.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Unread {
    /// Where it came from.
    pub network: String,
    /// What the network calls it.
    pub kind: String,
    /// How often it came.
    pub times: i64,
    /// When it came last, in milliseconds since 1970-01-01 UTC.
    pub latest: i64,
}

impl Unread {
    /// Everything that is kept, the most frequent first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(db: &Db) -> sqlx::Result<Vec<Self>> {
        const SQL: &str =
            "SELECT network, kind, COUNT(*) AS times, MAX(received_at) AS latest FROM dead_letter
            GROUP BY network, kind ORDER BY COUNT(*) DESC, network, kind";
        let mut tx = db.begin_read().await?;
        on!(&mut tx, |c| sqlx::query_as(SQL).fetch_all(c).await)
    }
}

impl Engine {
    /// Keeps a letter, sealed; one that was kept before is left as it is.
    pub(super) async fn bury_letter(&self, letter: &DeadLetter) -> anyhow::Result<()> {
        const SQL: &str = "INSERT INTO dead_letter (number, network, kind, received_at, key_day, sealed)
            VALUES ($1, $2, $3, $4, $5, $6)";
        let (now, network) = (self.now(), letter.network.as_str());
        let day = day_of(now);
        self.sealer().ready(self.db(), day).await?;
        let name = self.sealer().name(&["letter", network, &letter.id]);
        let mut tx = self.db().begin_short().await?;
        if !remember(&mut tx, &name, now).await? {
            return Ok(());
        }
        let number = next_number(&mut tx, "dead letter").await?;
        let sealed = self.sealer().seal(day, &row_name(number), &letter.body)?;
        let kind: String = letter.kind.chars().take(LONGEST_KIND).collect();
        on!(&mut tx, |c| sqlx::query(SQL)
            .bind(number)
            .bind(network)
            .bind(&kind)
            .bind(now.millis())
            .bind(day)
            .bind(&sealed)
            .execute(c)
            .await
            .map(drop))?;
        tx.commit().await?;
        metrics::counter!(telemetry::LETTERS_BURIED.name).increment(1);
        tracing::debug!(network, kind, "something could not be read: see `stoa events unread`");
        Ok(())
    }
}

/// Forgets letters that came before `older_than`.
pub(super) async fn forget(tx: &mut Tx, older_than: Timestamp) -> sqlx::Result<()> {
    const SQL: &str = "DELETE FROM dead_letter WHERE received_at < $1";
    on!(tx, |c| sqlx::query(SQL).bind(older_than.millis()).execute(c).await.map(drop))
}

/// What a sealed letter is bound to.
fn row_name(number: i64) -> String {
    format!("dead letter {number}")
}
