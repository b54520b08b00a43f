//! The ledger in the database: what is booked, and what it comes to.

use super::ledger::{Account, Award, Booking, SEASON, Season, no_awards};
use super::rules::Cause;
use crate::database::{MemberId, Tx};
use crate::on;
use std::collections::BTreeMap;
use stoa_chat::Timestamp;

/// A transaction without its postings, once for each key.
const TXN: &str =
    "INSERT INTO ledger_txn (id, idem_key, kind, rule_version, source_ref, season, occurred_at, reverses)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (idem_key) DO NOTHING";

/// Books a transaction; `false` if one with its key was booked before, and then nothing is done.
///
/// # Errors
/// If its postings do not sum to zero, or when the database fails.
pub(super) async fn book(
    tx: &mut Tx,
    id: &str,
    rule_version: u32,
    booking: &Booking,
) -> anyhow::Result<bool> {
    anyhow::ensure!(booking.is_balanced(), "{} does not sum to zero", booking.idem_key);
    let booked = on!(tx, |c| {
        let txn = sqlx::query(TXN).bind(id).bind(&booking.idem_key).bind(booking.kind);
        let txn = txn.bind(i64::from(rule_version)).bind(&booking.source).bind(booking.season.0);
        let txn = txn.bind(booking.at.millis()).bind(&booking.reverses);
        txn.execute(c).await.map(|done| done.rows_affected())
    })?;
    if booked == 0 {
        return Ok(false);
    }
    for (account, amount) in &booking.postings {
        post(tx, id, *account, *amount).await?;
    }
    Ok(true)
}

/// Whether anything was booked under this key.
///
/// # Errors
/// When the database fails.
pub(super) async fn is_booked(tx: &mut Tx, idem_key: &str) -> sqlx::Result<bool> {
    const SQL: &str = "SELECT season FROM ledger_txn WHERE idem_key = $1";
    let row: Option<(i64,)> = on!(tx, |c| sqlx::query_as(SQL).bind(idem_key).fetch_optional(c).await)?;
    Ok(row.is_some())
}

async fn post(tx: &mut Tx, txn: &str, account: Account, amount: i64) -> sqlx::Result<()> {
    const OPEN: &str = "INSERT INTO ledger_account (id, kind, owner, season) VALUES ($1, $2, $3, $4)
        ON CONFLICT (id) DO NOTHING";
    const POST: &str = "INSERT INTO ledger_posting (txn, account, amount) VALUES ($1, $2, $3)";
    let (name, kind, Season(season)) = (account.id(), account.kind(), account.season());
    let owner = account.owner().map(|owner| owner.to_string());
    on!(tx, |c| {
        sqlx::query(OPEN).bind(&name).bind(kind).bind(&owner).bind(season).execute(c).await.map(drop)
    })?;
    on!(tx, |c| sqlx::query(POST).bind(txn).bind(&name).bind(amount).execute(c).await.map(drop))
}

/// What the end of a season is booked under.
pub(super) fn closing_key(Season(season): Season) -> String {
    format!("{SEASON}:{season}")
}

/// What every account of a season that holds anything gives away when it ends.
const GIVEN_UP: &str = "INSERT INTO ledger_posting (txn, account, amount)
    SELECT $1, a.id, -CAST(SUM(p.amount) AS BIGINT) FROM ledger_account a
    JOIN ledger_posting p ON p.account = a.id
    WHERE a.season = $2 AND a.kind = 'person' GROUP BY a.id HAVING SUM(p.amount) <> 0";

