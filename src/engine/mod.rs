//! The way of an event: inbox, turn, outbox, each step in a transaction of its own.
//!
//! ```text
//! adapter ── Event ──▶ inbox ──▶ turn: features act ──▶ outbox ──▶ adapter
//!                      └────── one database transaction ──────┘
//! ```
//!
//! [`Engine::accept`](stoa_chat::Intake::accept) commits events, [`Engine::step_inbox`] applies one in a
//! [`Turn`], [`Engine::step_jobs`] does the same for work that fell due, and [`Engine::step_outbox`] performs
//! one planned action. Each can be called by hand (tests, transcripts) or for ever ([`Engine::run`]); each may
//! be killed at any point, since what it had not committed is done again by whoever comes next.

mod addresses;
mod answer;
mod caught;
mod census;
mod claims;
mod clock;
mod core;
mod erasure;
mod facts;
mod forms;
mod gathering;
mod housekeeping;
mod inbox;
mod index;
mod jobs;
mod letters;
mod notes;
mod outbox;
mod parking;
mod phrases;
mod rehearsal;
mod rerun;
mod router;
mod run;
pub mod schedule;
pub(crate) mod seal;
mod sender;
mod stale;
mod status;
#[cfg(test)]
mod tests;
mod turn;
mod typed;
mod veil;
pub(crate) mod wording;

pub use self::answer::{Call, Failure, Refusal, Uncounted};
pub use self::clock::{FrozenClock, SystemClock};
pub use self::core::{Engine, Limits, Setup};
pub use self::facts::{Absence, AskedAnonymously, Fact, RepliedAnonymously, VeiledDeed};
pub(crate) use self::index::reindex;
pub use self::index::{Change, ChangeKind};
pub use self::jobs::Job;
pub use self::letters::Unread;
pub use self::outbox::Lane;
pub use self::rehearsal::Rehearsal;
pub use self::seal::{QueueKey, QueueKeyError};
pub use self::status::{ParkedEvent, ParkedJob, Status};
pub use self::turn::Turn;
pub use self::veil::Veiled;
#[cfg(test)]
pub(crate) use self::wording::CATALOGUE;
pub(crate) use self::wording::usage;
pub use stoa_chat::Clock;
