//! Who is matched with whom: pure, it knows no database and no chat.

mod assignment;
mod bidding;
mod certificate;
mod cost;
mod filling;
mod market;
mod search;
mod standing;

pub use assignment::{Assignment, Matching, assign};
pub use certificate::Certificate;
pub use cost::{BEST_SCORE, Worth, regret};
pub use market::{MOST_PEOPLE, Market, PersonKey, Possible};

#[cfg(test)]
mod tests;