/// Moves what members earned in a season to where they keep it, all in one transaction; `false` if that was done before,
/// or there is nothing to move.
///
/// # Errors
/// When the database fails.
pub(super) async fn close(
    tx: &mut Tx,
    id: &str,
    rule_version: u32,
    season: Season,
    now: Timestamp,
) -> sqlx::Result<bool> {
    const HELD: &str = "SELECT a.id FROM ledger_account a JOIN ledger_posting p ON p.account = a.id
        WHERE a.season = $1 AND a.kind = 'person'
        GROUP BY a.id HAVING SUM(p.amount) <> 0 ORDER BY a.id LIMIT 1";
    const OPEN: &str = "INSERT INTO ledger_account (id, kind, owner, season)
        SELECT 'person:' || owner || ':0', 'person', owner, 0 FROM ledger_account
        WHERE season = $1 AND kind = 'person' ON CONFLICT (id) DO NOTHING";
    const KEPT: &str = "INSERT INTO ledger_posting (txn, account, amount)
        SELECT $1, 'person:' || a.owner || ':0', -p.amount FROM ledger_posting p
        JOIN ledger_account a ON a.id = p.account WHERE p.txn = $1";
    let held: Option<(String,)> = on!(tx, |c| sqlx::query_as(HELD).bind(season.0).fetch_optional(c).await)?;
    let (key, source) = (closing_key(season), season.0.to_string());
    let mut ends = false;
    if held.is_some() {
        on!(tx, |c| {
            let txn = sqlx::query(TXN).bind(id).bind(&key).bind(SEASON).bind(i64::from(rule_version));
            let txn = txn.bind(&source).bind(season.0).bind(now.millis()).bind(None::<String>);
            ends = txn.execute(&mut *c).await?.rows_affected() == 1;
            Ok::<_, sqlx::Error>(())
        })?;
    }
    if ends {
        on!(tx, |c| sqlx::query(OPEN).bind(season.0).execute(c).await.map(drop))?;
        on!(tx, |c| sqlx::query(GIVEN_UP).bind(id).bind(season.0).execute(c).await.map(drop))?;
        on!(tx, |c| sqlx::query(KEPT).bind(id).execute(c).await.map(drop))?;
    }
    Ok(ends)
}

/// How [`balance`] is found.
pub(super) const BALANCE: &str =
    "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) FROM ledger_posting WHERE account = $1";

/// What an account holds: the sum of everything ever posted to it.
///
/// # Errors
/// When the database fails.
pub(super) async fn balance(tx: &mut Tx, account: Account) -> sqlx::Result<i64> {
    let name = account.id();
    let (sum,): (i64,) = on!(tx, |c| sqlx::query_as(BALANCE).bind(&name).fetch_one(c).await)?;
    Ok(sum)
}

/// How [`points`] are found.
pub(super) const POINTS: &str = "SELECT CAST(COALESCE(SUM(p.amount), 0) AS BIGINT) FROM ledger_account a
    JOIN ledger_posting p ON p.account = a.id WHERE a.owner = $1 AND a.kind = 'person'";

/// What a member has earned in all seasons together.
///
/// # Errors
/// When the database fails.
pub(super) async fn points(tx: &mut Tx, member: MemberId) -> sqlx::Result<i64> {
    let member = member.to_string();
    let (sum,): (i64,) = on!(tx, |c| sqlx::query_as(POINTS).bind(&member).fetch_one(c).await)?;
    Ok(sum)
}

/// What a member has earned, season by season.
///
/// # Errors
/// When the database fails.
pub(super) async fn points_by_season(tx: &mut Tx, member: MemberId) -> sqlx::Result<BTreeMap<Season, i64>> {
    const SQL: &str = "SELECT a.season, CAST(SUM(p.amount) AS BIGINT) FROM ledger_account a
        JOIN ledger_posting p ON p.account = a.id
        WHERE a.owner = $1 AND a.kind = 'person' GROUP BY a.season ORDER BY a.season";
    let member = member.to_string();
    let rows: Vec<(i64, i64)> = on!(tx, |c| sqlx::query_as(SQL).bind(&member).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(season, points)| (Season(season), points)).collect())
}

/// The columns of an award as [`award`] reads them, and what makes a transaction a standing award.
type AwardRow = (String, String, String, String, String, i64, i64, i64);

fn award((txn, idem_key, rule, source, receiver, season, points, at): AwardRow) -> anyhow::Result<Award> {
    let (cause, receiver, season) = (Cause::read(&rule, &source)?, receiver.parse()?, Season(season));
    Ok(Award { txn, idem_key, cause, receiver, season, points, at: Timestamp::from_millis(at) })
}

