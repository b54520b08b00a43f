//! Return addresses: what is written to an anonymous thread, and what becomes of its address.
//!
//! A message to a thread is an ordinary action to a make-believe account: on the network [`NETWORK`], with the
//! thread's id for a name. So nothing in the queue tells whom it is for, not even on which network they are. The sender
//! has the vault open the address when it is about to send, and the vault keeps the receipt.

use super::answer::Failure;
use super::claims::{ClaimedAction, ClaimedJob};
use super::core::Engine;
use super::housekeeping::NAME;
use super::outbox::Lane;
use super::turn::Turn;
use crate::database::Tx;
use crate::on;
use crate::vault::{Letter, PENDING, StrikeRule, ThreadId};
use anyhow::Context as _;
use std::collections::BTreeSet;
use std::time::Duration;
use stoa_chat::{Action, MessageRef, Network, PlannedId, Post, Timestamp, UserRef};

/// The make-believe network of those who are known to the vault alone.
const NETWORK: &str = "anonymous";
/// What the lane of a thread begins with.
const TO: &str = "to:";
/// The longest that an address waits for what is on its way to it.
const OWED: Duration = Duration::from_hours(7 * 24);
/// The jobs that need the vault.
const SHRED: &str = "shred address";
const STRIKE: &str = "strike";
const SWEEP: &str = "sweep vault";

/// Whether the vault is needed for this kind of job.
pub(super) fn is_ours(kind: &str) -> bool {
    [SHRED, STRIKE, SWEEP].contains(&kind)
}

/// The network under which messages to threads wait.
pub(super) fn network() -> Network {
    Network::new(NETWORK)
}

fn user(thread: &ThreadId) -> UserRef {
    UserRef::new(&network(), thread.as_str())
}

/// The thread that an action is for, if it is for one.
fn thread_of(claimed: &ClaimedAction) -> anyhow::Result<ThreadId> {
    let id = claimed.lane.strip_prefix(TO).context("an action for nobody's thread")?;
    Ok(ThreadId::new(id))
}

/// An action whose return address is opened.
pub(super) enum Addressed<'e> {
    /// It can be performed on this network.
    Ready(Network, Box<Action<MessageRef>>, Letter<'e>),
    /// Its address is destroyed, or what it is about never reached anybody.
    Gone,
}

impl Turn<'_> {
    /// Writes to whoever is behind a thread, if they can still be reached. It is asked for, and known to nobody:
    /// neither budgets nor working hours stand between.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tell_thread(&mut self, thread: &ThreadId, post: Post) -> anyhow::Result<PlannedId> {
        self.plan(Action::Direct { to: user(thread), post }).await
    }

    /// Plans that the address of a thread is destroyed at `due`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plan_shred(&mut self, thread: &ThreadId, due: Timestamp) -> sqlx::Result<()> {
        self.plan_job(NAME, SHRED, thread.as_str(), due).await
    }

    /// Plans that a strike is counted against whoever is behind a thread.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plan_strike(&mut self, thread: &ThreadId) -> sqlx::Result<()> {
        let now = self.now();
        self.plan_job(NAME, STRIKE, thread.as_str(), now).await
    }

    /// Sees to it that addresses without a thread do not stay.
    pub(super) async fn plan_sweep(&mut self) -> sqlx::Result<()> {
        let due = self.now() + PENDING;
        match self.job_due(NAME, SWEEP, "").await? {
            Some(_) => Ok(()),
            None => self.plan_vault_sweep(due).await,
        }
    }

    /// Plans that the vault settles what is pending, and forgets what it counted in times that are over.
    pub(super) async fn plan_vault_sweep(&mut self, due: Timestamp) -> sqlx::Result<()> {
        self.plan_job(NAME, SWEEP, "", due).await
    }
}

impl Engine {
    /// Recognises the vault that belongs to this database; a new one takes the place of one that was lost.
    pub(super) async fn acknowledge_vault(&self) -> anyhow::Result<()> {
        const SQL: &str = "INSERT INTO setting (name, value) VALUES ('vault', $1)
            ON CONFLICT (name) DO UPDATE SET value = setting.value RETURNING value";
        const REPLACE: &str = "UPDATE setting SET value = $1 WHERE name = 'vault'";
        let Some(vault) = self.vault() else { return Ok(()) };
        let name = vault.name().await?;
        let mut tx = self.db().begin_short().await?;
        let (known,): (String,) = on!(&mut tx, |c| sqlx::query_as(SQL).bind(&name).fetch_one(c).await)?;
        if known != name && self.db().is_postgres() {
            anyhow::bail!(
                "this database belongs to another vault: several processes need one vault on PostgreSQL \
                 (`vault.url`); if the former vault is lost, delete the row `vault` of the table `setting`: whoever \
                 asked anonymously before can then not be reached"
            );
        }
        if known != name {
            tracing::warn!(
                "the vault is another one: who asked anonymously before cannot be reached any more"
            );
            on!(&mut tx, |c| sqlx::query(REPLACE).bind(&name).execute(c).await.map(drop))?;
        }
        tx.commit().await?;
        if vault.is_pending().await? {
            let mut turn = Turn::begin(self, "pending addresses", None).await?;
            turn.plan_sweep().await?;
            turn.commit().await?;
        }
        Ok(())
    }

