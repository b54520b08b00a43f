//! The sender: performs planned actions in the order of their lanes, and knows what became of each.
//!
//! An action whose answer was lost (by the network, or because this process died) is `unknown`. What can be
//! done twice is done again; what carries an effect key is looked for first, after the network had time to show
//! it; what is neither is never repeated and parked as `uncertain`. An unsettled action holds up its lane only.

use super::addresses::{self, Addressed};
use super::caught::caught;
use super::claims::{self, ClaimedAction};
use super::core::{Engine, Work};
use super::outbox::row_name;
use super::rerun::LOOK_AGAIN;
use super::seal::read;
use crate::database::trouble;
use crate::on;
use crate::telemetry;
use crate::vault::Letter;
use anyhow::Context as _;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use stoa_chat::{
    Action, Adapter, DirectPlace, EffectKey, Lookup, MessageRef, Network, Outcome, PlaceRef, PlannedId,
    Receipt, Repetition, Target,
};

/// What becomes of a claimed action.
enum Verdict {
    /// It stands on the network.
    Sent(Receipt),
    /// It is tried again after a while; nothing was done.
    Again(Duration),
    /// It may have been done: we look again after a while.
    Unknown(Duration),
    /// It is over without having been done: `gone`, `dead` or `uncertain`, and why.
    Over(&'static str, String),
}

impl Engine {
    /// Performs one action on one of our networks; `false` if none can be performed now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn step_outbox(&self) -> anyhow::Result<bool> {
        for network in self.networks().into_iter().chain(self.vault().map(|_| addresses::network())) {
            if self.step_network(&network).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Performs one action on `network`.
    pub(super) async fn step_network(&self, network: &Network) -> anyhow::Result<bool> {
        let mut tx = self.db().begin_short().await?;
        let (claimed_at, lease) = (self.now(), self.limits().lease);
        let claimed = claims::claim_action(&mut tx, network, claimed_at, lease).await?;
        tx.commit().await?;
        let Some(claimed) = claimed else { return Ok(false) };
        let verdict = match self.prepare(&claimed, network).await {
            // So late, we might still be at it when somebody else may claim it.
            Ok(Resolved::Ready(_)) if self.now() > claimed_at + lease / 3 => Verdict::Again(Duration::ZERO),
            Ok(Resolved::Ready(ready)) => self.carry_out(&claimed, ready).await,
            Ok(Resolved::NotYet) => Verdict::Again(LOOK_AGAIN),
            Ok(Resolved::Never) => Verdict::Over("gone", "its message was never sent".into()),
            Err(error) if trouble(&error).is_some() => Verdict::Again(self.limits().retry_first),
            Err(error) => Verdict::Over("dead", format!("{error:#}")),
        };
        self.settle(&claimed, verdict).await?;
        Ok(true)
    }

    /// Opens an action and names its message, or its person, as the network does.
    async fn prepare(&self, claimed: &ClaimedAction, network: &Network) -> anyhow::Result<Resolved<'_>> {
        self.sealer().ready(self.db(), claimed.key_day).await?;
        let sealed = claimed.sealed.as_deref().context("a planned action has lost its content")?;
        let payload = self.sealer().open(claimed.key_day, &row_name(&claimed.id), sealed)?;
        let action: Action = read(&payload).context("a planned action cannot be read")?;
        if *network == addresses::network() {
            return Ok(match self.address(claimed, action).await? {
                // Another process may serve that network.
                Addressed::Ready(network, ..) if self.adapter(&network).is_none() => Resolved::NotYet,
                Addressed::Ready(network, action, letter) => self.ready(&network, action, Some(letter))?,
                Addressed::Gone => Resolved::Never,
            });
        }
        match self.resolve(action).await? {
            Named::Ready(action) => self.ready(network, action, None),
            Named::NotYet => Ok(Resolved::NotYet),
            Named::Never => Ok(Resolved::Never),
        }
    }

