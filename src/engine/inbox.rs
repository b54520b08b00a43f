//! The inbox: what the networks told us, committed before they are told that we know.

use super::core::{Engine, Work};
use super::gathering::{Offer, Stored};
use super::phrases;
use super::seal::day_of;
use crate::database::{Trouble, Tx, next_numbers, trouble};
use crate::on;
use crate::telemetry;
use async_trait::async_trait;
use sqlx::{Database, Encode, QueryBuilder, Type};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use stoa_chat::{
    DeadLetter, Event, EventKind, Form, Intake, IntakeError, Network, Note, Phrase, Text, Timestamp, UserRef,
};

/// How many rows one statement writes at most: each asks a thread of the driver, which costs more than the row.
const AT_ONCE: usize = 500;
/// Anonymous acts are sealed in lengths that are multiples of this.
const VEILED_LENGTHS: usize = 2_048;

#[async_trait]
impl Intake for Engine {
    async fn accept(&self, events: Vec<Event>) -> Result<(), IntakeError> {
        self.accept_all(events).await.map_err(|error| not_stored(&error))
    }

    async fn accept_noting(
        &self,
        network: &Network,
        events: Vec<Event>,
        notes: Vec<Note>,
    ) -> Result<(), IntakeError> {
        self.store_noting(network, events, &notes).await.map_err(|error| not_stored(&error))
    }

    async fn notes(&self, network: &Network, kind: &str) -> Result<BTreeMap<String, Vec<u8>>, IntakeError> {
        self.read_notes(network, kind).await.map_err(|error| IntakeError(format!("{error:#}")))
    }

    fn phrase(&self, to: &UserRef, phrase: &Phrase) -> Text {
        phrases::in_words(self.language_with(to), phrase)
    }

    async fn bury(&self, letter: DeadLetter) -> Result<(), IntakeError> {
        self.bury_letter(&letter).await.map_err(|error| IntakeError(format!("{error:#}")))
    }

    fn form_for(&self, event: &Event) -> Option<Form> {
        self.form_opened_by(event)
    }

    fn is_anonymous(&self, event: &Event) -> bool {
        self.veils(event)
    }

    fn check(&self, form: &str, values: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        self.check_form(form, values)
    }
}

impl Engine {
    async fn accept_all(&self, mut events: Vec<Event>) -> Result<(), Arc<anyhow::Error>> {
        remove_nul(&mut events);
        let came = events.len() as u64;
        let stored = self.store_with_others(events.into()).await?;
        self.stored(came, stored);
        Ok(())
    }

    /// Counts what came and what of it is new, and wakes whoever works on it.
    pub(super) fn stored(&self, came: u64, stored: u64) {
        metrics::counter!(telemetry::EVENTS_ACCEPTED.name).increment(stored);
        metrics::counter!(telemetry::EVENTS_REPEATED.name).increment(came - stored);
        if stored > 0 {
            self.wake(Work::Events);
        }
    }

    /// Stores events, together with those of others who wait at the same time.
    async fn store_with_others(&self, events: Arc<[Event]>) -> Stored {
        loop {
            let mut answer = self.gathering().offer(&events);
            let answered = tokio::select! {
                biased;
                answered = &mut answer => answered,
                _turn = self.gathering().turn() => {
                    // Whoever is about to come, comes along: a transaction costs much more than what is in it.
                    tokio::task::yield_now().await;
                    self.store_waiting().await;
                    answer.await
                }
            };
            // Otherwise whoever took them was cancelled before the end: once more.
            if let Ok(stored) = answered {
                return stored;
            }
        }
    }

    /// Stores everything that waits, in one transaction.
    async fn store_waiting(&self) {
        if !self.gathering().is_waited_for() {
            return;
        }
        let mut begun = self.begin_storing().await;
        // Not before: while the writer was busy, others came.
        let offers = self.gathering().take();
        let stored = loop {
            let stored = match begun {
                Ok((tx, now)) => self.store_all(tx, now, &offers).await,
                Err(error) => Err(error),
            };
            match stored {
                // Two batches held what the other needed.
                Err(error) if trouble(&error) == Some(Trouble::Conflict) => {
                    begun = self.begin_storing().await;
                }
                stored => break stored,
            }
        };
        match stored {
            Ok(counts) => offers.into_iter().zip(counts).for_each(|(offer, count)| offer.answer(Ok(count))),
            Err(error) if offers.len() > 1 && trouble(&error).is_none() => self.store_each(offers).await,
            Err(error) => {
                let error = Arc::new(error);
                for offer in offers {
                    offer.answer(Err(Arc::clone(&error)));
                }
            }
        }
    }

