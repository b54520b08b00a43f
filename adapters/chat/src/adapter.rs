//! The two halves of the port: what an adapter offers, and what the core offers it.

use crate::{
    Action, EffectKey, Event, Form, MessageRef, Network, Note, Phrase, PlaceRef, Text, Timestamp, UserRef,
};
use async_trait::async_trait;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// One network, ready to be listened to and spoken on.
///
/// No method has a default: an ability that a network lacks is a value in [`Abilities`].
#[async_trait]
pub trait Adapter: Send + Sync {
    /// The network that this adapter serves.
    fn network(&self) -> &Network;

    /// What the network can do.
    fn abilities(&self) -> Abilities;

    /// Hands everything that happens to `intake` until `stop` is cancelled.
    ///
    /// An event may be acknowledged to the network only after [`Intake::accept`] returned `Ok`; when it fails,
    /// the adapter keeps the event or lets the network deliver it again, and goes on.
    ///
    /// # Errors
    /// Only what cannot get better by waiting: a refused credential, a removed app.
    async fn listen(&self, intake: Arc<dyn Intake>, stop: CancellationToken) -> Result<(), ListenError>;

    /// Performs one action. Messages carry `key`, so that [`find`](Self::find) can find them.
    async fn perform(&self, key: &EffectKey, action: &Action<MessageRef>) -> Outcome;

    /// Looks for the message that was sent with `key` in `place` (and in `thread`, if it was sent there).
    async fn find(&self, place: &PlaceRef, thread: Option<&MessageRef>, key: &EffectKey) -> Lookup;

    /// The conversation in which [`Action::Direct`] to one person, or [`Action::OpenConversation`] with several, writes
    /// what is performed with `key`: for [`find`](Self::find). Nothing is said there by asking.
    async fn direct_place(&self, with: &[UserRef], key: &EffectKey) -> DirectPlace;

    /// Counts the people in a place and stops at `enough`. We ourselves, other programs and accounts that cannot be
    /// used any more are no people.
    async fn count_people(&self, place: &PlaceRef, enough: usize) -> Count;
}

/// What the core offers an adapter.
#[async_trait]
pub trait Intake: Send + Sync {
    /// Commits events to the inbox: all of them or none. One that was accepted before is a no-op.
    ///
    /// # Errors
    /// When the events could not be stored; they are then to be delivered again.
    async fn accept(&self, events: Vec<Event>) -> Result<(), IntakeError>;

    /// Commits events to the inbox as [`accept`](Self::accept) does, and writes notes in the same transaction: what the
    /// adapter has to remember of how far it listened, neither sooner nor later than the events that it heard.
    ///
    /// # Errors
    /// When they could not be stored; all of them are then to be delivered again.
    async fn accept_noting(
        &self,
        network: &Network,
        events: Vec<Event>,
        notes: Vec<Note>,
    ) -> Result<(), IntakeError>;

    /// Every note of this kind that an adapter of `network` wrote and did not strike out, by name.
    ///
    /// # Errors
    /// When they could not be read.
    async fn notes(&self, network: &Network, kind: &str) -> Result<BTreeMap<String, Vec<u8>>, IntakeError>;

    /// What is said to `to` by the adapter itself, where no feature is asked: in their language.
    fn phrase(&self, to: &UserRef, phrase: &Phrase) -> Text;

    /// Keeps something genuine that the adapter cannot read, sealed, so that it can be acknowledged and is not lost.
    /// One that was kept before is a no-op.
    ///
    /// # Errors
    /// When it could not be stored; it is then to be delivered again.
    async fn bury(&self, letter: DeadLetter) -> Result<(), IntakeError>;

    /// The form that this event opens, if it opens one; pure and quick enough for a platform's three seconds.
    ///
    /// One that [asks nothing](Form::asks_nothing) is only the beginning of one: an [`Action::ShowForm`] with the
    /// event's trigger as its handle follows and takes its place.
    fn form_for(&self, event: &Event) -> Option<Form>;

    /// Whether this is an act of which nobody is to learn whose it is. Then it is not what makes its giver known: their
    /// profile goes with the next thing that they do under their name.
    fn is_anonymous(&self, event: &Event) -> bool;

