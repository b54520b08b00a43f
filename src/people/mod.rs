//! People: members, the accounts they hold on the networks, and when they may be spoken to.
//!
//! A member is a person; an account is that person as one network knows them. Features deal with members only.

mod accounts;
mod budget;
pub mod hours;
mod linking;
mod member;

pub use accounts::{Invited, bring_in, known, learn_profile, meet, person_called, reach};
pub use budget::{Quiet, claim_interruption, forget_interruptions, quiet};
pub use linking::{Linked, issue_code, redeem_code};
pub use member::{Member, set_hours, set_language, set_snooze, set_zone};
