//! How many people are in a place: asked of the network between two turns, never within one.
//!
//! A turn that has to know and does not ends with [`Failure::Count`]. What it did is undone, the network is asked, and
//! the turn is run again, which then finds the answer. Answers are kept in memory for a short while (that
//! there was none, for a shorter one), and forgotten when somebody comes into the place or leaves it.

use super::answer::{Failure, Uncounted};
use super::core::Engine;
use super::rerun::rerun;
use super::turn::Turn;
use std::collections::BTreeMap;
use std::future::Future;
use std::sync::{PoisonError, RwLock};
use std::time::Duration;
use stoa_chat::{Count, Event, EventKind, PlaceRef, Timestamp};

/// How long an answer is good for.
const FRESH: Duration = Duration::from_mins(10);
/// How long it is good for that there was none: the network may only have been away.
const SILENT: Duration = Duration::from_secs(30);
/// How often the network is asked for the sake of one turn before others have their go.
const ROUNDS: usize = 4;

/// What networks said lately.
#[derive(Debug, Default)]
pub(super) struct Census(RwLock<BTreeMap<PlaceRef, Counted>>);

#[derive(Clone, Copy, Debug)]
struct Counted {
    /// `None` if the network does not tell.
    people: Option<usize>,
    /// Up to how many people were counted.
    enough: usize,
    at: Timestamp,
}

impl Turn<'_> {
    /// How many people are in `place`, counted up to `enough`; `None` if the network does not tell. Programs are none.
    ///
    /// # Errors
    /// [`Failure::Count`] if the network has to be asked first: this turn is then undone and run again.
    pub fn people_in(&self, place: &PlaceRef, enough: usize) -> Result<Option<usize>, Failure> {
        let known = self.census().of(place, enough, self.now());
        let counted =
            known.ok_or_else(|| Failure::Count(Box::new(Uncounted { place: place.clone(), enough })))?;
        Ok(counted.people.map(|people| people.min(enough)))
    }
}

impl Census {
    /// What is known well enough to say whether there are so many.
    fn of(&self, place: &PlaceRef, enough: usize, now: Timestamp) -> Option<Counted> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let counted = known.get(place).copied().filter(|counted| counted.is_fresh(now))?;
        // Who stopped counting too early has to begin again.
        let far = counted.people.is_none_or(|people| people < counted.enough || enough <= counted.enough);
        far.then_some(counted)
    }

    fn note(&self, place: PlaceRef, counted: Counted) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, known| known.is_fresh(counted.at));
        known.insert(place, counted);
    }

    fn forget(&self, place: &PlaceRef) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).remove(place);
    }
}

impl Counted {
    fn is_fresh(&self, now: Timestamp) -> bool {
        now < self.at + self.people.map_or(SILENT, |_| FRESH)
    }
}

impl Engine {
    /// Runs a turn, and whenever it has to know how many people are in a place, asks and runs it again.
    pub(super) async fn rerun_counting<F>(&self, attempt: impl Fn() -> F) -> Result<(), Failure>
    where
        F: Future<Output = Result<(), Failure>>,
    {
        for _ in 0..ROUNDS {
            match rerun(&attempt).await {
                Err(Failure::Count(uncounted)) => self.count(*uncounted).await?,
                ended => return ended,
            }
        }
        Err(Failure::Wait)
    }

    async fn count(&self, Uncounted { place, enough }: Uncounted) -> Result<(), Failure> {
        let asked = async {
            match self.adapter(&place.network) {
                Some(adapter) => adapter.count_people(&place, enough).await,
                None => Count::CannotAsk,
            }
        };
        let people = match self.in_time(asked).await {
            Some(Count::People(people)) => Some(people),
            Some(Count::RetryAfter(_)) => return Err(Failure::Wait),
            Some(Count::CannotAsk) | None => None,
        };
        self.census().note(place, Counted { people, enough, at: self.now() });
        Ok(())
    }

    /// Forgets who was counted where somebody came or went.
    pub(super) fn recount_after(&self, event: &Event) {
        if let EventKind::Joined { place, .. } | EventKind::Left { place, .. } = &event.kind {
            self.census().forget(place);
        }
    }
}