    /// Checks a form's answers by the rules that need no database; returns what to show, by field name.
    fn check(&self, form: &str, values: &BTreeMap<String, String>) -> BTreeMap<String, String>;
}

/// Something that a network sent us and that its adapter cannot read.
#[derive(Clone, PartialEq, Eq)]
pub struct DeadLetter {
    /// Where it came from.
    pub network: Network,
    /// The network's own name for the delivery: the same when it is delivered again.
    pub id: String,
    /// When it came.
    pub at: Timestamp,
    /// What kind of thing it seems to be, in the network's words: letters, digits, `_`, `.` and spaces only, so that
    /// it can be logged.
    pub kind: String,
    /// All of it, as it came. People's words may be in it: it is stored sealed, and never logged.
    pub body: Vec<u8>,
}

/// Says nothing of the body.
impl std::fmt::Debug for DeadLetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { network, id, at, kind, body } = self;
        let mut shown = f.debug_struct("DeadLetter");
        shown.field("network", network).field("id", id).field("at", at).field("kind", kind);
        shown.field("bytes", &body.len()).finish()
    }
}

/// A core whose time is moved by hand: what a make-believe network and a transcript drive it with.
#[async_trait]
pub trait Backstage: Send + Sync {
    /// The core's present moment.
    fn now(&self) -> Timestamp;

    /// Works until there is nothing left to do at the present moment.
    ///
    /// # Errors
    /// What stopped the work, in words.
    async fn settle(&self) -> Result<(), String>;

    /// Moves time on to `moment`, stopping on the way wherever something falls due, and settles each time.
    ///
    /// # Errors
    /// What stopped the work, in words.
    async fn advance_to(&self, moment: Timestamp) -> Result<(), String>;
}

/// What a network can do. The core reads these and chooses another way where one is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is one yes-or-no fact about a network")]
pub struct Abilities {
    /// Messages can carry buttons.
    pub buttons: bool,
    /// A message in a place can be shown to one person alone.
    pub private_replies: bool,
    /// Messages can stand in a thread under another.
    pub threads: bool,
    /// Forms can be shown in one piece.
    pub forms: bool,
    /// There is a page of the bot's own for each person.
    pub home: bool,
    /// Pictures can be sent.
    pub pictures: bool,
}

/// What a performed action left on the network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// The message, if the action made or changed one.
    pub message: Option<MessageRef>,
}

/// How performing an action ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is done.
    Sent(Receipt),
    /// Not done; the network wants us to wait.
    RetryAfter(Duration),
    /// Not done, and never will be: the message, the place or the person is gone.
    Gone,
    /// Not done; the network says why, in words for the admin.
    Refused(String),
    /// Not done; we may no longer act on this network at all.
    Revoked,
    /// Perhaps done: the answer was lost.
    Unknown,
}

/// What a search for a message found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// It is there.
    Found(Receipt),
    /// It is not there and will not appear later.
    Absent,
    /// Nobody knows yet: the network wants us to wait before we ask. That is no search.
    RetryAfter(Duration),
    /// The network cannot be asked: now, or ever.
    CannotAsk,
}

/// Where the direct conversation with somebody, or with several, is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DirectPlace {
    /// Here.
    At(PlaceRef),
    /// There is none: what was said to them alone before, if anything was, cannot be seen any more.
    Nowhere,
    /// The network cannot be asked: now, or ever.
    CannotAsk,
}

/// What a network says of how many people are in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// So many. If that is as many as were enough, there may be more.
    People(usize),
    /// Not now: the network wants us to wait before we ask.
    RetryAfter(Duration),
    /// The network cannot be asked: now, or ever; or the place is not one that we can see.
    CannotAsk,
}

/// Why events could not be accepted.
#[derive(Debug, thiserror::Error)]
#[error("the event could not be stored: {0}")]
pub struct IntakeError(pub String);

/// Why an adapter stopped listening.
#[derive(Debug, thiserror::Error)]
pub enum ListenError {
    /// The network does not accept our credential any more.
    #[error("the network refuses our credential: {0}")]
    Revoked(String),
    /// Something that waiting does not mend.
    #[error("{0}")]
    Broken(String),
}