    fn ready<'e>(
        &self,
        network: &Network,
        action: Box<Action<MessageRef>>,
        letter: Option<Letter<'e>>,
    ) -> anyhow::Result<Resolved<'e>> {
        let adapter = self.adapter(network).context("an action is for a network that we do not serve")?;
        Ok(Resolved::Ready(Ready { adapter: Arc::clone(adapter), action, letter }))
    }

    /// Performs an action. Of one to an anonymous thread, the vault keeps what tells whom it reached.
    async fn carry_out(&self, claimed: &ClaimedAction, ready: Ready<'_>) -> Verdict {
        let Ready { adapter, action, letter } = ready;
        let verdict = self.perform(adapter.as_ref(), claimed, &action).await;
        let Some(letter) = letter else { return verdict };
        match verdict {
            Verdict::Sent(Receipt { message: Some(message) }) => {
                match letter.keep_receipt(&PlannedId(claimed.id.clone()), &message).await {
                    Ok(()) => Verdict::Sent(Receipt::default()),
                    // It is found again, and its receipt kept then.
                    Err(_) => Verdict::Unknown(self.limits().unknown_wait),
                }
            }
            Verdict::Over(state, _) => {
                Verdict::Over(state, "an anonymous thread could not be reached".into())
            }
            verdict => verdict,
        }
    }

    async fn perform(
        &self,
        adapter: &dyn Adapter,
        claimed: &ClaimedAction,
        action: &Action<MessageRef>,
    ) -> Verdict {
        let key = EffectKey(claimed.effect_key.clone());
        if claimed.state != "ready" {
            match action.repetition() {
                Repetition::Idempotent => {}
                Repetition::AtMostOnce => {
                    return Verdict::Over(
                        "uncertain",
                        "it may have been sent and cannot be looked for".into(),
                    );
                }
                // Whoever claimed it is gone, and may have sent it a moment ago.
                Repetition::Findable if claimed.state == "sending" => {
                    return Verdict::Unknown(self.limits().unknown_wait);
                }
                Repetition::Findable => {
                    if let Some(verdict) = self.look_for(adapter, claimed, &key, action).await {
                        return verdict;
                    }
                }
            }
        }
        match self.send(adapter, &key, action).await {
            Outcome::Sent(receipt) if makes_a_message(action) => Verdict::Sent(receipt),
            Outcome::Sent(_) => Verdict::Sent(Receipt::default()),
            Outcome::RetryAfter(wait) => {
                metrics::counter!(telemetry::ACTIONS_RETRIED.name).increment(1);
                Verdict::Again(wait)
            }
            Outcome::Gone => Verdict::Over("gone", "its message, place or person is gone".into()),
            // Whatever others wrote is removed where we may, and only there.
            Outcome::Refused(why) if matches!(action, Action::Delete { .. }) => Verdict::Over("gone", why),
            Outcome::Refused(why) => Verdict::Over("dead", why),
            Outcome::Revoked => Verdict::Again(self.limits().retry_most),
            Outcome::Unknown if action.repetition() == Repetition::AtMostOnce => {
                Verdict::Over("uncertain", "the network's answer was lost and it cannot be looked for".into())
            }
            Outcome::Unknown => Verdict::Unknown(self.limits().unknown_wait),
        }
    }

    async fn send(&self, adapter: &dyn Adapter, key: &EffectKey, action: &Action<MessageRef>) -> Outcome {
        let started = self.now();
        let outcome = self.in_time(adapter.perform(key, action)).await.unwrap_or(Outcome::Unknown);
        metrics::histogram!(telemetry::SENDS.name).record(self.now().since(started).as_secs_f64());
        outcome
    }

    /// Waits for the network, but not until somebody else may claim the same work: to get ready, a search and a
    /// sending have a third of the lease each. `None` if there was no answer in time, or if the adapter panicked.
    pub(super) async fn in_time<T>(&self, answer: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            answer = caught(async { Ok(answer.await) }) => answer.ok(),
            () = self.clock().wait(self.limits().lease / 3) => None,
        }
    }

    /// Looks for a message that may have been sent; `None` if it is not there and is to be sent again.
    async fn look_for(
        &self,
        adapter: &dyn Adapter,
        claimed: &ClaimedAction,
        key: &EffectKey,
        action: &Action<MessageRef>,
    ) -> Option<Verdict> {
        let found = self.in_time(async {
            match place_of(adapter, action, key).await {
                DirectPlace::At(place) => adapter.find(&place, action.target(), key).await,
                DirectPlace::Nowhere => Lookup::Absent,
                DirectPlace::CannotAsk => Lookup::CannotAsk,
            }
        });
        let last = claimed.searches + 1 >= self.limits().searches;
        match found.await.unwrap_or(Lookup::CannotAsk) {
            Lookup::Found(receipt) => Some(Verdict::Sent(receipt)),
            // Sent again and again, never answered and never seen: its lane must go on.
            Lookup::Absent if claimed.searches >= self.limits().searches => Some(Verdict::Over(
                "uncertain",
                "the network's answer was lost each time it was sent, and it was never found".into(),
            )),
            Lookup::Absent => None,
            Lookup::RetryAfter(wait) => Some(Verdict::Again(wait)),
            Lookup::CannotAsk if last => Some(Verdict::Over(
                "uncertain",
                "the network's answer was lost and it could not be looked for".into(),
            )),
            Lookup::CannotAsk => Some(Verdict::Unknown(self.limits().unknown_wait)),
        }
    }

    async fn resolve(&self, action: Action) -> anyhow::Result<Named> {
        const SQL: &str = "SELECT network, state, place, message FROM outbox WHERE id = $1";
        let Some(Target::Planned(PlannedId(id))) = action.target().cloned() else {
            return named(action, |_| None);
        };
        let mut tx = self.db().begin_read().await?;
        let row: Option<(String, String, Option<String>, Option<String>)> =
            on!(&mut tx, |c| sqlx::query_as(SQL).bind(&id).fetch_optional(c).await)?;
        match row {
            Some((network, _, Some(place), Some(message))) => {
                let place = PlaceRef::new(&Network::new(network), place);
                named(action, |_| Some(MessageRef::new(&place, message.clone())))
            }
            Some((_, state, ..)) if ["ready", "sending", "unknown"].contains(&&*state) => Ok(Named::NotYet),
            _ => Ok(Named::Never),
        }
    }

    async fn settle(&self, claimed: &ClaimedAction, verdict: Verdict) -> anyhow::Result<()> {
        let (state, message, error) = match verdict {
            Verdict::Again(wait) => return self.postpone(claimed, "ready", wait, claimed.searches).await,
            Verdict::Unknown(wait) => {
                // A search led to nothing if we were looking already; being told to wait is no search.
                let searches = claimed.searches + i64::from(claimed.state == "unknown");
                return self.postpone(claimed, "unknown", wait, searches).await;
            }
            Verdict::Sent(Receipt { message }) => ("sent", message, None),
            Verdict::Over(state, why) => {
                if state == "gone" {
                    tracing::debug!(action = claimed.id, "an action has nothing left to act on");
                } else {
                    tracing::warn!(
                        action = claimed.id,
                        state,
                        "an action will not be sent: see `stoa check`"
                    );
                }
                (state, None, Some(why))
            }
        };
        self.end(claimed, state, message.as_ref(), error.as_deref()).await?;
        match state {
            "sent" => metrics::counter!(telemetry::ACTIONS_SENT.name).increment(1),
            "dead" => metrics::counter!(telemetry::ACTIONS_FAILED.name).increment(1),
            _ => {}
        }
        self.wake(Work::Actions);
        Ok(())
    }

    /// The action is over: sent, or never to be.
    async fn end(
        &self,
        claimed: &ClaimedAction,
        state: &str,
        message: Option<&MessageRef>,
        error: Option<&str>,
    ) -> sqlx::Result<()> {
        const SQL: &str =
            "UPDATE outbox SET state = $3, place = $4, message = $5, error = $6, settled_at = $7,
                lease_until = 0, sealed = CASE WHEN $3 = 'sent' THEN NULL ELSE sealed END
            WHERE id = $1 AND fence = $2";
        let mut tx = self.db().begin_short().await?;
        on!(&mut tx, |c| sqlx::query(SQL)
            .bind(&claimed.id)
            .bind(claimed.fence)
            .bind(state)
            .bind(message.map(|message| &message.place.id))
            .bind(message.map(|message| &message.id))
            .bind(error)
            .bind(self.now().millis())
            .execute(c)
            .await
            .map(drop))?;
        tx.commit().await
    }

    /// The action is looked at again after a while.
    async fn postpone(
        &self,
        claimed: &ClaimedAction,
        state: &str,
        wait: Duration,
        searches: i64,
    ) -> anyhow::Result<()> {
        const SQL: &str = "UPDATE outbox SET state = $3, not_before = $4, attempts = $5, searches = $6,
                lease_until = 0
            WHERE id = $1 AND fence = $2";
        // What may have been sent stays unknown, even if we only have to wait.
        let state = if claimed.state == "ready" { state } else { "unknown" };
        let mut tx = self.db().begin_short().await?;
        on!(&mut tx, |c| sqlx::query(SQL)
            .bind(&claimed.id)
            .bind(claimed.fence)
            .bind(state)
            .bind((self.now() + wait.min(claims::FAR)).millis())
            .bind(claimed.attempts + 1)
            .bind(searches)
            .execute(c)
            .await
            .map(drop))?;
        tx.commit().await?;
        Ok(())
    }
}

