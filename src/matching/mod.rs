//! Who is matched with whom: pure, it knows no database and no chat.

mod assignment;
mod bidding;
mod certificate;
mod cost;
mod filling;
mod introductions;
mod market;
mod search;
mod standing;

pub use assignment::{Assignment, Matching, assign};
pub use certificate::Certificate;
pub use cost::{BEST_SCORE, Worth, regret};
pub use introductions::{Affinity, EXACTLY, Guests, Introductions, LARGEST_GROUP, Met, introduce};
pub use market::{MOST_PEOPLE, Market, PersonKey, Possible};

#[cfg(test)]
mod tests;
