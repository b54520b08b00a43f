//! One post in each place, once for all time: who Stoa is and what to do with it. Nobody is written to directly.

use super::{NAME, wording};
use crate::engine::Turn;
use crate::language::Language;
use crate::places::{self, Place, Stage};
use stoa_chat::{Network, PlaceRef, Post};

/// The job that introduces Stoa in a place.
pub(super) const INTRODUCE: &str = "introduce";

/// Plans the introduction of the places that the settings name. A place that we only happen to know of is introduced
/// when a moderator does something about it: nobody likes a stranger who talks wherever he comes.
pub(super) async fn plan_named(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    for place in turn.settings().launch.places() {
        let place = places::at(turn, &place).await?;
        if place.listed {
            plan(turn, &place).await?;
        }
    }
    Ok(())
}

/// Plans the introduction of every place that we know of and that Stoa is on in.
pub(super) async fn plan_everywhere(turn: &mut Turn<'_>) -> anyhow::Result<()> {
    for place in places::all(turn).await? {
        if place.listed {
            plan(turn, &place).await?;
        }
    }
    Ok(())
}

/// Plans the introduction of a place, if it is time for it and there was none.
pub(super) async fn plan(turn: &mut Turn<'_>, place: &Place) -> anyhow::Result<()> {
    let spoken = turn.networks().contains(&place.place.network);
    if !spoken || place.introduced_at.is_some() || places::stage(turn).await? < Stage::Questions {
        return Ok(());
    }
    let subject = format!("{}/{}", place.place.network, place.place.id);
    let now = turn.now();
    Ok(turn.plan_job(NAME, INTRODUCE, &subject, now).await?)
}

/// Introduces Stoa in the place `network/id`, unless that was done before or the place was switched off meanwhile.
pub(super) async fn introduce(turn: &mut Turn<'_>, subject: &str) -> anyhow::Result<()> {
    let Some((network, id)) = subject.split_once('/') else { return Ok(()) };
    let place = PlaceRef::new(&Network::new(network), id);
    let on = super::place::switchable();
    let standing = places::standing(turn, Some(&place)).await?;
    let now = turn.now();
    if !on.iter().any(|feature| standing.off(*feature).is_none())
        || !places::set_introduced(turn.tx(), &place, now).await?
    {
        return Ok(());
    }
    let common = Language::from_tag(&turn.settings().people.language);
    let language = places::at(turn, &place).await?.language.unwrap_or(common);
    turn.say(&place, None, Post::of(wording::introduction(language))).await?;
    Ok(())
}
