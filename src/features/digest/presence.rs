//! Who was seen in which place: what lets a digest tell somebody of a place without telling them of one that they
//! cannot see.
//!
//! Networks do not say who reads a place, but whoever wrote there or was seen coming in can. Whoever leaves cannot any
//! more, as far as we hear of it.

use super::store;
use crate::database::MemberId;
use crate::engine::Turn;
use crate::people::Member;
use stoa_chat::{Event, EventKind, PlaceRef};

/// Remembers, or forgets, who is in a place.
pub(super) async fn notice(turn: &mut Turn<'_>, event: &Event, by: Option<&Member>) -> anyhow::Result<()> {
    let Some(by) = by.filter(|by| !by.bot) else { return Ok(()) };
    match &event.kind {
        EventKind::Said(message) if !message.direct => seen(turn, by.id, &message.message.place).await,
        EventKind::Joined { place, .. } => seen(turn, by.id, place).await,
        EventKind::Left { place, .. } => Ok(store::left(turn.tx(), by.id, place).await?),
        _ => Ok(()),
    }
}

async fn seen(turn: &mut Turn<'_>, member: MemberId, place: &PlaceRef) -> anyhow::Result<()> {
    let now = turn.now();
    Ok(store::seen(turn.tx(), member, place, now).await?)
}
