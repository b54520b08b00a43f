//! The handle of a test: it starts a Slack, moves its clock, lets things go wrong and looks into it.

use crate::app::{App, plain_manifest};
use crate::deliver::http::{self, Answer, Request};
use crate::deliver::{Pace, Route, Socket};
use crate::person::Person;
use crate::server;
use crate::state::{Group, NewChannel, NewPerson, SECOND, Team, World};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use stoa_chat::Timestamp;
use tokio::runtime::Handle;
use tokio::sync::watch;

/// A make-believe Slack. Clones are handles to the same one; it ends with the runtime that it was started on.
#[derive(Clone, Debug)]
pub struct Slack(pub(crate) Arc<Shared>);

/// What the handles and the server share.
#[derive(Debug)]
pub struct Shared {
    world: Mutex<World>,
    changed: watch::Sender<u64>,
    runtime: Handle,
    address: SocketAddr,
}

/// How a Slack is to be.
#[derive(Clone, Debug)]
pub struct Builder {
    seed: u64,
    now: Timestamp,
    manifest: Value,
    enterprise: Option<(String, String)>,
    org_install: bool,
    team: String,
}

impl Builder {
    /// The same Slack with other dice.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The same Slack with its clock at `now`.
    #[must_use]
    pub fn at(mut self, now: Timestamp) -> Self {
        self.now = now;
        self
    }

    /// The same Slack with the app that this manifest describes. Scopes, events, commands and shortcuts that are
    /// not in it the app does not have.
    #[must_use]
    pub fn manifest(mut self, manifest: Value) -> Self {
        self.manifest = manifest;
        self
    }

    /// The same Slack as part of an enterprise.
    #[must_use]
    pub fn enterprise(mut self, id: &str, name: &str) -> Self {
        self.enterprise = Some((id.to_owned(), name.to_owned()));
        self
    }

    /// The same Slack with the app installed for the whole enterprise.
    #[must_use]
    pub fn org_install(mut self) -> Self {
        self.org_install = true;
        self
    }

    /// The same Slack under another workspace id.
    #[must_use]
    pub fn team(mut self, id: &str) -> Self {
        id.clone_into(&mut self.team);
        self
    }

    /// Opens it to the app, on a port of this machine that was free.
    ///
    /// # Panics
    /// If no port can be had.
    pub async fn start(self) -> Slack {
        let listener = server::listen().await;
        let address = listener.local_addr().expect("a listener has an address");
        let team = Team {
            id: self.team,
            name: "Fake Town".to_owned(),
            domain: "fake-town".to_owned(),
            enterprise: self.enterprise,
            org_install: self.org_install,
        };
        let now = self.now.millis().saturating_mul(1_000);
        let world = World::new(self.seed, now, format!("http://{address}"), team, App::of(&self.manifest));
        let shared = Arc::new(Shared {
            world: Mutex::new(world),
            changed: watch::Sender::new(0),
            runtime: Handle::current(),
            address,
        });
        tokio::spawn(server::serve(Arc::clone(&shared), listener));
        Slack(shared)
    }
}

impl Shared {
    /// The world, to be looked at.
    pub fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does something to the world, then tells the app of it and wakes whoever waits for a change.
    pub fn act<T>(self: &Arc<Self>, deed: impl FnOnce(&mut World) -> T) -> T {
        let (done, requests) = {
            let mut world = self.world();
            let done = deed(&mut world);
            world.pump();
            (done, std::mem::take(&mut world.deliveries.requests))
        };
        for request in requests {
            self.runtime.spawn(http::send(Arc::clone(self), request));
        }
        self.changed.send_modify(|changes| *changes += 1);
        done
    }

    /// Waits until `look` finds something.
    pub async fn until<T>(&self, mut look: impl FnMut(&World) -> Option<T>) -> T {
        let mut changes = self.changed.subscribe();
        loop {
            changes.mark_unchanged();
            if let Some(found) = look(&self.world()) {
                return found;
            }
            if changes.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }
}

impl Slack {
    /// A quiet Slack: seed 1, the clock at 2026-03-02 08:00 UTC, an app with all that Stoa asks for.
    pub fn builder() -> Builder {
        Builder {
            seed: 1,
            now: Timestamp::from_millis(1_772_438_400_000),
            manifest: plain_manifest(),
            enterprise: None,
            org_install: false,
            team: "T0STOATEAM1".to_owned(),
        }
    }

    /// Where the Web API is: `http://127.0.0.1:PORT/api`.
    pub fn api_url(&self) -> String {
        format!("http://{}/api", self.0.address)
    }

    /// The bot token.
    pub fn bot_token(&self) -> String {
        self.0.world().app.bot_token.clone()
    }

    /// The app-level token.
    pub fn app_token(&self) -> String {
        self.0.world().app.socket_token.clone()
    }

    /// The secret with which requests to the app are signed.
    pub fn signing_secret(&self) -> String {
        self.0.world().app.signing_secret.clone()
    }

    /// The workspace's id.
    pub fn team_id(&self) -> String {
        self.0.world().team.id.clone()
    }

    /// The bot's account.
    pub fn bot_user(&self) -> String {
        self.0.world().app.user_id.clone()
    }

    /// Adds somebody who was in the workspace before the app was, so that it is not told.
    pub fn hire(&self, new: NewPerson) -> Person {
        let id = self.0.act(|world| world.hire(new));
        self.person(&id)
    }

    /// Lets somebody join the workspace, of which the app is told.
    pub fn welcome(&self, new: NewPerson) -> Person {
        let id = self.0.act(|world| {
            let id = world.hire(new);
            world.tell_user("team_join", &id);
            id
        });
        self.person(&id)
    }

