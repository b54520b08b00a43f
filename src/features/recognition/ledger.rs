//! Double entry: what somebody gets, somebody else gives, so every transaction sums to zero.
//!
//! Nothing that was booked is ever changed. When a deed turns out to be worth something else, its award is
//! reversed as a whole and another one is made: at any time a deed has at most one award that stands, and
//! every row says why it is there.
//!
//! ```text
//! mint ── award ──▶ person, season ── the season ends ──▶ person, kept
//! mint ── a day's allowance ──▶ allowance ── kudos ──▶ void
//!                                   └── not used that day ──▶ expired
//! ```

use super::rules::{Cause, Due};
use crate::database::MemberId;
use chrono::{Datelike as _, NaiveDate};
use std::collections::BTreeMap;
use stoa_chat::Timestamp;

/// The kind of a transaction that takes another one back.
const REVERSAL: &str = "reversal";
/// The kind of a transaction that follows a member who was joined to another.
const JOINED: &str = "joined";
/// The kind of a transaction that ends a season.
pub(super) const SEASON: &str = "season";
/// The kind of a transaction that gives somebody what they can give in a day.
pub(super) const ALLOWED: &str = "allowed";
/// The kind of a transaction that pays kudos out of an allowance.
const SPENT: &str = "spent";
/// The kind of a transaction that gives back what taken back kudos had cost.
const RETURNED: &str = "returned";

/// The kinds of transactions that are no awards, as a list in SQL.
macro_rules! no_awards {
    () => {
        "('reversal', 'joined', 'season', 'allowed', 'spent', 'returned')"
    };
}
pub(super) use no_awards;

/// A season by its first day, as a number that can be read: 20260928. [`Season::KEPT`] is none: what ended seasons left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Season(pub i64);

impl Season {
    /// Where points are kept when their season is over.
    pub const KEPT: Self = Self(0);

    /// The season that begins on `first`.
    pub fn beginning(first: NaiveDate) -> Self {
        Self(i64::from(first.year()) * 10_000 + i64::from(first.month() * 100 + first.day()))
    }

    /// Its first day; `None` if it is none.
    pub fn first_day(self) -> Option<NaiveDate> {
        let [year, month, day] = [self.0 / 10_000, self.0 / 100 % 100, self.0 % 100];
        let (month, day) = (u32::try_from(month).ok()?, u32::try_from(day).ok()?);
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    }
}

/// Where points can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Account {
    /// Where points come from: what it lacks is what all others have.
    Mint,
    /// What a member earned in a season, or kept of those before.
    Person(MemberId, Season),
    /// What a member can still give today.
    Allowance(MemberId),
    /// What was given out of allowances.
    Void,
    /// What nobody gave while they could.
    Expired,
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
    /// The season that it belongs to.
    pub season: Season,
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
    /// The season of that account.
    pub season: Season,
    /// How much.
    pub points: i64,
    /// When the deed was done.
    pub at: Timestamp,
}

impl Account {
    /// Its name in the tables.
    pub fn id(self) -> String {
        let (kind, Season(season)) = (self.kind(), self.season());
        match self.owner() {
            Some(owner) => format!("{kind}:{owner}:{season}"),
            None => format!("{kind}:{season}"),
        }
    }

    /// Its kind in the tables.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Mint => "mint",
            Self::Person(..) => "person",
            Self::Allowance(_) => "allowance",
            Self::Void => "void",
            Self::Expired => "expired",
        }
    }

    /// Whose it is.
    pub const fn owner(self) -> Option<MemberId> {
        match self {
            Self::Person(owner, _) | Self::Allowance(owner) => Some(owner),
            Self::Mint | Self::Void | Self::Expired => None,
        }
    }

    /// The season whose points it holds.
    pub const fn season(self) -> Season {
        match self {
            Self::Person(_, season) => season,
            Self::Mint | Self::Allowance(_) | Self::Void | Self::Expired => Season::KEPT,
        }
    }
}

impl Booking {
    /// The `generation`-th award for a deed, which may have been undone and done again.
    fn award(due: &Due, season: Season, generation: i64) -> Self {
        let (kind, source) = (due.cause.rule.name(), due.cause.source());
        Self {
            idem_key: format!("{kind}:{source}:{generation}"),
            kind,
            source,
            season,
            at: due.at,
            reverses: None,
            postings: transfer(Account::Mint, Account::Person(due.receiver, season), due.points),
        }
    }

