//! What the two directions share: the session, who we are, and what is known of rooms, people and messages.

use crate::config::{Colleagues, MatrixConfig, SetupError, network_of};
use crate::decode::{Hearing, Rooms};
use crate::deeds::chores::Chores;
use crate::deeds::failure::Failure;
use crate::memory::Memory;
use crate::render::Names;
use crate::session::{self, Closed, Session, Status};
use crate::sync::Unsettled;
use chrono_tz::Tz;
use matrix_sdk::ruma::{OwnedRoomAliasId, OwnedUserId, RoomId};
use matrix_sdk::{Client, Room, RoomState};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};
use std::time::Duration;
use stoa_chat::{Clock, Intake, Network};
use tokio_util::sync::CancellationToken;

/// What the aliases of rooms begin with that we made ourselves.
pub const OWN_ROOMS: &str = "stoa-";
/// How long an action waits for the first answer of the server.
const SOON: Duration = Duration::from_secs(1);
/// How often it is looked whether our device is trusted.
const ASSURANCES: usize = 3;

/// One account, as it is known to this process.
pub struct Inside {
    pub config: MatrixConfig,
    pub network: Network,
    pub own: OwnedUserId,
    pub clock: Arc<dyn Clock>,
    pub colleagues: Colleagues,
    /// The prefix of commands and a space.
    typed_prefix: String,
    /// What makes words a command.
    hearing: RwLock<Arc<Hearing>>,
    /// Rooms by their names.
    rooms: RwLock<Arc<Rooms>>,
    memory: Mutex<Memory>,
    pub chores: Chores,
    /// Where what happens is handed to, while we listen.
    intake: Mutex<Option<Arc<dyn Intake>>>,
    opening: tokio::sync::Mutex<()>,
    session: OnceLock<Session>,
    /// Cancelled once we know which rooms we are in.
    settled: CancellationToken,
    /// Cancelled when our credential is accepted no more.
    revoked: CancellationToken,
    standing: Mutex<Status>,
    /// How often we looked whether we are trusted, in this process.
    assurances: AtomicUsize,
    /// What listening goes on with.
    pub unsettled: tokio::sync::Mutex<Unsettled>,
}

impl Inside {
    pub fn new(config: MatrixConfig, clock: Arc<dyn Clock>) -> Result<Self, SetupError> {
        let own = config.check()?;
        let (network, colleagues) = (network_of(&own), config.colleagues()?);
        let hearing = Hearing {
            own: own.to_string(),
            names: vec![own.localpart().to_lowercase()],
            prefix: config.prefix.clone(),
            bare: config.bare,
            verbs: config.verbs.iter().map(|verb| verb.to_lowercase()).collect(),
        };
        Ok(Self {
            rooms: RwLock::new(Arc::new(Rooms::of(network.clone()))),
            hearing: RwLock::new(Arc::new(hearing)),
            typed_prefix: format!("{} ", config.prefix),
            config,
            network,
            own,
            clock,
            colleagues,
            memory: Mutex::default(),
            chores: Chores::default(),
            intake: Mutex::default(),
            opening: tokio::sync::Mutex::default(),
            session: OnceLock::new(),
            settled: CancellationToken::new(),
            revoked: CancellationToken::new(),
            standing: Mutex::default(),
            assurances: AtomicUsize::new(0),
            unsettled: tokio::sync::Mutex::default(),
        })
    }

    /// The open session's client; opens it the first time.
    pub async fn client(&self) -> Result<Client, Closed> {
        let _one_at_a_time = self.opening.lock().await;
        if let Some(session) = self.session.get() {
            return Ok(session.client.clone());
        }
        let opened = session::open(&self.config, &self.own).await?;
        // What was restored knows its rooms; a new session has to be told.
        if !opened.client.joined_rooms().is_empty() {
            self.settled.cancel();
        }
        let client = opened.client.clone();
        let _ = self.session.set(opened);
        Ok(client)
    }

    /// The client for an action: only once we know which rooms we are in.
    pub async fn acting(&self) -> Result<Client, Failure> {
        if self.revoked.is_cancelled() {
            return Err(Failure::Revoked);
        }
        let client = self.client().await.map_err(|closed| match closed {
            Closed::ForNow(_) => Failure::Wait(SOON),
            Closed::ForGood(error) => Failure::refused(error.to_string()),
        })?;
        if self.settled.is_cancelled() { Ok(client) } else { Err(Failure::Wait(SOON)) }
    }

