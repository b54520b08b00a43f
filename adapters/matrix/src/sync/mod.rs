//! Listening: our own loop over the server's answers.
//!
//! One answer of `/sync` becomes one transaction: what happened goes to the inbox, and with it how far we have listened.
//! Only then is the next answer asked for. matrix-sdk keeps the keys and knows who is in which room; its own idea of how
//! far it listened is not ours, because it moves on before anything is committed.

mod backfill;
mod hear;
mod invitations;
mod locked;
mod people;
mod progress;
mod threads;

pub use progress::Progress;

use self::invitations::Move;
use crate::decode::json;
use crate::deeds::failure::{Failure, of_sdk};
use crate::dialogue::Saying;
use crate::inside::Inside;
use crate::session::{Closed, assure};
use futures_util::future::BoxFuture;
use matrix_sdk::config::SyncSettings;
use matrix_sdk::ruma::UInt;
use matrix_sdk::ruma::api::client::filter::{FilterDefinition, LazyLoadOptions};
use matrix_sdk::ruma::api::client::sync::sync_events::v3::Filter;
use matrix_sdk::sync::SyncResponse;
use matrix_sdk::{Client, Error};
use serde_json::Value;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use stoa_chat::{Event, Intake, ListenError, Note, Timestamp};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// How long the server may wait for something to happen before it answers.
const POLL: Duration = Duration::from_secs(30);
/// How long to wait before the server is asked again after a failure; it doubles each time.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// The longest such pause.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);
/// How often an event is looked at again when the server does not tell what it is about.
const TRIES: usize = 4;
/// And where nothing else helps: with the pauses between them, about ten minutes.
const MANY_TRIES: usize = 24;

/// An answer of the server that was not worked on yet, or is on its way: listening can stop at any moment, and goes on
/// with it.
#[derive(Debug, Default)]
pub struct Unsettled {
    asked: Option<JoinHandle<Result<SyncResponse, Error>>>,
    answer: Option<SyncResponse>,
    progress: Progress,
}

/// What one answer of the server comes to.
#[derive(Debug, Default)]
struct Batch {
    events: Vec<Event>,
    notes: Vec<Note>,
    /// Questions of forms, to be asked afterwards.
    sayings: Vec<Saying>,
    /// People of whom the core is told for the first time.
    introduced: Vec<String>,
    /// Messages that could not be read for too long: the room, the message, its writer.
    unread: Vec<(String, String, String)>,
    /// Rooms to go to because another was closed.
    moves: Vec<Move>,
}

/// Listens for one account.
pub struct Listener {
    inside: Arc<Inside>,
    intake: Arc<dyn Intake>,
    client: Client,
    stop: CancellationToken,
}

/// Listening was stopped.
struct Stopped;

impl Inside {
    /// Listens until told to stop.
    pub async fn listen(
        self: &Arc<Self>,
        intake: Arc<dyn Intake>,
        stop: CancellationToken,
    ) -> Result<(), ListenError> {
        self.hand_to(&intake);
        let Some(client) = stop.run_until_cancelled(Box::pin(self.enter())).await else { return Ok(()) };
        let listener = Listener { inside: Arc::clone(self), intake, client: client?, stop };
        let chores = tokio::spawn(Arc::clone(self).do_chores());
        let heard = Box::pin(listener.run()).await;
        chores.abort();
        if matches!(heard, Err(ListenError::Revoked(_))) {
            self.revoke();
        }
        heard
    }

