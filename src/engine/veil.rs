//! Behind the veil: anonymous acts, on their way past everything that would remember who acted.
//!
//! ```text
//! event ──▶ vault: seal a return address ──▶ turn: the feature sees a Veiled act ──▶ outbox: to thread 3f…
//!                                                                                     └▶ sender ──▶ vault ──▶ person
//! ```
//!
//! An anonymous act is a command that some feature lists as [`veiled`](crate::features::Feature::veiled) and that
//! nobody else can read: a form, a press, a slash command, words to the bot alone. The router neither meets its giver
//! nor notes that they acted. Before the turn it has the vault seal a return address and find the threads of the same
//! person; the turn knows nobody. Each act gets an address of its own, by which it is answered; the thread of a
//! question is the address of the act that asked it. Every anonymous act is a command with a verb of its own, and no
//! other act is ever compared with the vault, so that nobody is recognised by what they do under their name.

use super::answer::{Failure, Refusal};
use super::claims::ClaimedEvent;
use super::core::Engine;
use super::rerun::{LOOK_AGAIN, rerun};
use super::turn::Turn;
use super::typed::{Typed, marked};
use super::wording;
use crate::database::{MemberId, trouble};
use crate::features::{self, Feature};
use crate::language::Language;
use crate::people;
use crate::places::{self, Off};
use crate::telemetry;
use crate::vault::{Asker, Standing, ThreadId, Vault};
use std::collections::BTreeSet;
use std::time::Duration;
use stoa_chat::{Event, EventKind, Network, PlaceRef, PlannedId, Pointed, Post, Text};

/// How long an act waits that the vault does not take.
const WITHOUT_VAULT: Duration = Duration::from_mins(1);

/// A command whose giver no feature gets to know.
pub struct Veiled {
    /// Where answers to it go; it becomes the thread of what is asked by it.
    pub address: ThreadId,
    /// Whether its giver may post.
    pub standing: Standing,
    /// The language to answer in.
    pub language: Language,
    /// Whether its giver is a guest, or may be one since they are not known yet: who is not to be told what is said
    /// elsewhere.
    pub guest: bool,
    /// The network that it was given on.
    pub network: Network,
    /// Where it was given, unless that is a direct conversation.
    pub place: Option<PlaceRef>,
    /// The message that it was chosen on, or written under.
    pub picked: Option<Box<Pointed>>,
    /// The verb, never an alias.
    pub verb: &'static str,
    /// What follows the verb.
    pub rest: Text,
    mine: BTreeSet<ThreadId>,
    member: Option<MemberId>,
}

impl Veiled {
    /// Whether its giver is behind `thread`.
    pub fn is_behind(&self, thread: &ThreadId) -> bool {
        self.mine.contains(thread)
    }

    /// Whether its giver is `member`: to be asked only for what they alone are told.
    pub fn is(&self, member: MemberId) -> bool {
        self.member == Some(member)
    }

    /// What follows the verb, as plain words.
    pub fn words(&self) -> String {
        self.rest.to_plain().trim().to_owned()
    }
}

/// Says nothing of who gave it.
impl std::fmt::Debug for Veiled {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Veiled").field("verb", &self.verb).finish_non_exhaustive()
    }
}

impl Turn<'_> {
    /// Answers whoever gave a command that nobody gets to know.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn answer_veiled(&mut self, act: &Veiled, post: Post) -> anyhow::Result<PlannedId> {
        self.tell_thread(&act.address, post).await
    }
}

impl Engine {
    /// Whether `event` is an anonymous act: a veiled command that nobody else can read, or the change of one.
    pub(super) fn veils(&self, event: &Event) -> bool {
        if self.vault().is_none() {
            return false;
        }
        let alone = match &event.kind {
            EventKind::Commanded(command) => command.direct || command.message.is_none(),
            EventKind::Said(message) | EventKind::Edited(message) => message.direct,
            EventKind::Pressed(_) | EventKind::Picked(_) | EventKind::Submitted(_) => true,
            _ => false,
        };
        alone && self.veiled_in(event).is_some()
    }

    /// The veiled command in an event, wherever it was given.
    fn veiled_in(&self, event: &Event) -> Option<(&'static dyn Feature, &'static str, Typed)> {
        let mut typed = match &event.kind {
            EventKind::Edited(message) => {
                let text = marked(&message.text, |word| self.is_veiled(word));
                let text = text.unwrap_or_else(|| message.text.clone());
                Typed::by(&message.by, &message.message.place, message.direct, text)
            }
            _ => self.typed(event)?,
        };
        let (word, rest) = std::mem::take(&mut typed.text).split_first_word();
        let (feature, spec) = features::find_in(self.features(), &word)?;
        typed.text = rest;
        feature.veiled().contains(&spec.verb).then_some((feature, spec.verb, typed))
    }

    /// Whether a word is a command whose giver nobody gets to know.
    pub(super) fn is_veiled(&self, word: &str) -> bool {
        let found = features::find_in(self.features(), word);
        found.is_some_and(|(feature, spec)| feature.veiled().contains(&spec.verb))
    }

    /// The return address of the act in an event: the same whenever and by whichever process it is tried again, and
    /// nothing that can be worked out once the key of its day is gone.
    pub(super) fn address_of(&self, claimed: &ClaimedEvent) -> anyhow::Result<ThreadId> {
        let parts = ["return address", &claimed.number.to_string()];
        Ok(ThreadId::new(self.sealer().name_of_day(claimed.key_day, &parts)?))
    }

