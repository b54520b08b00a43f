//! Places: what holds in a channel or room, and which features are on there.
//!
//! A feature is on in a place if the launch has come to its [`Stage`] and the place has it: because a moderator
//! switched it on there, or because the place is one of those that the settings list (all of them, if they list
//! none). What belongs to the first stage is on everywhere, so that there is always somebody to ask. The router
//! asks here once for every event; in direct conversations only the stage counts.

mod named;
mod stage;
mod standing;
mod store;
#[cfg(test)]
mod tests;

pub use named::{called, is_here, seen_by};
pub use stage::{Stage, launched_at, set_stage, stage};
pub use standing::{Off, Standing, hear, is_on, standing};
pub use store::{Choice, all, is_known, is_sandbox, set_feature, set_introduced, set_listed, set_up};

use crate::engine::Turn;
use crate::language::Language;
use crate::people::hours::WorkingHours;
use chrono_tz::Tz;
use stoa_chat::{PlaceRef, Timestamp};

/// What holds in a place, with everything left open filled in from the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which place.
    pub place: PlaceRef,
    /// Whether features are on here unless they are switched off one by one.
    pub listed: bool,
    /// Whether it is for practice: no points, no metrics, no capture, and nothing of it is found elsewhere.
    pub sandbox: bool,
    /// Whether questions that were not asked as such may be picked up; never in a place for practice.
    pub capture: bool,
    /// The language of what everybody reads here, if one was chosen.
    pub language: Option<Language>,
    /// The time zone of its working hours.
    pub zone: Tz,
    /// Its working hours: waiting is counted in them.
    pub hours: WorkingHours,
    /// When Stoa introduced itself here.
    pub introduced_at: Option<Timestamp>,
}

/// What holds in a place; of one that we have never heard of, what the settings say.
///
/// # Errors
/// When the database fails.
pub async fn at(turn: &mut Turn<'_>, place: &PlaceRef) -> anyhow::Result<Place> {
    let row = store::read(turn.tx(), place).await?.unwrap_or_default();
    Ok(row.into_place(place, turn.settings()))
}
