//! The conformance suite: what every adapter is held to, on a make-believe network.
//!
//! An adapter's tests build a [`Stage`], which is the adapter together with a network that can be looked
//! into, and [`run`] the suite on it. Each check is a promise that the core relies on; its assertion says
//! which one was broken. What a network cannot do is read from its [`Abilities`](crate::Abilities), and not
//! asked of it.
//!
//! The suite never sleeps: it waits for events. A test that calls it sets its own limit of time.

mod hearing;
mod ledger;
mod speaking;

use crate::{Action, Adapter, EffectKey, MessageRef, Outcome, PlaceRef, Post, Text, UserRef};
use async_trait::async_trait;
use std::sync::atomic::{AtomicU64, Ordering};

/// An adapter, and the network that it speaks on.
#[async_trait]
pub trait Stage: Send + Sync {
    /// The adapter that is held to its promises.
    fn adapter(&self) -> &dyn Adapter;

    /// A place that both people are in.
    fn place(&self) -> PlaceRef;

    /// Two people whom the network knows.
    fn people(&self) -> [UserRef; 2];

    /// Every message that this person can see anywhere, the oldest first, asked of the network itself.
    async fn seen_by(&self, who: &UserRef) -> Vec<Seen>;

    /// Lets a person write in [`place`](Self::place), so that whoever listens hears of it.
    async fn say(&self, by: &UserRef, words: &str) -> MessageRef;

    /// Lets a person press the button with this label.
    async fn press(&self, by: &UserRef, message: &MessageRef, label: &str);

    /// Lets a person choose the command `verb` in the menu of a message, as they typed it if there are no menus.
    async fn pick(&self, by: &UserRef, message: &MessageRef, verb: &str);

    /// Lets the network do the next thing that it is asked, but lose its answer.
    async fn lose_next_answer(&self);
}

/// A message as one person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Which message.
    pub message: MessageRef,
    /// Its words, without markup.
    pub words: String,
    /// The labels of its buttons.
    pub buttons: Vec<String>,
    /// The reactions on it, one for each person who put one.
    pub reactions: Vec<String>,
    /// Whom it alerts: ids, and whatever the network calls everybody.
    pub alerts: Vec<String>,
}

/// Holds the adapter on `stage` to everything that the port promises.
///
/// # Panics
/// At the first promise that is broken, with the promise.
pub async fn run(stage: &dyn Stage) {
    let suite = Suite { stage, keys: AtomicU64::new(0) };
    speaking::check(&suite).await;
    hearing::check(&suite).await;
}

/// What the checks have in common.
struct Suite<'a> {
    stage: &'a dyn Stage,
    keys: AtomicU64,
}

impl Suite<'_> {
    /// A key that was never used.
    fn key(&self) -> EffectKey {
        EffectKey(format!("conformance-{}", self.keys.fetch_add(1, Ordering::Relaxed)))
    }

    /// Performs an action under `key`.
    async fn perform(&self, key: &EffectKey, action: Action<MessageRef>) -> Outcome {
        self.stage.adapter().perform(key, &action).await
    }

    /// Performs an action that has to be done, and gives the message that its receipt names.
    async fn done(&self, key: &EffectKey, action: Action<MessageRef>) -> MessageRef {
        let told = format!("{action:?}");
        match self.perform(key, action).await {
            Outcome::Sent(receipt) => match receipt.message {
                Some(message) => message,
                None => panic!("a receipt names the message: {told}"),
            },
            other => panic!("it is Sent, not {other:?}: {told}"),
        }
    }

    /// Says `post` in the place, and gives the message.
    async fn said(&self, post: Post) -> MessageRef {
        let place = self.stage.place();
        self.done(&self.key(), Action::Say { place, thread: None, post }).await
    }

    /// The message as `who` sees it, if they do.
    async fn seen(&self, who: &UserRef, message: &MessageRef) -> Option<Seen> {
        self.stage.seen_by(who).await.into_iter().find(|seen| seen.message == *message)
    }

    /// How many messages with these words `who` sees.
    async fn times(&self, who: &UserRef, words: &str) -> usize {
        self.stage.seen_by(who).await.iter().filter(|seen| seen.words == words).count()
    }
}

/// A post of these words.
fn words(words: &str) -> Post {
    Post::of(Text::plain(words))
}