    /// Stores each in a transaction of its own, so that what cannot be stored takes nothing else with it.
    async fn store_each(&self, offers: Vec<Offer>) {
        for offer in offers {
            let stored = match self.begin_storing().await {
                Ok((tx, now)) => self.store_all(tx, now, std::slice::from_ref(&offer)).await,
                Err(error) => Err(error),
            };
            offer.answer(stored.map(|counts| counts.iter().sum()).map_err(Arc::new));
        }
    }

    pub(super) async fn begin_storing(&self) -> anyhow::Result<(Tx, Timestamp)> {
        let now = self.now();
        self.sealer().ready(self.db(), day_of(now)).await?;
        Ok((self.db().begin_short().await?, now))
    }

    /// Stores what is new, and says how much that was of each offer.
    async fn store_all(&self, mut tx: Tx, now: Timestamp, offers: &[Offer]) -> anyhow::Result<Vec<u64>> {
        let told = self.named(offers.iter().map(|offer| &*offer.events));
        let names = names_in(&told);
        let unknown = if remember_if_new(&mut tx, &names, now).await? {
            None
        } else {
            tx.rollback().await?;
            tx = self.db().begin_short().await?;
            Some(remember_all(&mut tx, &names, now).await?)
        };
        let (new, counts) = news(&told, unknown);
        self.store(&mut tx, &new, now).await?;
        tx.commit().await?;
        Ok(counts)
    }

    /// Stores what is new of some events, in a transaction that has more to do, and says how much that was.
    pub(super) async fn store_among(
        &self,
        tx: &mut Tx,
        now: Timestamp,
        events: &[Event],
    ) -> anyhow::Result<u64> {
        let told = self.named(std::iter::once(events));
        let unknown = remember_all(tx, &names_in(&told), now).await?;
        let (new, _) = news(&told, Some(unknown));
        self.store(tx, &new, now).await?;
        Ok(new.len() as u64)
    }

    fn named<'a>(&self, batches: impl Iterator<Item = &'a [Event]>) -> Named<'a> {
        batches.map(|events| events.iter().map(|event| (event, self.names_of(event))).collect()).collect()
    }

    /// An event has its network's name for it; a message has its own name too, since a network may tell of one
    /// message by two events.
    fn names_of(&self, event: &Event) -> Vec<String> {
        let network = event.network.as_str();
        let mut names = vec![self.sealer().name(&["event", network, &event.id])];
        if self.veils(event) {
            // Whoever has the queue key and knows a conversation could find an anonymous act by its message's name.
            return names;
        }
        let message = match &event.kind {
            EventKind::Said(message) => Some(&message.message),
            EventKind::Commanded(command) => command.message.as_ref(),
            _ => None,
        };
        names.extend(message.map(|m| self.sealer().name(&["said", network, &m.place.id, &m.id])));
        names
    }

    /// What an event must not overtake others of: its person, and its message. Those of an anonymous act are named
    /// under the key of the day, so that even a copy of the row, with the queue key, ends to tell whose it was.
    fn order_of(&self, event: &Event, day: i64) -> anyhow::Result<(Option<String>, Option<String>)> {
        let veiled = self.veils(event);
        let name = |parts: &[&str]| {
            if veiled { self.sealer().name_of_day(day, parts) } else { Ok(self.sealer().name(parts)) }
        };
        let network = event.network.as_str();
        let person = event.person().map(|user| name(&["person", network, &user.id]));
        let message = event.message().map(|m| name(&["message", network, &m.place.id, &m.id]));
        Ok((person.transpose()?, message.transpose()?))
    }

    async fn store(&self, tx: &mut Tx, events: &[&Event], now: Timestamp) -> anyhow::Result<()> {
        const SQL: &str =
            "INSERT INTO inbox (number, received_at, person, message, state, attempts, not_before,
                lease_until, fence, key_day, sealed) ";
        if events.is_empty() {
            return Ok(());
        }
        let (at, day) = (now.millis(), day_of(now));
        let numbers = next_numbers(tx, "inbox", u32::try_from(events.len())?).await?;
        let mut rows = Vec::with_capacity(events.len());
        for (number, event) in numbers.zip(events) {
            let (person, message) = self.order_of(event, day)?;
            let payload = self.payload(event)?;
            let sealed = self.sealer().seal(day, &row_name(number), &payload)?;
            rows.push((number, person, message, sealed));
        }
        for some in rows.chunks(AT_ONCE) {
            on!(tx, |c| {
                let mut query = QueryBuilder::new(SQL);
                query.push_values(some, |mut row, (number, person, message, sealed)| {
                    row.push_bind(*number).push_bind(at).push_bind(person).push_bind(message);
                    row.push("'waiting', 0, 0, 0, 0").push_bind(day).push_bind(sealed.as_slice());
                });
                query.build().execute(c).await.map(drop)
            })?;
        }
        Ok(())
    }
}

