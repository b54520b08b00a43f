//! The engine for ever: one task for each kind of work, until it is told to stop.

use super::addresses;
use super::claims;
use super::core::{Engine, Work};
use crate::database::trouble;
use std::sync::Arc;
use std::time::Duration;
use stoa_chat::{Adapter, Intake, ListenError};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// How often a task looks for work that nobody woke it for: another process's, or work that fell due.
const LOOK: Duration = Duration::from_millis(250);
/// How long a task rests when the database failed.
const REST: Duration = Duration::from_secs(1);
/// How many actions one network is given at a time, each of another place.
const SENDERS: usize = 4;
/// How long the current pieces of work may take to end once we are told to stop.
const LAST_MOMENTS: Duration = Duration::from_secs(10);

impl Engine {
    /// Listens and works until `stop` is cancelled, then ends the work at hand, for ten seconds at most.
    ///
    /// # Errors
    /// When an adapter can never listen again, or when the leases of a former process cannot be given back.
    pub async fn run(self: &Arc<Self>, stop: CancellationToken) -> anyhow::Result<()> {
        if !self.db().is_postgres() {
            // A lock on the file makes sure that we are the only process, so nobody can hold a lease.
            let mut tx = self.db().begin_short().await?;
            claims::release_all(&mut tx).await?;
            tx.commit().await?;
        }
        let mut workers = JoinSet::new();
        let routers = if self.db().is_postgres() { 2 } else { 1 };
        for _ in 0..routers {
            workers.spawn(Arc::clone(self).work(Kind::Inbox, stop.clone()));
        }
        workers.spawn(Arc::clone(self).work(Kind::Jobs, stop.clone()));
        for network in self.networks() {
            for _ in 0..SENDERS {
                workers.spawn(Arc::clone(self).work(Kind::Outbox(network.clone()), stop.clone()));
            }
        }
        if self.vault().is_some() {
            workers.spawn(Arc::clone(self).work(Kind::Outbox(addresses::network()), stop.clone()));
        }
        let listened = self.listen(&stop).await;
        stop.cancel();
        let clock = Arc::clone(self.clock());
        tokio::select! {
            () = async { while workers.join_next().await.is_some() {} } => {}
            () = clock.wait(LAST_MOMENTS) => workers.abort_all(),
        }
        listened
    }

    /// Listens on every network until `stop`; the first that cannot go on ends it all.
    async fn listen(self: &Arc<Self>, stop: &CancellationToken) -> anyhow::Result<()> {
        let mut listeners = JoinSet::new();
        for adapter in self.adapters() {
            let (adapter, intake, stop) = (Arc::clone(adapter), Arc::clone(self), stop.clone());
            listeners.spawn(async move { listen_on(adapter, intake, stop).await });
        }
        loop {
            tokio::select! {
                () = stop.cancelled() => return Ok(()),
                ended = listeners.join_next() => match ended {
                    Some(ended) => ended??,
                    None => stop.cancelled().await,
                },
            }
        }
    }

    async fn step(&self, kind: &Kind) -> anyhow::Result<bool> {
        match kind {
            Kind::Inbox => self.step_inbox().await,
            Kind::Jobs => self.step_jobs().await,
            Kind::Outbox(network) => self.step_network(network).await,
        }
    }

    async fn work(self: Arc<Self>, kind: Kind, stop: CancellationToken) {
        while !stop.is_cancelled() {
            let woken = self.woken(kind.work());
            let rest = match self.step(&kind).await {
                Ok(true) => continue,
                Ok(false) => LOOK,
                Err(error) => {
                    let advice = trouble(&error).map_or("", crate::database::Trouble::advice);
                    tracing::warn!(
                        error = format!("{error:#}"),
                        advice,
                        "work stopped and goes on in a second"
                    );
                    REST
                }
            };
            tokio::select! {
                () = stop.cancelled() => {}
                () = woken => {}
                () = self.clock().wait(rest) => {}
            }
        }
    }
}

/// What a task does.
enum Kind {
    Inbox,
    Jobs,
    Outbox(stoa_chat::Network),
}

impl Kind {
    fn work(&self) -> Work {
        match self {
            Self::Inbox => Work::Events,
            Self::Jobs => Work::Jobs,
            Self::Outbox(_) => Work::Actions,
        }
    }
}

async fn listen_on(
    adapter: Arc<dyn Adapter>,
    intake: Arc<dyn Intake>,
    stop: CancellationToken,
) -> Result<(), ListenError> {
    adapter.listen(intake, stop).await
}