/// An action on its way to the adapter.
enum Resolved<'e> {
    /// It can be performed.
    Ready(Ready<'e>),
    /// It is about a message of ours that is not sent yet.
    NotYet,
    /// It is about a message of ours that never will be, or for somebody who cannot be found any more.
    Never,
}

/// An action that can be performed, and by whom.
struct Ready<'e> {
    adapter: Arc<dyn Adapter>,
    action: Box<Action<MessageRef>>,
    /// The return address that was opened for it.
    letter: Option<Letter<'e>>,
}

/// An action whose messages are looked up.
enum Named {
    /// It names messages as the network does.
    Ready(Box<Action<MessageRef>>),
    /// It is about a message of ours that is not sent yet.
    NotYet,
    /// It is about a message of ours that never will be.
    Never,
}

fn named(action: Action, planned: impl Fn(&PlannedId) -> Option<MessageRef>) -> anyhow::Result<Named> {
    let action = action.try_map(|target| match target {
        Target::Sent(message) => Ok(message),
        Target::Planned(id) => planned(&id).context("an action names two planned messages"),
    })?;
    Ok(Named::Ready(Box::new(action)))
}

/// Whether the message in the receipt is the action's own: an edit's is the message that it changed.
fn makes_a_message<M>(action: &Action<M>) -> bool {
    !matches!(action, Action::Edit { .. } | Action::Delete { .. } | Action::React { .. })
}

/// Where a message that was to be sent would stand.
async fn place_of(adapter: &dyn Adapter, action: &Action<MessageRef>, key: &EffectKey) -> DirectPlace {
    match action {
        Action::Say { place, .. } => DirectPlace::At(place.clone()),
        Action::Direct { to, .. } => adapter.direct_place(std::slice::from_ref(to), key).await,
        Action::OpenConversation { with, .. } => adapter.direct_place(with, key).await,
        _ => DirectPlace::CannotAsk,
    }
}
