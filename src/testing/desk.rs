//! One feature alone, which is told facts as if the others had announced them.

use super::Community;
use crate::database::MemberId;
use crate::engine::{Fact, Turn};
use crate::features::Feature;
use crate::people;
use std::sync::atomic::{AtomicU32, Ordering};

/// A community, and the feature in it that facts are told to.
pub(crate) struct Desk {
    /// The community.
    pub community: Community,
    feature: &'static dyn Feature,
    turns: AtomicU32,
}

impl Desk {
    /// In `community`, facts are told to `feature`.
    pub fn of(feature: &'static dyn Feature, community: Community) -> Self {
        Self { community, feature, turns: AtomicU32::new(0) }
    }

    /// A turn of its own.
    pub async fn turn(&self) -> Turn<'_> {
        // Ids follow from the cause, so that every turn needs its own.
        let cause = format!("test {}", self.turns.fetch_add(1, Ordering::Relaxed));
        Turn::begin(self.community.engine(), &cause, None).await.unwrap()
    }

    /// The member with this account.
    pub async fn id(&self, name: &str) -> MemberId {
        let mut turn = self.turn().await;
        people::member_of(turn.tx(), &self.community.user(name)).await.unwrap().unwrap()
    }

    /// Tells the feature these facts, in one turn.
    pub async fn hear(&self, facts: &[Fact]) {
        let mut turn = self.turn().await;
        for fact in facts {
            assert!(self.feature.fact(&mut turn, fact).await.is_ok(), "{fact:?}");
        }
        turn.commit().await.unwrap();
    }
}