    /// Opens the return address of an action to a thread.
    pub(super) async fn address(
        &self,
        claimed: &ClaimedAction,
        action: Action,
    ) -> anyhow::Result<Addressed<'_>> {
        let vault = self.vault().context("an anonymous thread is written to, and there is no vault")?;
        let Some(letter) = vault.deliver(&thread_of(claimed)?).await? else { return Ok(Addressed::Gone) };
        let to = letter.asker().reveal();
        let (network, action) = match action {
            Action::Direct { post, .. } => (to.network.clone(), Action::Direct { to: to.clone(), post }),
            Action::Edit { message: stoa_chat::Target::Planned(id), post } => {
                let Some(message) = letter.receipt(&id).await? else { return Ok(Addressed::Gone) };
                (to.network.clone(), Action::Edit { message, post })
            }
            _ => anyhow::bail!("a thread can be written to, and that can be edited, nothing else"),
        };
        Ok(Addressed::Ready(network, Box::new(action), letter))
    }

    /// Does a job that needs the vault: what happens there is done first, and once more if need be.
    pub(super) async fn attempt_with_vault(&self, claimed: &ClaimedJob) -> Result<(), Failure> {
        let (thread, now) = (ThreadId::new(&claimed.subject), self.now());
        let mut gone = Vec::new();
        if let Some(vault) = self.vault() {
            let owed = self.owed_threads(now).await?;
            match claimed.kind.as_str() {
                SHRED if owed.contains(&thread) => return self.put_off(claimed, now + PENDING).await,
                SHRED => {
                    vault.shred(std::slice::from_ref(&thread)).await?;
                    gone.push(thread);
                }
                STRIKE => vault.strike(&thread, self.strike_rule(), now).await?,
                _ => gone = vault.sweep(&self.known_threads().await?, &owed, now).await?,
            }
        }
        let again = claimed.kind == SWEEP && self.is_pending().await?;
        let mut turn = Turn::begin(self, &format!("job {} {}", claimed.id, claimed.due_at), None).await?;
        if !claimed.done(turn.tx()).await? {
            return Ok(());
        }
        for thread in &gone {
            forget_lane(turn.tx(), thread).await?;
        }
        if again {
            turn.plan_sweep().await?;
        }
        turn.commit().await?;
        Ok(())
    }

    /// The threads to which something is on its way, as after an outage: their addresses are needed until it has
    /// arrived, though not for longer than [`OWED`].
    async fn owed_threads(&self, now: Timestamp) -> anyhow::Result<BTreeSet<ThreadId>> {
        const SQL: &str = "SELECT DISTINCT lane FROM outbox
            WHERE network = $1 AND state IN ('ready', 'sending', 'unknown') AND planned_at > $2 ORDER BY lane";
        let mut tx = self.db().begin_read().await?;
        let since = (now - OWED).millis();
        let lanes: Vec<(String,)> =
            on!(&mut tx, |c| sqlx::query_as(SQL).bind(NETWORK).bind(since).fetch_all(c).await)?;
        Ok(lanes.iter().filter_map(|(lane,)| lane.strip_prefix(TO)).map(ThreadId::new).collect())
    }

    /// A job is done later instead.
    async fn put_off(&self, claimed: &ClaimedJob, until: Timestamp) -> Result<(), Failure> {
        let mut tx = self.db().begin_short().await?;
        claimed.put_back(&mut tx, claimed.attempts, until, "").await?;
        Ok(tx.commit().await?)
    }

    async fn is_pending(&self) -> anyhow::Result<bool> {
        match self.vault() {
            Some(vault) => vault.is_pending().await,
            None => Ok(false),
        }
    }

    fn strike_rule(&self) -> StrikeRule {
        let settings = &self.settings().anonymous;
        StrikeRule { pause_from: i64::from(settings.pause_from), pause_for: settings.pause_for.get() }
    }

    async fn known_threads(&self) -> anyhow::Result<BTreeSet<ThreadId>> {
        let mut tx = self.db().begin_read().await?;
        // The last words to those that were closed just now may be on their way.
        let since = self.now() - PENDING * 2;
        let mut known = BTreeSet::new();
        for feature in self.features() {
            known.extend(feature.threads(&mut tx, since).await?);
        }
        Ok(known)
    }
}

/// Forgets what was sent to a thread that cannot be reached any more.
async fn forget_lane(tx: &mut Tx, thread: &ThreadId) -> sqlx::Result<()> {
    const SENT: &str = "DELETE FROM outbox WHERE network = $1 AND lane = $2
        AND state NOT IN ('ready', 'sending', 'unknown')";
    const COUNTER: &str = "DELETE FROM counter
        WHERE name = $1 AND NOT EXISTS (SELECT 1 FROM outbox WHERE network = $2 AND lane = $3)";
    let lane = Lane::to(&user(thread));
    let counter = lane.counter();
    on!(tx, |c| {
        sqlx::query(SENT).bind(NETWORK).bind(&lane.name).execute(&mut *c).await?;
        sqlx::query(COUNTER).bind(&counter).bind(NETWORK).bind(&lane.name).execute(c).await.map(drop)
    })
}
