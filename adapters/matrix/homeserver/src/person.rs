//! Somebody on the homeserver: what they do, and what they see.

use crate::people::{Account, Memories, NewRoom, transcript};
use crate::seen::Sight;
use crate::wire::Wire;
use anyhow::Context as _;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// How long anybody waits for something to be seen: longer than a busy machine takes, since how long is not what is tried.
const PATIENCE: Duration = Duration::from_mins(3);

/// Somebody with a client of matrix-nio.
#[derive(Clone, Debug)]
pub struct Person {
    account: Account,
    wire: Arc<Wire>,
    memories: Memories,
    news: watch::Receiver<u64>,
}

impl Person {
    pub(crate) fn new(
        account: Account,
        wire: Arc<Wire>,
        memories: Memories,
        news: watch::Receiver<u64>,
    ) -> Self {
        Self { account, wire, memories, news }
    }

    /// The account's whole id.
    pub fn id(&self) -> &str {
        &self.account.user_id
    }

    async fn ask(&self, mut order: Value) -> anyhow::Result<Value> {
        order["who"] = self.account.name.as_str().into();
        self.wire.ask(order).await.with_context(|| self.account.name.clone())
    }

    async fn event(&self, order: Value) -> anyhow::Result<String> {
        let done = self.ask(order).await?;
        Ok(done["event_id"].as_str().context("an event has an id")?.to_owned())
    }

    /// Sees all that has happened until now. Only for who does not live.
    ///
    /// # Errors
    /// When the homeserver does not answer.
    pub async fn look(&self) -> anyhow::Result<()> {
        self.ask(json!({ "do": "look" })).await.map(drop)
    }

    /// Asks the homeserver anything; `path` is given in segments.
    ///
    /// # Errors
    /// What the homeserver refuses.
    pub async fn call(&self, method: &str, path: &[&str], body: Value) -> anyhow::Result<Value> {
        self.ask(json!({ "do": "call", "method": method, "path": path, "body": body })).await
    }

    async fn room_call(&self, room: &str, rest: &[&str], body: Value) -> anyhow::Result<Value> {
        let path = [&["_matrix", "client", "v3", "rooms", room], rest].concat();
        let method = if rest[0] == "redact" || rest[0] == "state" { "PUT" } else { "POST" };
        self.call(method, &path, body).await
    }

    /// Opens a room, and gives its id.
    ///
    /// # Errors
    /// What the homeserver refuses; so everywhere below.
    pub async fn opens(&self, room: NewRoom<'_>) -> anyhow::Result<String> {
        let made = self.call("POST", &["_matrix", "client", "v3", "createRoom"], room.to_json()).await?;
        Ok(made["room_id"].as_str().context("a room has an id")?.to_owned())
    }

    /// Invites somebody.
    ///
    /// # Errors
    /// See [`opens`](Self::opens).
    pub async fn invites(&self, room: &str, whom: &str) -> anyhow::Result<()> {
        self.room_call(room, &["invite"], json!({ "user_id": whom })).await.map(drop)
    }

    /// Joins a room.
    ///
    /// # Errors
    /// See [`opens`](Self::opens).
    pub async fn joins(&self, room: &str) -> anyhow::Result<()> {
        self.room_call(room, &["join"], json!({})).await.map(drop)
    }

    /// Leaves a room.
    ///
    /// # Errors
    /// See [`opens`](Self::opens).
    pub async fn leaves(&self, room: &str) -> anyhow::Result<()> {
        self.room_call(room, &["leave"], json!({})).await.map(drop)
    }

    /// Sets a piece of a room's state that has no key.
    ///
    /// # Errors
    /// See [`opens`](Self::opens).
    pub async fn sets(&self, room: &str, kind: &str, content: Value) -> anyhow::Result<()> {
        self.room_call(room, &["state", kind], content).await.map(drop)
    }

    /// Is called `name` from now on.
    ///
    /// # Errors
    /// See [`opens`](Self::opens).
    pub async fn is_called(&self, name: &str) -> anyhow::Result<()> {
        let path = ["_matrix", "client", "v3", "profile", self.id(), "displayname"];
        self.call("PUT", &path, json!({ "displayname": name })).await.map(drop)
    }

    /// Logs out, for good.
    ///
    /// # Errors
    /// See [`opens`](Self::opens).
    pub async fn logs_out(self) -> anyhow::Result<()> {
        self.ask(json!({ "do": "leave_for_good" })).await.map(drop)
    }

    /// Everybody who is in a room.
    ///
    /// # Errors
    /// See [`opens`](Self::opens).
    pub async fn members(&self, room: &str) -> anyhow::Result<Vec<String>> {
        let path = ["_matrix", "client", "v3", "rooms", room, "joined_members"];
        let told = self.call("GET", &path, Value::Null).await?;
        Ok(told["joined"].as_object().into_iter().flat_map(|joined| joined.keys().cloned()).collect())
    }

    /// Says something, and gives the event's id; so everywhere below.
    ///
    /// # Errors
    /// See [`opens`](Self::opens).
    pub async fn says(&self, room: &str, words: &str) -> anyhow::Result<String> {
        self.puts(room, json!({ "msgtype": "m.text", "body": words })).await
    }

