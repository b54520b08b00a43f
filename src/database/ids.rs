//! Ids: made by the application, sortable by the time they were made; and the short numbers that people see.

use crate::database::Tx;
use crate::on;
use rand::Rng;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;
use stoa_chat::Timestamp;
use uuid::Uuid;

/// A person in the community, over all their accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct MemberId(Uuid);

impl MemberId {
    /// The id as a number, for indexes that should know nothing else about a member.
    pub const fn as_u128(self) -> u128 {
        self.0.as_u128()
    }

    /// The id that [`as_u128`](Self::as_u128) gave.
    pub const fn from_u128(number: u128) -> Self {
        Self(Uuid::from_u128(number))
    }
}

impl fmt::Display for MemberId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.simple().fmt(f)
    }
}

impl FromStr for MemberId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(Self)
    }
}

impl TryFrom<String> for MemberId {
    type Error = uuid::Error;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// Makes ids from a moment, a generator and how many were made before, all given: the same seed makes the same
/// ids, and those of one turn sort in the order in which they were made (RFC 9562, section 6.2, method 1).
#[derive(Debug)]
pub struct Ids<'a, R> {
    now: Timestamp,
    rng: &'a mut R,
    made: &'a mut u16,
}

impl<'a, R: Rng> Ids<'a, R> {
    /// Ids made at `now` with chance from `rng`, after `made` others.
    pub fn new(now: Timestamp, rng: &'a mut R, made: &'a mut u16) -> Self {
        Self { now, rng, made }
    }

    /// A new id: 32 hexadecimal digits (UUID version 7), sorted by time, never an order of sending.
    pub fn text(&mut self) -> String {
        self.uuid().simple().to_string()
    }

    /// A new member's id.
    pub fn member(&mut self) -> MemberId {
        MemberId(self.uuid())
    }

    fn uuid(&mut self) -> Uuid {
        let mut random = [0; 10];
        self.rng.fill_bytes(&mut random);
        *self.made = self.made.wrapping_add(1);
        random[..2].copy_from_slice(&self.made.to_be_bytes());
        let millis = u64::try_from(self.now.millis()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

/// Takes the next number of the counter `name`: 1, 2, 3 …
///
/// Whoever takes one holds the counter's row until commit, so numbers follow the order of commits and the
/// numbers of a transaction that was undone are given again.
///
/// # Errors
/// When the database fails.
pub async fn next_number(tx: &mut Tx, name: &str) -> sqlx::Result<i64> {
    next_numbers(tx, name, 1).await.map(|numbers| *numbers.end())
}

/// Takes the next `count` numbers of the counter `name`, as [`next_number`] takes one.
///
/// # Errors
/// When the database fails.
pub async fn next_numbers(tx: &mut Tx, name: &str, count: u32) -> sqlx::Result<RangeInclusive<i64>> {
    const SQL: &str = "INSERT INTO counter (name, value) VALUES ($1, $2)
        ON CONFLICT (name) DO UPDATE SET value = counter.value + excluded.value RETURNING value";
    let count = i64::from(count);
    let (last,): (i64,) = on!(tx, |c| sqlx::query_as(SQL).bind(name).bind(count).fetch_one(c).await)?;
    Ok(last - count + 1..=last)
}
