//! A turn: one transaction in which features act on one event or job.

use super::answer::Call;
use super::census::Census;
use super::core::{Engine, Work};
use super::facts::Fact;
use super::seal::Sealer;
use crate::database::{Db, Ids, MemberId, Tx};
use crate::knowledge::Knowledge;
use crate::language::Language;
use crate::on;
use crate::people::Leave;
use crate::pictures::Drawing;
use crate::settings::Settings;
use rand::SeedableRng as _;
use rand_chacha::ChaCha12Rng;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, VecDeque};
use stoa_chat::{
    Abilities, Action, MessageRef, Network, PlaceRef, PlannedId, Post, Target, Timestamp, UserRef,
};

/// What a feature works with: the transaction, the time, chance, and the ways to be heard.
///
/// Nothing here talks to a network. A turn that is dropped has never happened.
pub struct Turn<'e> {
    engine: &'e Engine,
    tx: Tx,
    now: Timestamp,
    happened_at: Timestamp,
    rng: ChaCha12Rng,
    ids_made: u16,
    person: Option<UserRef>,
    facts: VecDeque<Fact>,
    /// Who is to be woken once this is committed.
    wakes: Vec<Work>,
}

impl<'e> Turn<'e> {
    /// Begins a turn. `cause` names what it is about, so that chance is the same whenever it is run again.
    pub(crate) async fn begin(
        engine: &'e Engine,
        cause: &str,
        person: Option<&UserRef>,
    ) -> anyhow::Result<Self> {
        let now = engine.now();
        engine.sealer().ready(engine.db(), super::seal::day_of(now)).await?;
        engine.catch_up().await?;
        let mut digest = Sha256::new();
        digest.update(engine.seed());
        digest.update(cause.as_bytes());
        let rng = ChaCha12Rng::from_seed(digest.finalize().into());
        let tx = engine.db().begin().await?;
        Ok(Self {
            engine,
            tx,
            now,
            happened_at: now,
            rng,
            ids_made: 0,
            person: person.cloned(),
            facts: VecDeque::new(),
            wakes: Vec::new(),
        })
    }

    pub(crate) async fn commit(self) -> anyhow::Result<()> {
        self.tx.commit().await?;
        for work in self.wakes {
            self.engine.wake(work);
        }
        Ok(())
    }

    /// The moment of this turn; it does not move while the turn lasts.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// When what this turn is about happened: an event by its network's clock, a job now; never later than now.
    ///
    /// What people did counts at this moment, so that it counts the same however late and in whatever order we
    /// hear of it. How long we wait, and what we do, counts from [`now`](Self::now).
    pub fn happened_at(&self) -> Timestamp {
        self.happened_at
    }

    /// The turn is about something that happened at `moment`.
    pub(super) fn about(self, moment: Timestamp) -> Self {
        Self { happened_at: moment.min(self.now), ..self }
    }

    /// The transaction.
    pub fn tx(&mut self) -> &mut Tx {
        &mut self.tx
    }

    /// The database, for what must be read outside the transaction.
    pub fn db(&self) -> &Db {
        self.engine.db()
    }

