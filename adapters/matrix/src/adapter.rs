//! The Matrix side of the port.

use crate::config::{MatrixConfig, SetupError};
use crate::inside::Inside;
use async_trait::async_trait;
use std::sync::Arc;
use stoa_chat::{
    Abilities, Action, Adapter, Clock, Count, DirectPlace, EffectKey, Intake, ListenError, Lookup,
    MessageRef, Network, Outcome, PlaceRef, UserRef,
};
use tokio_util::sync::CancellationToken;

/// The adapter to one account on a homeserver.
#[derive(Debug)]
pub struct MatrixAdapter {
    inside: Arc<Inside>,
}

impl MatrixAdapter {
    /// An adapter to the account of `config`. Nothing is sent, and no file made, before it listens or performs.
    ///
    /// `clock` is where all time comes from.
    ///
    /// # Errors
    /// When `config` cannot work, in words for whoever wrote it.
    pub fn new(config: MatrixConfig, clock: Arc<dyn Clock>) -> Result<Self, SetupError> {
        Ok(Self { inside: Arc::new(Inside::new(config, clock)?) })
    }
}

#[async_trait]
impl Adapter for MatrixAdapter {
    fn network(&self) -> &Network {
        &self.inside.network
    }

    fn abilities(&self) -> Abilities {
        Abilities {
            buttons: true,
            private_replies: false,
            threads: true,
            forms: true,
            home: false,
            pictures: true,
        }
    }

    async fn listen(&self, intake: Arc<dyn Intake>, stop: CancellationToken) -> Result<(), ListenError> {
        Box::pin(self.inside.listen(intake, stop)).await
    }

    async fn perform(&self, key: &EffectKey, action: &Action<MessageRef>) -> Outcome {
        self.inside.perform(key, action).await
    }

    async fn find(&self, place: &PlaceRef, thread: Option<&MessageRef>, key: &EffectKey) -> Lookup {
        self.inside.find(place, thread, key).await
    }

    async fn direct_place(&self, with: &[UserRef], key: &EffectKey) -> DirectPlace {
        self.inside.direct_place(with, key).await
    }

    async fn count_people(&self, place: &PlaceRef, enough: usize) -> Count {
        self.inside.count_people(place, enough).await
    }
}