    /// Somebody in the workspace.
    pub fn person(&self, id: &str) -> Person {
        Person::new(self.clone(), id)
    }

    /// Whether somebody has this account.
    pub fn has_account(&self, id: &str) -> bool {
        self.0.world().user(id).is_some()
    }

    /// Makes a channel, and gives its id.
    pub fn open_channel(&self, new: NewChannel) -> String {
        self.0.act(|world| world.add_channel(new))
    }

    /// A person's conversation with the bot.
    pub fn direct_with_bot(&self, user: &str) -> String {
        self.0.act(|world| world.direct_with_bot(user))
    }

    /// Archives a channel.
    pub fn archive(&self, channel: &str) {
        self.0.act(|world| {
            let Some(place) = world.channels.get_mut(channel) else { return };
            place.archived = true;
            let event = json!({
                "type": "channel_archive",
                "channel": channel,
                "user": "USLACKBOT",
                "event_ts": world.moment(),
            });
            world.event("channel_archive", &event, false);
        });
    }

    /// Makes a group of people with a handle, and gives its id.
    pub fn group(&self, handle: &str, users: &[&str]) -> String {
        self.0.act(|world| {
            let id = world.new_id("S");
            let users = users.iter().map(|id| (*id).to_owned()).collect();
            let (name, handle) = (handle.to_owned(), handle.to_owned());
            world.groups.insert(id.clone(), Group { id: id.clone(), name, handle, users, deleted: false });
            id
        })
    }

    /// A fresh trigger, as if this person had just pressed something.
    pub fn trigger(&self, user: &str) -> String {
        self.0.act(|world| world.new_trigger(user))
    }

    /// What time it is there.
    pub fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.0.world().now / 1_000)
    }

    /// Moves the clock, and lets everything happen that is due on the way.
    pub fn advance(&self, span: Duration) {
        let micros = i64::try_from(span.as_micros()).unwrap_or(i64::MAX);
        let end = self.0.world().now.saturating_add(micros);
        self.move_to(end);
    }

    /// Moves the clock to `now`, if that lies ahead.
    pub fn set_time(&self, now: Timestamp) {
        self.move_to(now.millis().saturating_mul(1_000));
    }

    fn move_to(&self, end: i64) {
        loop {
            let next = self.0.world().next_moment().filter(|at| *at < end);
            self.0.act(|world| {
                world.now = world.now.max(next.unwrap_or(end));
                world.tick();
            });
            if next.is_none() {
                return;
            }
        }
    }

    /// Waits until `look` finds something. It is asked again after every change.
    pub async fn until<T>(&self, mut look: impl FnMut(&Self) -> Option<T>) -> T {
        let mut changes = self.0.changed.subscribe();
        loop {
            changes.mark_unchanged();
            if let Some(found) = look(self) {
                return found;
            }
            if changes.changed().await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    }

    /// Waits until all that happened was told to the app and heard, but for what is told again later.
    pub async fn settled(&self) {
        self.0.until(|world| world.deliveries.is_idle(world.now).then_some(())).await;
    }

    /// Waits until the app has so many sockets open.
    pub async fn sockets(&self, count: usize) {
        self.0.until(|world| (world.deliveries.sockets.len() == count).then_some(())).await;
    }

    /// Waits until the app has so many sockets open, none of them is about to end, and every ping was answered: what
    /// is told now is heard.
    pub async fn sockets_alive(&self, count: usize) {
        let alive = |socket: &Socket| !socket.closing && !socket.waits();
        let all = |world: &World| {
            let sockets = &world.deliveries.sockets;
            (sockets.len() == count && sockets.iter().all(alive)).then_some(())
        };
        self.0.until(all).await;
    }

    /// Which way the app is told: over sockets, or by HTTP.
    pub fn route(&self, route: Route) {
        self.0.act(|world| world.deliveries.route = route);
    }

    /// How fast the app is told.
    pub fn pace(&self, pace: Pace) {
        self.0.act(|world| world.deliveries.pace = pace);
    }

    /// A request that is signed as Slack signs it, to be mutated and sent by a test.
    pub fn signed(&self, url: &str, content_type: &str, body: &[u8]) -> Request {
        self.0.world().signed(url, content_type, body.to_vec())
    }

    /// Sends a request to the app.
    ///
    /// # Errors
    /// When the app cannot be reached or does not speak HTTP.
    pub async fn exchange(
        &self,
        request: &Request,
    ) -> Result<Answer, Box<dyn std::error::Error + Send + Sync>> {
        http::exchange(request).await
    }

    /// Asks the app, as Slack does when its address is entered, to prove that it listens there.
    ///
    /// # Errors
    /// When the app cannot be reached or does not answer with the challenge.
    pub async fn verify_url(&self, url: &str) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let (challenge, request) = {
            let mut world = self.0.world();
            let challenge = world.secret();
            let token = world.app.verification.clone();
            let body = json!({"token": token, "challenge": challenge, "type": "url_verification"});
            let body = body.to_string().into();
            (challenge, world.signed(url, "application/json", body))
        };
        let answer = http::exchange(&request).await?;
        let json = serde_json::from_slice::<Value>(&answer.body).unwrap_or_default();
        let text = String::from_utf8_lossy(&answer.body);
        if answer.status == 200 && (json["challenge"] == *challenge || text.trim() == challenge) {
            return Ok(());
        }
        Err(format!("status {} without the challenge", answer.status).into())
    }

    /// The moment of a message, from the time that names it.
    pub fn moment_of(ts: &str) -> Option<Timestamp> {
        crate::state::from_ts(ts).map(|micros| Timestamp::from_millis(micros / (SECOND / 1_000)))
    }
}