    /// The settings.
    pub fn settings(&self) -> &'e Settings {
        self.engine.settings()
    }

    /// The language in which nobody in particular is spoken to.
    pub fn language(&self) -> Language {
        self.engine.language()
    }

    /// Chance: the same for the same seed and cause.
    pub fn rng(&mut self) -> &mut ChaCha12Rng {
        &mut self.rng
    }

    /// A new id.
    pub fn new_id(&mut self) -> String {
        Ids::new(self.now, &mut self.rng, &mut self.ids_made).text()
    }

    /// A new member's id.
    pub fn new_member_id(&mut self) -> MemberId {
        Ids::new(self.now, &mut self.rng, &mut self.ids_made).member()
    }

    /// Asks the knowledge, which is level with the database as it was before this turn.
    pub fn knowledge<T>(&self, ask: impl FnOnce(&Knowledge) -> T) -> T {
        self.engine.knowledge(ask)
    }

    /// The account whose act this turn is about, if it is about one.
    pub fn person(&self) -> Option<&UserRef> {
        self.person.as_ref()
    }

    /// The networks that can be written to.
    pub fn networks(&self) -> Vec<Network> {
        self.engine.networks()
    }

    /// What a network can do; `None` if this process does not speak on it.
    pub fn abilities(&self, network: &Network) -> Option<Abilities> {
        self.engine.abilities(network)
    }

    pub(super) fn sealer(&self) -> &'e Sealer {
        self.engine.sealer()
    }

    pub(super) fn census(&self) -> &'e Census {
        self.engine.census()
    }

    /// Tells the other features, which react within this turn.
    pub fn announce(&mut self, fact: Fact) {
        self.facts.push_back(fact);
    }

    /// There will be work of this kind once the turn is committed.
    pub(super) fn will_wake(&mut self, work: Work) {
        if !self.wakes.contains(&work) {
            self.wakes.push(work);
        }
    }

    pub(super) fn next_fact(&mut self) -> Option<Fact> {
        self.facts.pop_front()
    }

    /// Answers the person who gave a command, so that nobody else sees it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reply(&mut self, call: &Call, post: Post) -> anyhow::Result<PlannedId> {
        let thread = call.thread.clone();
        self.answer(&call.account, (!call.direct).then(|| (call.place.clone(), thread)), post).await
    }

    /// Answers the person whose act this turn is about: privately at `place` (and in a thread there) if the network
    /// can, else in their direct conversation. An answer is not unasked, so that it needs nobody's leave.
    ///
    /// # Errors
    /// When the database fails, or when this turn is not about an act of theirs.
    pub async fn answer(
        &mut self,
        to: &UserRef,
        place: Option<(PlaceRef, Option<MessageRef>)>,
        post: Post,
    ) -> anyhow::Result<PlannedId> {
        self.answers(to)?;
        let private = self.abilities(&to.network).is_some_and(|can| can.private_replies);
        let action = match place {
            Some((place, thread)) if private => {
                Action::ReplyPrivately { place, to: to.clone(), thread: thread.map(Target::Sent), post }
            }
            _ => Action::Direct { to: to.clone(), post },
        };
        self.plan(action).await
    }

    /// Answers the person whose act this turn is about, in their direct conversation, with a message whose id was given
    /// to it while it was held.
    pub(crate) async fn answer_as(&mut self, id: PlannedId, to: &UserRef, post: Post) -> anyhow::Result<()> {
        self.answers(to)?;
        self.plan_as(id, Action::Direct { to: to.clone(), post }).await.map(drop)
    }

    fn answers(&self, to: &UserRef) -> anyhow::Result<()> {
        anyhow::ensure!(self.person() == Some(to), "only the person who acted is answered; others are told");
        Ok(())
    }

    /// Writes to a person in their direct conversation, unasked and therefore with leave
    /// ([`ask_leave`](crate::people::ask_leave)).
    ///
    /// # Errors
    /// When the database fails.
    pub async fn direct(&mut self, leave: Leave, post: Post) -> anyhow::Result<PlannedId> {
        let id = PlannedId(self.new_id());
        self.direct_as(id, leave, post).await
    }

    /// Writes, with leave, a message whose id was given to it while it was held.
    pub(crate) async fn direct_as(
        &mut self,
        id: PlannedId,
        leave: Leave,
        post: Post,
    ) -> anyhow::Result<PlannedId> {
        self.plan_as(id, Action::Direct { to: leave.into_user(), post }).await
    }

    /// Writes to a person, unasked and therefore with leave: at `place` so that nobody else sees it if the network
    /// can, else in their direct conversation.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn whisper(&mut self, leave: Leave, place: PlaceRef, post: Post) -> anyhow::Result<PlannedId> {
        let private = self.abilities(&place.network).is_some_and(|can| can.private_replies);
        let to = leave.into_user();
        if private && to.network == place.network {
            return self.plan(Action::ReplyPrivately { place, to, thread: None, post }).await;
        }
        self.plan(Action::Direct { to, post }).await
    }

    /// Begins a conversation of people of one network, all of whom agreed to it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn bring_together(&mut self, people: Vec<UserRef>, post: Post) -> anyhow::Result<PlannedId> {
        self.plan(Action::OpenConversation { with: people, post }).await
    }

    /// Says something in a place.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn say(
        &mut self,
        place: &PlaceRef,
        thread: Option<Target>,
        post: Post,
    ) -> anyhow::Result<PlannedId> {
        self.plan(Action::Say { place: place.clone(), thread, post }).await
    }

    /// Shows a picture in a place, with what it shows in words for those who do not see it. It may be lost on the way: it
    /// is never the only way to read something.
    ///
    /// # Errors
    /// When the database fails, or when the picture cannot be drawn.
    pub async fn show_picture(
        &mut self,
        place: &PlaceRef,
        thread: Option<Target>,
        drawing: Drawing,
        alt: String,
    ) -> anyhow::Result<()> {
        // Other tasks go on while it is painted.
        let png = tokio::task::spawn_blocking(move || drawing.png()).await??;
        self.plan(Action::UploadPicture { place: place.clone(), thread, png, alt }).await.map(drop)
    }

    /// Replaces a message of ours; one that is still held becomes another before anybody has read it, and one that was
    /// forgotten, with the person it was for, is left alone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn edit(&mut self, message: PlannedId, post: Post) -> anyhow::Result<()> {
        const HELD: &str = "UPDATE held SET post = $2 WHERE id = $1 RETURNING id";
        const PLANNED: &str = "SELECT id FROM outbox WHERE id = $1";
        let (id, held) = (message.0.clone(), serde_json::to_string(&post)?);
        let found: Option<(String,)> =
            on!(self.tx(), |c| sqlx::query_as(HELD).bind(&id).bind(&held).fetch_optional(c).await)?;
        if found.is_some() {
            return Ok(());
        }
        let planned: Option<(String,)> =
            on!(self.tx(), |c| sqlx::query_as(PLANNED).bind(&id).fetch_optional(c).await)?;
        if planned.is_some() {
            self.plan(Action::Edit { message: Target::Planned(message), post }).await?;
        }
        Ok(())
    }

    /// Removes a message: ours, or another's where we may.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn delete(&mut self, message: Target) -> anyhow::Result<()> {
        self.plan(Action::Delete { message }).await.map(drop)
    }

    /// Puts a reaction on a message.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn react(&mut self, message: Target, emoji: &str) -> anyhow::Result<()> {
        self.plan(Action::React { message, emoji: emoji.to_owned() }).await.map(drop)
    }

    /// Puts the form of a command into the place of the one that was begun for it, with `values` filled in; `false` if
    /// none was begun.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fill_form(&mut self, call: &Call, values: BTreeMap<String, String>) -> anyhow::Result<bool> {
        let spec = self.engine.forms().find(|form| form.verb == call.verb);
        let (Some(handle), Some(spec)) = (call.form.clone(), spec) else { return Ok(false) };
        let mut form = (spec.build)(call.by.language);
        form.values.extend(values);
        let (to, place) = (call.account.clone(), call.place.clone());
        self.plan(Action::ShowForm { to, place, handle, form }).await?;
        Ok(true)
    }

    /// Replaces what a person sees on the bot's own page; nobody is interrupted by it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_home(&mut self, of: &UserRef, parts: Vec<Post>) -> anyhow::Result<()> {
        self.plan(Action::SetHome { of: of.clone(), parts }).await.map(drop)
    }
}

impl std::fmt::Debug for Turn<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Turn").field("now", &self.now).finish_non_exhaustive()
    }
}