    /// Opens the session, however long the server cannot be reached.
    async fn enter(&self) -> Result<Client, ListenError> {
        let mut pause = FIRST_PAUSE;
        loop {
            match self.client().await {
                Ok(client) => return Ok(client),
                Err(Closed::ForGood(error)) => return Err(error),
                Err(Closed::ForNow(why)) => {
                    tracing::warn!(network = %self.network, why, ?pause, "Matrix does not answer yet: trying again");
                    self.clock.wait(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
    }
}

impl Listener {
    async fn run(&self) -> Result<(), ListenError> {
        let mut unsettled = self.inside.unsettled.lock().await;
        let read = unsettled.progress.read(self.intake.as_ref(), &self.inside.network).await;
        read.map_err(|error| {
            ListenError::Broken(format!("what was noted of Matrix cannot be read: {error}"))
        })?;
        tracing::info!(network = %self.inside.network, "listening");
        let mut pause = FIRST_PAUSE;
        while !self.stop.is_cancelled() {
            if unsettled.answer.is_none() {
                match self.ask(&mut unsettled).await {
                    Err(Stopped) => return Ok(()),
                    Ok(Ok(answer)) => unsettled.answer = Some(answer),
                    Ok(Err(error)) => {
                        self.rest(&error, &mut pause).await?;
                        continue;
                    }
                }
            }
            pause = FIRST_PAUSE;
            if Box::pin(self.settle(&mut unsettled)).await.is_err() {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Asks the server what happened. An answer that nobody waits for any more is there the next time.
    async fn ask(&self, unsettled: &mut Unsettled) -> Result<Result<SyncResponse, Error>, Stopped> {
        let Unsettled { asked, progress, .. } = unsettled;
        let asked_for = asked.get_or_insert_with(|| {
            let (client, settings) = (self.client.clone(), self.settings(progress.token()));
            tokio::spawn(async move { client.sync_once(settings).await })
        });
        let answer = self.unless_stopped(asked_for).await?;
        *asked = None;
        Ok(answer.unwrap_or_else(|error| Err(Error::UnknownError(Box::new(error)))))
    }

    fn settings(&self, token: Option<String>) -> SyncSettings {
        let mut filter = FilterDefinition::default();
        filter.presence = matrix_sdk::ruma::api::client::filter::Filter::ignore_all();
        filter.room.timeline.limit = Some(UInt::from(self.inside.config.timeline_limit.max(1)));
        filter.room.ephemeral = matrix_sdk::ruma::api::client::filter::RoomEventFilter::ignore_all();
        filter.room.state.lazy_load_options = LazyLoadOptions::Enabled { include_redundant_members: false };
        let settings = SyncSettings::new().filter(Filter::FilterDefinition(filter)).timeout(POLL);
        match token {
            Some(token) => settings.token(token),
            None => settings.token(matrix_sdk::config::SyncToken::NoToken).timeout(Duration::ZERO),
        }
    }

    /// Waits after a failure; an error if waiting does not help.
    async fn rest(&self, error: &Error, pause: &mut Duration) -> Result<(), ListenError> {
        let failure = of_sdk(error);
        if failure == Failure::Revoked {
            let words = "the homeserver does not know our session any more: remove the folder of the session and log in again";
            return Err(ListenError::Revoked(words.to_owned()));
        }
        let wait = match failure {
            Failure::Wait(wait) => wait.max(*pause),
            _ => *pause,
        };
        tracing::warn!(network = %self.inside.network, ?failure, ?wait, "Matrix does not answer: asking again");
        let _ = self.unless_stopped(self.inside.clock.wait(wait)).await;
        *pause = (*pause * 2).min(LONGEST_PAUSE);
        Ok(())
    }

    /// Works on an answer until all of it is committed, or until told to stop.
    async fn settle(&self, unsettled: &mut Unsettled) -> Result<(), Stopped> {
        let Unsettled { answer, progress, .. } = unsettled;
        let Some(response) = answer.as_ref() else { return Ok(()) };
        let first = progress.token().is_none();
        let mut batch = self.unless_stopped(Box::pin(self.gather(response, progress))).await?;
        batch.notes.extend(progress.noted(&response.next_batch, self.inside.clock.now()));
        if self.commit(&batch).await.is_err() {
            self.inside.memory().forget(&batch.introduced);
            return Err(Stopped);
        }
        progress.commit(&response.next_batch, self.inside.clock.now());
        *answer = None;
        self.inside.settle();
        if first || self.inside.may_be_assured() {
            self.unless_stopped(Box::pin(self.stand())).await?;
        }
        self.unless_stopped(Box::pin(self.afterwards(batch))).await
    }

    /// Makes events of everything in an answer.
    async fn gather(&self, response: &SyncResponse, progress: &mut Progress) -> Batch {
        let mut batch = Batch::default();
        self.unlock(progress, &mut batch).await;
        for (id, update) in &response.rooms.joined {
            let Some(room) = self.client.get_room(id) else { continue };
            self.inside.know_room(&room);
            for event in self.timeline(&room, update, progress).await {
                self.hear(&room, &event, progress, &mut batch).await;
            }
        }
        for id in response.rooms.left.keys() {
            self.inside.memory().mix(id.as_str());
        }
        self.introduce(&mut batch).await;
        batch
    }

    /// Has everything stored, however often that fails.
    async fn commit(&self, batch: &Batch) -> Result<(), Stopped> {
        loop {
            let (events, notes) = (batch.events.clone(), batch.notes.clone());
            let stored = self.intake.accept_noting(&self.inside.network, events, notes);
            match self.unless_stopped(stored).await? {
                Ok(()) => return Ok(()),
                Err(_) => self.unless_stopped(self.inside.clock.wait(FIRST_PAUSE)).await?,
            }
        }
    }

    /// What follows from what is committed, and need not be.
    async fn afterwards(&self, batch: Batch) {
        for saying in batch.sayings {
            let (inside, intake) = (Arc::clone(&self.inside), Arc::clone(&self.intake));
            tokio::spawn(async move { inside.say_on(&saying, intake.as_ref()).await });
        }
        for (room, event, by) in batch.unread {
            let (inside, intake) = (Arc::clone(&self.inside), Arc::clone(&self.intake));
            tokio::spawn(async move { inside.explain(&room, &event, &by, intake.as_ref()).await });
        }
        self.follow(&batch.moves).await;
        self.answer_invitations().await;
    }

    /// Sees how we stand with the homeserver, and writes it down.
    async fn stand(&self) {
        let found = assure(&self.client, &self.inside.config).await;
        self.inside.stand(|standing| {
            let silent = std::mem::take(&mut standing.silent);
            *standing = found;
            standing.silent = silent;
        });
        if let Ok(Some(name)) = self.client.account().get_display_name().await {
            self.inside.be_called(&name);
            self.inside.memory().call_person(self.inside.own.as_str(), &name);
        }
    }

    async fn unless_stopped<T>(&self, work: impl Future<Output = T>) -> Result<T, Stopped> {
        self.stop.run_until_cancelled(work).await.ok_or(Stopped)
    }
}

impl Inside {
    /// Tries something that only the server can tell or do, a few times.
    pub(crate) async fn patiently<'a, T>(
        &self,
        ask: impl FnMut() -> BoxFuture<'a, Result<T, Failure>>,
    ) -> Result<T, Failure> {
        self.try_for(TRIES, ask).await
    }

    /// The same for what decides what an event is: nothing is taken for something else because the server was away for
    /// some minutes.
    pub(crate) async fn insistently<'a, T>(
        &self,
        ask: impl FnMut() -> BoxFuture<'a, Result<T, Failure>>,
    ) -> Result<T, Failure> {
        self.try_for(MANY_TRIES, ask).await
    }

    async fn try_for<'a, T>(
        &self,
        tries: usize,
        mut ask: impl FnMut() -> BoxFuture<'a, Result<T, Failure>>,
    ) -> Result<T, Failure> {
        let mut pause = FIRST_PAUSE;
        let mut last = Failure::Unknown;
        for _ in 0..tries {
            let wait = match ask().await {
                Ok(told) => return Ok(told),
                Err(Failure::Wait(wait)) => wait,
                Err(Failure::Unknown) => pause,
                Err(failure) => return Err(failure),
            };
            last = Failure::Wait(wait);
            self.clock.wait(wait).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
        Err(last)
    }
}

/// When an event happened, by the server's clock.
fn at(event: &Value) -> Timestamp {
    Timestamp::from_millis(json::at(event, &["origin_server_ts"]).and_then(Value::as_i64).unwrap_or_default())
}