    /// Says something in the thread that begins with `first`.
    ///
    /// # Errors
    /// See [`opens`](Self::opens).
    pub async fn replies(&self, room: &str, first: &str, words: &str) -> anyhow::Result<String> {
        let relation = json!({
            "rel_type": "m.thread", "event_id": first, "is_falling_back": true, "m.in_reply_to": { "event_id": first },
        });
        self.puts(room, json!({ "msgtype": "m.text", "body": words, "m.relates_to": relation })).await
    }

    /// Answers a message outside of threads, by quoting it.
    ///
    /// # Errors
    /// See [`opens`](Self::opens).
    pub async fn quotes(&self, room: &str, event: &str, words: &str) -> anyhow::Result<String> {
        let relation = json!({ "m.in_reply_to": { "event_id": event } });
        self.puts(room, json!({ "msgtype": "m.text", "body": words, "m.relates_to": relation })).await
    }

    /// Says something else instead.
    ///
    /// # Errors
    /// See [`opens`](Self::opens).
    pub async fn edits(&self, room: &str, event: &str, words: &str) -> anyhow::Result<String> {
        let new = json!({ "msgtype": "m.text", "body": words });
        let relation = json!({ "rel_type": "m.replace", "event_id": event });
        let body = format!("* {words}");
        self.puts(
            room,
            json!({ "msgtype": "m.text", "body": body, "m.new_content": new, "m.relates_to": relation }),
        )
        .await
    }

    /// Puts a message of any content into a room.
    ///
    /// # Errors
    /// See [`opens`](Self::opens).
    pub async fn puts(&self, room: &str, content: Value) -> anyhow::Result<String> {
        self.event(json!({ "do": "say", "room": room, "content": content })).await
    }

    /// Puts a reaction.
    ///
    /// # Errors
    /// See [`opens`](Self::opens).
    pub async fn reacts(&self, room: &str, event: &str, key: &str) -> anyhow::Result<String> {
        self.event(json!({ "do": "react", "room": room, "event_id": event, "key": key })).await
    }

    /// Takes a message back, or a reaction by its own event.
    ///
    /// # Errors
    /// See [`opens`](Self::opens).
    pub async fn takes_back(&self, room: &str, event: &str) -> anyhow::Result<String> {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let number = format!("{}-{}", self.account.name, NUMBER.fetch_add(1, Ordering::Relaxed));
        let done = self.room_call(room, &["redact", event, &number], json!({})).await?;
        Ok(done["event_id"].as_str().context("a redaction is an event")?.to_owned())
    }

    /// The bytes of the picture in a message, decrypted if it was encrypted, in base64.
    ///
    /// # Errors
    /// See [`opens`](Self::opens).
    pub async fn picture(&self, sight: &Sight) -> anyhow::Result<String> {
        let found = self.ask(json!({ "do": "picture", "content": sight.content })).await?;
        Ok(found["base64"].as_str().unwrap_or_default().to_owned())
    }

    /// Every message that they have seen, the oldest first, with all that was done to it.
    pub fn sees(&self) -> Vec<Sight> {
        let memories = self.memories.lock().unwrap_or_else(PoisonError::into_inner);
        memories.get(&self.account.name).map(|seen| seen.sights.clone()).unwrap_or_default()
    }

    /// Waits until they see what `wanted` finds. Only for who lives.
    ///
    /// # Errors
    /// When it does not come; then with all that they see.
    pub async fn until<T>(&self, what: &str, wanted: impl Fn(&[Sight]) -> Option<T>) -> anyhow::Result<T> {
        let mut news = self.news.clone();
        let waiting = async {
            loop {
                if let Some(found) = wanted(&self.sees()) {
                    return Some(found);
                }
                if news.changed().await.is_err() {
                    return None;
                }
            }
        };
        let found = tokio::time::timeout(PATIENCE, waiting).await.ok().flatten();
        found.with_context(|| {
            let sights = self.sees();
            let closed = sights.iter().filter(|sight| !sight.readable).count();
            format!(
                "{}\n{} does not see {what} in these {} messages, {closed} of which cannot be read",
                self.all(),
                self.account.name,
                sights.len()
            )
        })
    }

    /// Waits until somebody is in a room. Only for who lives.
    ///
    /// # Errors
    /// When they do not come.
    pub async fn until_joined(&self, room: &str, who: &str) -> anyhow::Result<()> {
        let mut news = self.news.clone();
        let waiting = async {
            while !self.members(room).await?.iter().any(|member| member == who) {
                // Whoever comes is seen to come.
                news.changed().await?;
            }
            anyhow::Ok(())
        };
        tokio::time::timeout(PATIENCE, waiting).await.with_context(|| format!("{who} does not join"))?
    }

    /// A room's conversation as they see it, to be read.
    pub fn transcript(&self, room: &str) -> String {
        let memories = self.memories.lock().unwrap_or_else(PoisonError::into_inner);
        memories.get(&self.account.name).map(|seen| transcript(seen, room)).unwrap_or_default()
    }

    fn all(&self) -> String {
        let sights = self.sees();
        let mut rooms: Vec<_> = sights.iter().map(|sight| sight.room.as_str()).collect();
        rooms.dedup();
        rooms.sort_unstable();
        rooms.dedup();
        let lines = rooms.into_iter().map(|room| format!("in {room}\n{}", self.transcript(room)));
        lines.collect::<Vec<_>>().join("\n")
    }
}
