//! The baseline in the database.

use super::{Baseline, Month};
use crate::database::Tx;
use crate::on;
use std::time::Duration;
use stoa_chat::Timestamp;

/// Keeps what was measured at `at`, in place of what was measured before.
///
/// # Errors
/// When the database fails.
pub async fn keep(tx: &mut Tx, baseline: &Baseline, at: Timestamp) -> sqlx::Result<()> {
    const FORGET: &str = "DELETE FROM baseline";
    const KEEP: &str =
        "INSERT INTO baseline (month, questions, unanswered, clock_median, clock_p90, working_median,
            working_p90, measured_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    on!(tx, |c| sqlx::query(FORGET).execute(c).await.map(drop))?;
    for Month { name, questions, unanswered, clock, working } in &baseline.months {
        on!(tx, |c| sqlx::query(KEEP)
            .bind(name)
            .bind(count(*questions))
            .bind(count(*unanswered))
            .bind(millis(clock.median))
            .bind(millis(clock.p90))
            .bind(millis(working.median))
            .bind(millis(working.p90))
            .bind(at.millis())
            .execute(c)
            .await
            .map(drop))?;
    }
    Ok(())
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn millis(span: Option<Duration>) -> Option<i64> {
    span.map(|span| i64::try_from(span.as_millis()).unwrap_or(i64::MAX))
}