fn not_stored(error: &anyhow::Error) -> IntakeError {
    let advice = trouble(error).map_or("", Trouble::advice);
    tracing::warn!(error = format!("{error:#}"), advice, "events were not stored and have to come again");
    IntakeError(format!("{error:#}"))
}

pub(super) fn remove_nul(events: &mut [Event]) {
    let removed: usize = events.iter_mut().map(Event::remove_nul).sum();
    if removed > 0 {
        tracing::info!(removed, "NUL characters were taken out of events");
    }
}

impl Engine {
    /// An event as it is sealed. Of an anonymous act not even the length tells what its giver's account is called.
    fn payload(&self, event: &Event) -> serde_json::Result<Vec<u8>> {
        let mut payload = serde_json::to_vec(event)?;
        if self.veils(event) {
            payload.resize(payload.len().next_multiple_of(VEILED_LENGTHS), b' ');
        }
        Ok(payload)
    }
}

/// Some batches of events, each with all the names that it may come by.
type Named<'a> = Vec<Vec<(&'a Event, Vec<String>)>>;

fn names_in<'a>(told: &'a Named<'_>) -> Vec<&'a str> {
    told.iter().flatten().flat_map(|(_, names)| names).map(String::as_str).collect()
}

/// Which events are new, and how many of each offer, when of their names only `unknown` are; without it all are.
fn news<'a>(told: &Named<'a>, unknown: Option<HashSet<String>>) -> (Vec<&'a Event>, Vec<u64>) {
    let (mut new, mut counts) = (Vec::new(), Vec::with_capacity(told.len()));
    let Some(mut unknown) = unknown else {
        new.extend(told.iter().flatten().map(|(event, _)| *event));
        counts.extend(told.iter().map(|offer| offer.len() as u64));
        return (new, counts);
    };
    for offer in told {
        let before = new.len();
        for (event, names) in offer {
            // It is new if none of its names was known, be it from an event just before it.
            if names.iter().filter(|name| unknown.remove(*name)).count() == names.len() {
                new.push(*event);
            }
        }
        counts.push((new.len() - before) as u64);
    }
    (new, counts)
}

/// Remembers by which names things came, and says whether all of them are new, as they nearly always are: to know that
/// takes a count, and not a row for each. If it says no, its transaction must be undone.
async fn remember_if_new(tx: &mut Tx, names: &[&str], now: Timestamp) -> sqlx::Result<bool> {
    let mut new = 0;
    for some in names.chunks(AT_ONCE) {
        new += on!(tx, |c| {
            let mut query = remembering(some, now);
            query.build().execute(c).await.map(|done| done.rows_affected())
        })?;
    }
    Ok(new == names.len() as u64)
}

/// Remembers by which names things came; gives those that are new.
async fn remember_all(tx: &mut Tx, names: &[&str], now: Timestamp) -> sqlx::Result<HashSet<String>> {
    let mut unknown = HashSet::new();
    for some in names.chunks(AT_ONCE) {
        let rows: Vec<(String,)> = on!(tx, |c| {
            let mut query = remembering(some, now);
            query.push(" RETURNING key").build_query_as().fetch_all(c).await
        })?;
        unknown.extend(rows.into_iter().map(|(name,)| name));
    }
    Ok(unknown)
}

/// The statement that remembers those of some names that nothing came by yet.
fn remembering<D: Database>(names: &[&str], now: Timestamp) -> QueryBuilder<D>
where
    String: Encode<'static, D> + Type<D>,
    i64: Encode<'static, D> + Type<D>,
{
    let mut query = QueryBuilder::new("INSERT INTO inbox_key (key, seen_at) ");
    query.push_values(names, |mut row, name| {
        row.push_bind((*name).to_owned()).push_bind(now.millis());
    });
    query.push(" ON CONFLICT (key) DO NOTHING");
    query
}

/// Remembers by which name something came; gives whether it is new.
pub(super) async fn remember(tx: &mut Tx, key: &str, now: Timestamp) -> sqlx::Result<bool> {
    const SQL: &str = "INSERT INTO inbox_key (key, seen_at) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING";
    let rows = on!(tx, |c| sqlx::query(SQL)
        .bind(key)
        .bind(now.millis())
        .execute(c)
        .await
        .map(|done| done.rows_affected()))?;
    Ok(rows > 0)
}

/// What a sealed event is bound to.
pub(super) fn row_name(number: i64) -> String {
    format!("inbox {number}")
}
