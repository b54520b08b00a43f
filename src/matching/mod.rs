//! Who is matched with whom: pure, it knows no database and no chat.
//!
//! ```text
//! Person × Person ──fit──▶ Possible ──▶ Market ──assign──▶ Assignment + Certificate     mentors ([`assignment`])
//! Guests × Affinity ──introduce──▶ groups                                               introductions ([`introductions`])
//! ```
//!
//! Everything is computed from ids, seed and whole numbers, so that the same people give the same pairs on every machine
//! and database, in whatever order they are named.

mod assignment;
mod bidding;
mod certificate;
mod cost;
mod filling;
mod fit;
mod introductions;
mod market;
mod round;
mod search;
mod standing;

pub use assignment::{Assignment, Matching, assign};
pub use certificate::Certificate;
pub use cost::{BEST_SCORE, Worth, regret};
pub use fit::{Barrier, Fit, MOST_WISHES, Missing, Person, Week, Weights, fit, missing, possible};
pub use introductions::{
    Affinity, EXACTLY, Guest, Guests, Introductions, LARGEST_GROUP, Met, introduce, meet,
};
pub use market::{MOST_PEOPLE, Market, PersonKey, Possible};
pub use round::{BetterButFull, Found, Round, round};

#[cfg(test)]
mod tests;