    /// The room with this id, if we are in it.
    pub async fn room(&self, id: &str) -> Result<Room, Failure> {
        let client = self.acting().await?;
        let id = RoomId::parse(id).map_err(|_| Failure::Gone)?;
        match client.get_room(&id) {
            Some(room) if room.state() == RoomState::Joined => Ok(room),
            Some(room) if room.is_tombstoned() => Err(Failure::Gone),
            Some(_) => Err(Failure::Refused(
                "M_FORBIDDEN".to_owned(),
                "we are not in that room any more: invite the bot again".to_owned(),
            )),
            None => Err(Failure::Gone),
        }
    }

    /// From now on we know which rooms we are in.
    pub fn settle(&self) {
        self.settled.cancel();
    }

    /// Our credential is accepted no more: nothing is done from now on.
    pub fn revoke(&self) {
        self.revoked.cancel();
    }

    /// From now on what happens is handed to `intake`.
    pub fn hand_to(&self, intake: &Arc<dyn Intake>) {
        *self.intake.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(intake));
    }

    pub fn intake(&self) -> Option<Arc<dyn Intake>> {
        self.intake.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What stands in front of a command that is typed in a room.
    pub fn prefix(&self) -> &str {
        &self.typed_prefix
    }

    pub fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn hearing(&self) -> Arc<Hearing> {
        Arc::clone(&self.hearing.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn rooms(&self) -> Arc<Rooms> {
        Arc::clone(&self.rooms.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// From now on we answer to this displayed name too.
    pub fn be_called(&self, name: &str) {
        let name = name.trim().to_lowercase();
        // A name of several words is never the first word of anything.
        if name.is_empty() || name.contains(char::is_whitespace) {
            return;
        }
        let mut hearing = self.hearing.write().unwrap_or_else(PoisonError::into_inner);
        if !hearing.names.contains(&name) {
            Arc::make_mut(&mut hearing).names.push(name);
        }
    }

    /// Notes the names of a room.
    pub fn know_room(&self, room: &Room) {
        let own = |alias: &OwnedRoomAliasId| alias.alias().starts_with(OWN_ROOMS);
        let alias = room.canonical_alias();
        if alias.as_ref().is_some_and(own) {
            return;
        }
        let id = room.room_id().as_str();
        let shown = room.name();
        let short = alias.as_ref().map(|alias| alias.alias().to_owned()).or_else(|| shown.clone());
        if let Some(short) = short {
            self.memory().call_room(id, &short);
        }
        let mut rooms = self.rooms.write().unwrap_or_else(PoisonError::into_inner);
        let rooms = Arc::make_mut(&mut rooms);
        if let Some(alias) = alias {
            rooms.know(alias.as_str(), id);
        }
        // People type what their client shows them: a name, if it is one word.
        if let Some(name) = shown.filter(|name| !name.contains(char::is_whitespace)) {
            rooms.call(&name, id);
        }
    }

    /// Whether it is not known yet that our device is trusted, and may still come out: right after the login it does not.
    pub fn may_be_assured(&self) -> bool {
        let tries = self.assurances.fetch_add(1, Ordering::Relaxed);
        tries < ASSURANCES && !self.standing.lock().unwrap_or_else(PoisonError::into_inner).verified
    }

    /// Notes how we stand with the homeserver, for `stoa check`.
    pub fn stand(&self, change: impl FnOnce(&mut Status)) {
        let mut standing = self.standing.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut standing);
        standing.write(&self.config.folder);
    }

    /// Says to the admin, once for each room, that we may not speak there.
    pub fn silenced(&self, room: &str, why: &str) {
        let mut first = false;
        self.stand(|standing| first = standing.silent.insert(room.to_owned(), why.to_owned()).is_none());
        if first {
            tracing::warn!(
                room,
                why,
                "we may not speak in this room: give the bot the right to, or let it leave"
            );
        }
    }

    /// We could speak in this room.
    pub fn heard(&self, room: &str) {
        let mut standing = self.standing.lock().unwrap_or_else(PoisonError::into_inner);
        if standing.silent.remove(room).is_some() {
            standing.write(&self.config.folder);
        }
    }
}

impl std::fmt::Debug for Inside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inside").field("network", &self.network).finish_non_exhaustive()
    }
}

impl Names for Inside {
    fn person(&self, id: &str) -> Option<String> {
        self.memory().person(id)
    }

    fn room(&self, id: &str) -> Option<String> {
        self.memory().room_name(id)
    }

    fn zone(&self) -> Tz {
        self.config.zone
    }
}