    /// Applies an anonymous act.
    pub(super) async fn apply_veiled(&self, claimed: &ClaimedEvent, event: &Event) -> anyhow::Result<()> {
        let act = match self.veil(claimed, event).await {
            Ok(act) => act,
            Err(error) => return self.not_veiled(claimed, &error).await,
        };
        let mut ended = self.rerun_counting(|| self.attempt_veiled(claimed, act.as_ref(), None)).await;
        if let Err(Failure::Refused(refusal)) = &ended {
            ended = rerun(|| self.attempt_veiled(claimed, act.as_ref(), Some(refusal))).await;
        }
        match ended {
            Ok(()) => {
                metrics::counter!(telemetry::EVENTS_APPLIED.name).increment(1);
                Ok(())
            }
            Err(Failure::Wait | Failure::Count(_)) => self.postpone_event(claimed, LOOK_AGAIN).await,
            Err(Failure::Fault(error)) => self.event_failed(claimed, Some(event), error).await,
            Err(Failure::Refused(_)) => {
                let error = anyhow::anyhow!("a refusal was refused");
                self.event_failed(claimed, Some(event), error).await
            }
        }
    }

    /// Without a return address nobody could be told what became of an act, nor given back what they typed. So it is
    /// never parked: it waits, sealed as it came, until the vault takes it, and holds up nothing but what the same
    /// person does anonymously.
    async fn not_veiled(&self, claimed: &ClaimedEvent, error: &anyhow::Error) -> anyhow::Result<()> {
        metrics::counter!(telemetry::EVENTS_RETRIED.name).increment(1);
        let wait = if let Some(trouble) = trouble(error) {
            tracing::warn!(advice = trouble.advice(), "an anonymous act waits");
            self.limits().retry_first
        } else {
            let error = telemetry::without_quotes(&format!("{error:#}")).into_owned();
            tracing::error!(
                error,
                "an anonymous act waits, since the vault does not take it: see `stoa check`"
            );
            WITHOUT_VAULT
        };
        self.postpone_event(claimed, wait).await
    }

    /// What the features get to see of an act, once its return address is sealed; `None` if there is nothing to do.
    async fn veil(
        &self,
        claimed: &ClaimedEvent,
        event: &Event,
    ) -> anyhow::Result<Option<(&'static dyn Feature, Veiled)>> {
        let (Some(vault), Some((feature, verb, typed))) = (self.vault(), self.veiled_in(event)) else {
            return Ok(None);
        };
        if matches!(event.kind, EventKind::Edited(_)) || self.form_opened_by(event).is_some() {
            return Ok(None);
        }
        let mut tx = self.db().begin_read().await?;
        let member = people::known_in(&mut tx, &typed.by, &self.settings().people).await?;
        tx.rollback().await?;
        if member.as_ref().is_some_and(|member| member.bot) {
            return Ok(None);
        }
        let (address, asker) = (self.address_of(claimed)?, Asker::new(typed.by.clone()));
        let standing = vault.seal(&address, &asker, true, self.now()).await?;
        let mine = self.threads_of(vault, &asker, &address).await?;
        let act = Veiled {
            address,
            standing,
            language: member.as_ref().map_or_else(|| self.language(), |member| member.language),
            guest: member.as_ref().is_none_or(|member| member.guest),
            network: event.network.clone(),
            place: (!typed.direct).then_some(typed.place),
            picked: typed.picked,
            verb,
            rest: typed.text,
            mine,
            member: member.map(|member| member.id),
        };
        Ok(Some((feature, act)))
    }

    async fn threads_of(
        &self,
        vault: &Vault,
        asker: &Asker,
        own: &ThreadId,
    ) -> anyhow::Result<BTreeSet<ThreadId>> {
        let mut mine = vault.my_threads(asker).await?;
        mine.remove(own);
        Ok(mine)
    }

    async fn attempt_veiled(
        &self,
        claimed: &ClaimedEvent,
        act: Option<&(&'static dyn Feature, Veiled)>,
        refusal: Option<&Refusal>,
    ) -> Result<(), Failure> {
        let mut turn = Turn::begin(self, &format!("event {}", claimed.number), None).await?;
        if let Some((feature, act)) = act {
            turn.plan_sweep().await?;
            match refusal {
                None => {
                    admit(&mut turn, *feature, act).await?;
                    feature.veiled_command(&mut turn, act).await?;
                    self.settle_facts(&mut turn).await?;
                }
                Some(Refusal(post)) => drop(turn.answer_veiled(act, post.clone()).await?),
            }
        }
        if !claimed.done(turn.tx()).await? {
            return Ok(());
        }
        turn.commit().await?;
        Ok(())
    }
}

/// Refuses a command of a feature that is off where it was given.
async fn admit(turn: &mut Turn<'_>, feature: &dyn Feature, act: &Veiled) -> Result<(), Failure> {
    let standing = places::standing(turn, act.place.as_ref()).await?;
    let text = match standing.off(feature) {
        None => return Ok(()),
        Some(Off::NotYet { now, then }) => wording::not_yet(act.language, act.verb, now.word(), then.word()),
        Some(Off::Here) => wording::off_here(act.language, act.verb, feature.name()),
    };
    Err(Failure::refused(text))
}