    /// Takes an award back from the account that it was booked to.
    fn reversal(award: &Award, now: Timestamp) -> Self {
        Self {
            idem_key: format!("{REVERSAL}:{}", award.idem_key),
            kind: REVERSAL,
            source: award.cause.source(),
            season: award.season,
            at: now,
            reverses: Some(award.txn.clone()),
            postings: transfer(award.account(), Account::Mint, award.points),
        }
    }

    /// Leaves a joined member's account empty again after one of its awards was taken back.
    fn reversal_followed(award: &Award, into: MemberId, now: Timestamp) -> Self {
        Self {
            idem_key: format!("{JOINED}:{REVERSAL}:{}", award.idem_key),
            kind: JOINED,
            source: award.cause.source(),
            season: award.season,
            at: now,
            reverses: None,
            postings: transfer(Account::Person(into, award.season), award.account(), award.points),
        }
    }

    /// Moves all that `from` has, season by season, to the member that they turned out to be; what they could still give
    /// today is lost, since the other one has an allowance, too. `None` if they have nothing.
    pub fn joined(
        from: MemberId,
        into: MemberId,
        points: &BTreeMap<Season, i64>,
        allowance: i64,
        now: Timestamp,
    ) -> Option<Self> {
        let mut postings = transfer(Account::Allowance(from), Account::Expired, allowance);
        for (season, points) in points {
            postings.extend(transfer(
                Account::Person(from, *season),
                Account::Person(into, *season),
                *points,
            ));
        }
        let source = from.to_string();
        Self::about_nobodys_deed(JOINED, &source, source.clone(), now, postings)
    }

    /// What `member` can give on `day`: so many, whatever is left of the day before. `None` if nothing changes.
    pub fn allowed(member: MemberId, day: NaiveDate, a_day: u32, left: i64, now: Timestamp) -> Option<Self> {
        let new = i64::from(a_day);
        let mut postings = BTreeMap::from([(Account::Mint, -new), (Account::Expired, left)]);
        postings.insert(Account::Allowance(member), new - left);
        let source = member.to_string();
        Self::about_nobodys_deed(ALLOWED, &format!("{source}:{day}"), source, now, postings)
    }

    /// Kudos of that number are given to so many.
    pub fn spent(giver: MemberId, kudos: i64, count: u32, now: Timestamp) -> Option<Self> {
        let postings = transfer(Account::Allowance(giver), Account::Void, count.into());
        let source = format!("K{kudos}");
        Self::about_nobodys_deed(SPENT, &source, source.clone(), now, postings)
    }

    /// Those kudos are taken back: on the day itself they can be given again.
    pub fn returned(giver: MemberId, kudos: i64, count: i64, same_day: bool, now: Timestamp) -> Option<Self> {
        let to = if same_day { Account::Allowance(giver) } else { Account::Expired };
        let postings = transfer(Account::Void, to, count);
        let source = format!("K{kudos}");
        Self::about_nobodys_deed(RETURNED, &source, source.clone(), now, postings)
    }

    /// A transaction that is no award and takes none back; `None` if it moves nothing.
    fn about_nobodys_deed(
        kind: &'static str,
        key: &str,
        source: String,
        at: Timestamp,
        mut postings: BTreeMap<Account, i64>,
    ) -> Option<Self> {
        postings.retain(|_, amount| *amount != 0);
        let idem_key = format!("{kind}:{key}");
        let booking = Self { idem_key, kind, source, season: Season::KEPT, at, reverses: None, postings };
        (!booking.postings.is_empty()).then_some(booking)
    }

    /// Whether nothing comes from nowhere.
    pub fn is_balanced(&self) -> bool {
        !self.postings.is_empty()
            && self.postings.values().try_fold(0, |sum: i64, gain| sum.checked_add(*gain)) == Some(0)
    }
}

impl Award {
    /// The account that it was booked to.
    const fn account(&self) -> Account {
        Account::Person(self.receiver, self.season)
    }
}

fn transfer(from: Account, to: Account, points: i64) -> BTreeMap<Account, i64> {
    BTreeMap::from([(from, -points), (to, points)])
}

/// What has to be booked so that a deed has the award that it is due.
///
/// `standing` is the award that it has, `made` how many it ever had; `season` is the one in which it was done.
pub(super) fn rebook(
    standing: Option<&Award>,
    made: i64,
    due: &Due,
    season: Season,
    now: Timestamp,
) -> Vec<Booking> {
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
        bookings.push(Booking::award(due, season, made + 1));
    }
    bookings
}
