//! Tallies: how often somebody acted today, and the strikes against them, without their names.
//!
//! What is counted is an HMAC-SHA-256 of the padded address under a random key of the day, or of thirty days for
//! strikes. Once the key is destroyed, what was counted belongs to nobody any more, not even for whoever holds the
//! vault key.

use super::keys::{self, Secret, VaultKeys};
use crate::database::Tx;
use crate::on;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::time::Duration;
use stoa_chat::Timestamp;

const DAY_MILLIS: i64 = 86_400_000;

/// How a person who acts anonymously stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How many counted acts of theirs there were today, in UTC, this one included.
    pub acts: i64,
    /// Until when they may not post anonymously.
    pub paused_until: Option<Timestamp>,
}

/// What strikes lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StrikeRule {
    /// From which strike on anonymous posting pauses.
    pub pause_from: i64,
    /// For how long.
    pub pause_for: Duration,
}

/// What is counted, and for how long its key lives.
#[derive(Clone, Copy)]
enum Kind {
    Acts,
    Strikes,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Acts => "acts",
            Self::Strikes => "strikes",
        }
    }

    fn period(self, at: Timestamp) -> i64 {
        match self {
            Self::Acts => at.millis().div_euclid(DAY_MILLIS),
            Self::Strikes => at.millis().div_euclid(30 * DAY_MILLIS),
        }
    }

    /// The first period whose key is kept: a strike counts, and a pause lasts, beyond the end of its own.
    fn oldest(self, at: Timestamp) -> i64 {
        match self {
            Self::Acts => self.period(at),
            Self::Strikes => self.period(at) - 1,
        }
    }
}

/// Counts an act.
pub(super) async fn count_act(
    tx: &mut Tx,
    keys: &VaultKeys,
    padded: &[u8],
    now: Timestamp,
) -> anyhow::Result<()> {
    add(tx, keys, Kind::Acts, padded, now).await.map(drop)
}

/// Counts a strike, and lets the person pause if there are enough.
pub(super) async fn strike(
    tx: &mut Tx,
    keys: &VaultKeys,
    padded: &[u8],
    rule: StrikeRule,
    now: Timestamp,
) -> anyhow::Result<()> {
    const PAUSE: &str = "UPDATE tally SET until = $4 WHERE kind = $1 AND period = $2 AND tag = $3";
    let kind = Kind::Strikes;
    let tag = add(tx, keys, kind, padded, now).await?;
    let mut strikes = 0;
    for (amount, _) in entries(tx, keys, kind, padded, now).await? {
        strikes += amount;
    }
    if strikes >= rule.pause_from {
        let until = (now + rule.pause_for).millis();
        on!(tx, |c| sqlx::query(PAUSE)
            .bind(kind.name())
            .bind(kind.period(now))
            .bind(&tag)
            .bind(until)
            .execute(c)
            .await
            .map(drop))?;
    }
    Ok(())
}

/// How somebody stands.
pub(super) async fn standing(
    tx: &mut Tx,
    keys: &VaultKeys,
    padded: &[u8],
    now: Timestamp,
) -> anyhow::Result<Standing> {
    let acts = entries(tx, keys, Kind::Acts, padded, now).await?.iter().map(|(amount, _)| amount).sum();
    let strikes = entries(tx, keys, Kind::Strikes, padded, now).await?;
    let until = strikes.iter().map(|(_, until)| *until).max().unwrap_or(0);
    Ok(Standing { acts, paused_until: (until > now.millis()).then(|| Timestamp::from_millis(until)) })
}

/// Destroys the keys whose time is over, with what was counted under them; `true` if there were any.
pub(super) async fn forget(tx: &mut Tx, now: Timestamp) -> sqlx::Result<bool> {
    const KEYS: &str = "DELETE FROM tally_key WHERE kind = $1 AND period < $2";
    const TALLIES: &str = "DELETE FROM tally WHERE kind = $1 AND period < $2";
    let mut over = false;
    for kind in [Kind::Acts, Kind::Strikes] {
        for sql in [TALLIES, KEYS] {
            let gone = on!(tx, |c| sqlx::query(sql)
                .bind(kind.name())
                .bind(kind.oldest(now))
                .execute(c)
                .await
                .map(|done| done.rows_affected()))?;
            over |= gone > 0;
        }
    }
    Ok(over)
}

/// Adds one to what is counted of somebody now; gives their tag.
async fn add(
    tx: &mut Tx,
    keys: &VaultKeys,
    kind: Kind,
    padded: &[u8],
    now: Timestamp,
) -> anyhow::Result<Vec<u8>> {
    const KEY: &str = "INSERT INTO tally_key (kind, period, kek, wrapped) VALUES ($1, $2, $3, $4)
        ON CONFLICT (kind, period) DO NOTHING";
    const SQL: &str = "INSERT INTO tally (kind, period, tag, amount, until) VALUES ($1, $2, $3, 1, 0)
        ON CONFLICT (kind, period, tag) DO UPDATE SET amount = tally.amount + 1";
    let period = kind.period(now);
    let wrapped = keys.wrap(&keys::new_secret(), &format!("{} {period}", kind.name()))?;
    on!(tx, |c| sqlx::query(KEY)
        .bind(kind.name())
        .bind(period)
        .bind(keys.current())
        .bind(&wrapped)
        .execute(c)
        .await
        .map(drop))?;
    let tag = match key(tx, keys, kind, period).await? {
        Some(key) => tag(&key, padded)?,
        None => anyhow::bail!("the key of a tally is gone as soon as it was made"),
    };
    on!(tx, |c| sqlx::query(SQL).bind(kind.name()).bind(period).bind(&tag).execute(c).await.map(drop))?;
    Ok(tag)
}

/// What is counted of somebody in the periods that still count: how much, and until when they pause.
async fn entries(
    tx: &mut Tx,
    keys: &VaultKeys,
    kind: Kind,
    padded: &[u8],
    now: Timestamp,
) -> anyhow::Result<Vec<(i64, i64)>> {
    const SQL: &str = "SELECT amount, until FROM tally WHERE kind = $1 AND period = $2 AND tag = $3";
    let mut entries = Vec::new();
    for period in kind.oldest(now)..=kind.period(now) {
        let Some(key) = key(tx, keys, kind, period).await? else { continue };
        let tag = tag(&key, padded)?;
        let row: Option<(i64, i64)> = on!(tx, |c| sqlx::query_as(SQL)
            .bind(kind.name())
            .bind(period)
            .bind(&tag)
            .fetch_optional(c)
            .await)?;
        entries.extend(row);
    }
    Ok(entries)
}

async fn key(tx: &mut Tx, keys: &VaultKeys, kind: Kind, period: i64) -> anyhow::Result<Option<Secret>> {
    const SQL: &str = "SELECT kek, wrapped FROM tally_key WHERE kind = $1 AND period = $2";
    let row: Option<(String, Vec<u8>)> =
        on!(tx, |c| sqlx::query_as(SQL).bind(kind.name()).bind(period).fetch_optional(c).await)?;
    let name = format!("{} {period}", kind.name());
    row.map(|(kek, wrapped)| keys.unwrap(&kek, &wrapped, &name)).transpose()
}

fn tag(key: &Secret, padded: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(&key[..])?;
    mac.update(padded);
    Ok(mac.finalize().into_bytes().to_vec())
}