/// How [`standing`] is found.
pub(super) const STANDING: &str =
    "SELECT t.id, t.idem_key, t.kind, t.source_ref, a.owner, a.season, p.amount, t.occurred_at
    FROM ledger_txn t
    JOIN ledger_posting p ON p.txn = t.id
    JOIN ledger_account a ON a.id = p.account AND a.kind = 'person'
    WHERE t.source_ref = $2 AND t.kind = $1
      AND NOT EXISTS (SELECT 1 FROM ledger_txn r WHERE r.reverses = t.id)
    ORDER BY t.id";

/// The award that stands for a deed.
///
/// # Errors
/// When the database fails.
pub(super) async fn standing(tx: &mut Tx, cause: Cause) -> anyhow::Result<Option<Award>> {
    let (rule, source) = (cause.rule.name(), cause.source());
    let row: Option<AwardRow> =
        on!(tx, |c| sqlx::query_as(STANDING).bind(rule).bind(&source).fetch_optional(c).await)?;
    row.map(award).transpose()
}

/// How [`awards_made`] is found.
pub(super) const MADE: &str = "SELECT COUNT(*) FROM ledger_txn WHERE source_ref = $2 AND kind = $1";

/// How many awards were ever booked for a deed, those that were reversed among them.
///
/// # Errors
/// When the database fails.
pub(super) async fn awards_made(tx: &mut Tx, cause: Cause) -> sqlx::Result<i64> {
    let (rule, source) = (cause.rule.name(), cause.source());
    let (made,): (i64,) = on!(tx, |c| sqlx::query_as(MADE).bind(rule).bind(&source).fetch_one(c).await)?;
    Ok(made)
}

/// How [`newest_awards`] is found.
pub(super) const NEWEST: &str =
    "SELECT t.id, t.idem_key, t.kind, t.source_ref, a.owner, a.season, p.amount, t.occurred_at
    FROM deed d
    JOIN ledger_txn t ON t.source_ref = d.source AND t.kind = d.rule
    JOIN ledger_posting p ON p.txn = t.id
    JOIN ledger_account a ON a.id = p.account AND a.kind = 'person'
    WHERE d.receiver = $1 AND d.standing
      AND NOT EXISTS (SELECT 1 FROM ledger_txn r WHERE r.reverses = t.id)
    ORDER BY t.occurred_at DESC, t.id DESC LIMIT $2";

/// A member's newest standing awards, at most `most`; those of members who were joined to them among them.
///
/// # Errors
/// When the database fails.
pub(super) async fn newest_awards(tx: &mut Tx, member: MemberId, most: i64) -> anyhow::Result<Vec<Award>> {
    let member = member.to_string();
    let rows: Vec<AwardRow> =
        on!(tx, |c| sqlx::query_as(NEWEST).bind(&member).bind(most).fetch_all(c).await)?;
    rows.into_iter().map(award).collect()
}

/// What is booked for every deed, by awards that stand.
///
/// # Errors
/// When the database fails.
pub(super) async fn all_awards(tx: &mut Tx) -> anyhow::Result<BTreeMap<Cause, i64>> {
    const SQL: &str = concat!(
        "SELECT t.kind, t.source_ref, CAST(SUM(p.amount) AS BIGINT)
        FROM ledger_txn t
        JOIN ledger_posting p ON p.txn = t.id
        JOIN ledger_account a ON a.id = p.account AND a.kind = 'person'
        WHERE t.kind NOT IN ",
        no_awards!(),
        " AND NOT EXISTS (SELECT 1 FROM ledger_txn r WHERE r.reverses = t.id)
        GROUP BY t.kind, t.source_ref ORDER BY t.kind, t.source_ref"
    );
    let rows: Vec<(String, String, i64)> = on!(tx, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
    rows.into_iter().map(|(rule, source, points)| Ok((Cause::read(&rule, &source)?, points))).collect()
}
