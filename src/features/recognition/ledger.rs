//! Double entry: what somebody gets, somebody else gives, so every transaction sums to zero.
//!
//! Nothing that was booked is ever changed. When a deed turns out to be worth something else, its award is
//! reversed as a whole and another one is made: at any time a deed has at most one award that stands, and
//! every row says why it is there.

use super::rules::{Cause, Due};
use crate::database::MemberId;
use std::collections::BTreeMap;
use stoa_chat::Timestamp;

/// The season that everything is booked in, as long as there is only one.
pub(super) const SEASON: i64 = 0;

/// The kind of a transaction that takes another one back.
const REVERSAL: &str = "reversal";
/// The kind of a transaction that follows a member who was joined to another.
const JOINED: &str = "joined";

/// Where points can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Account {
    /// Where points come from: what it lacks is what all others have.
    Mint,
    /// A member's.
    Person(MemberId),
}

/// A transaction that is still to be booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Booking {
    /// Names the transaction by its cause: whatever is booked under it twice is booked once.
    pub idem_key: String,
    /// The rule's name, or that this is a reversal or follows a join.
    pub kind: &'static str,
    /// What it is about: `A31`, or a member's id.
    pub source: String,
    /// When that happened.
    pub at: Timestamp,
    /// The transaction that it takes back.
    pub reverses: Option<String>,
    /// What each account gains.
    pub postings: BTreeMap<Account, i64>,
}

/// An award that is booked and stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Award {
    /// Its transaction.
    pub txn: String,
    /// That transaction's key.
    pub idem_key: String,
    /// What it is for.
    pub cause: Cause,
    /// Whose account it was booked to, even if they have been joined to another member since.
    pub receiver: MemberId,
    /// How much.
    pub points: i64,
    /// When the deed was done.
    pub at: Timestamp,
}

impl Account {
    /// Its name in the tables.
    pub fn id(self) -> String {
        match self.owner() {
            Some(owner) => format!("{}:{owner}:{SEASON}", self.kind()),
            None => format!("{}:{SEASON}", self.kind()),
        }
    }

    /// Its kind in the tables.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Mint => "mint",
            Self::Person(_) => "person",
        }
    }

    /// Whose it is.
    pub const fn owner(self) -> Option<MemberId> {
        match self {
            Self::Mint => None,
            Self::Person(owner) => Some(owner),
        }
    }
}

impl Booking {
    /// The `generation`-th award for a deed, which may have been undone and done again.
    fn award(due: &Due, generation: i64) -> Self {
        let (kind, source) = (due.cause.rule.name(), due.cause.source());
        Self {
            idem_key: format!("{kind}:{source}:{generation}"),
            kind,
            source,
            at: due.at,
            reverses: None,
            postings: transfer(Account::Mint, Account::Person(due.receiver), due.points),
        }
    }

    /// Takes an award back from the account that it was booked to.
    fn reversal(award: &Award, now: Timestamp) -> Self {
        Self {
            idem_key: format!("{REVERSAL}:{}", award.idem_key),
            kind: REVERSAL,
            source: award.cause.source(),
            at: now,
            reverses: Some(award.txn.clone()),
            postings: transfer(Account::Person(award.receiver), Account::Mint, award.points),
        }
    }

    /// Leaves a joined member's account empty again after one of its awards was taken back.
    fn reversal_followed(award: &Award, into: MemberId, now: Timestamp) -> Self {
        Self {
            idem_key: format!("{JOINED}:{REVERSAL}:{}", award.idem_key),
            kind: JOINED,
            source: award.cause.source(),
            at: now,
            reverses: None,
            postings: transfer(Account::Person(into), Account::Person(award.receiver), award.points),
        }
    }

    /// Moves all that `from` has to the member that they turned out to be.
    pub fn joined(from: MemberId, into: MemberId, points: i64, now: Timestamp) -> Self {
        Self {
            idem_key: format!("{JOINED}:{from}"),
            kind: JOINED,
            source: from.to_string(),
            at: now,
            reverses: None,
            postings: transfer(Account::Person(from), Account::Person(into), points),
        }
    }

    /// Whether nothing comes from nowhere.
    pub fn is_balanced(&self) -> bool {
        !self.postings.is_empty()
            && self.postings.values().try_fold(0, |sum: i64, gain| sum.checked_add(*gain)) == Some(0)
    }

    /// What `account` gains.
    pub fn gain(&self, account: Account) -> i64 {
        self.postings.get(&account).copied().unwrap_or(0)
    }
}

fn transfer(from: Account, to: Account, points: i64) -> BTreeMap<Account, i64> {
    BTreeMap::from([(from, -points), (to, points)])
}

/// What has to be booked so that a deed has the award that it is due.
///
/// `standing` is the award that it has, `made` how many it ever had.
pub(super) fn rebook(standing: Option<&Award>, made: i64, due: &Due, now: Timestamp) -> Vec<Booking> {
    let mut bookings = Vec::new();
    if standing.map_or(0, |award| award.points) == due.points {
        return bookings;
    }
    if let Some(award) = standing {
        bookings.push(Booking::reversal(award, now));
        if award.receiver != due.receiver {
            bookings.push(Booking::reversal_followed(award, due.receiver, now));
        }
    }
    if due.points > 0 {
        bookings.push(Booking::award(due, made + 1));
    }
    bookings
}
