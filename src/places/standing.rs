//! Which features are on at the place of an event.

use super::{Stage, stage, store};
use crate::engine::Turn;
use crate::features::Feature;
use std::collections::BTreeMap;
use stoa_chat::PlaceRef;

/// What is on at one place, or in a direct conversation, read once for all features.
#[derive(Clone, Debug)]
pub struct Standing {
    stage: Stage,
    listed: bool,
    switches: BTreeMap<String, bool>,
}

/// Why a feature is not on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Off {
    /// The launch has not come to its stage.
    NotYet {
        /// The stage now.
        now: Stage,
        /// The stage with which it begins.
        then: Stage,
    },
    /// This place does not have it.
    Here,
}

impl Standing {
    /// Whether this place has `feature`, be it now or as soon as the launch has come to its stage.
    pub fn is_switched_on(&self, feature: &dyn Feature) -> bool {
        self.switches.get(feature.name()).copied().unwrap_or(self.listed)
    }

    /// Why `feature` is off; `None` if it is on.
    pub fn off(&self, feature: &dyn Feature) -> Option<Off> {
        let (now, then) = (self.stage, feature.stage());
        if then == Stage::Listen {
            return None;
        }
        if now < then {
            return Some(Off::NotYet { now, then });
        }
        (!self.is_switched_on(feature)).then_some(Off::Here)
    }
}

/// What is on in a place; without one, in direct conversations.
///
/// # Errors
/// When the database fails.
pub async fn standing(turn: &mut Turn<'_>, place: Option<&PlaceRef>) -> anyhow::Result<Standing> {
    match place {
        Some(place) => {
            let row = store::read(turn.tx(), place).await?;
            of(turn, place, row.unwrap_or_default()).await
        }
        None => Ok(Standing { stage: stage(turn).await?, listed: true, switches: BTreeMap::new() }),
    }
}

/// What is on in a place in which something happened just now: from now on we know of it.
///
/// # Errors
/// When the database fails.
pub async fn hear(turn: &mut Turn<'_>, place: &PlaceRef) -> anyhow::Result<Standing> {
    let row = store::read(turn.tx(), place).await?;
    if row.is_none() {
        store::learn_of(turn.tx(), place).await?;
    }
    of(turn, place, row.unwrap_or_default()).await
}

async fn of(turn: &mut Turn<'_>, place: &PlaceRef, row: store::Row) -> anyhow::Result<Standing> {
    let stage = stage(turn).await?;
    let switches = store::switches(turn.tx(), place).await?;
    Ok(Standing { stage, listed: row.is_listed(place, turn.settings()), switches })
}

/// Whether a feature is on in a place; without one, in direct conversations.
///
/// # Errors
/// When the database fails.
pub async fn is_on(
    turn: &mut Turn<'_>,
    feature: &dyn Feature,
    place: Option<&PlaceRef>,
) -> anyhow::Result<bool> {
    Ok(standing(turn, place).await?.off(feature).is_none())
}
