//! The people of one test, all in one process.

use crate::homeserver::SECRET;
use crate::person::Person;
use crate::seen::Seen;
use crate::wire::Wire;
use crate::{Homeserver, program};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::process::Command;
use tokio::sync::watch;

/// An account on the homeserver.
#[derive(Clone, Debug)]
pub struct Account {
    /// The whole id.
    pub user_id: String,
    /// The id's first half.
    pub name: String,
    /// What it logs in with.
    pub password: String,
}

/// How somebody watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// They see things when they [`look`](Person::look).
    Looking,
    /// They see everything as it happens.
    Living,
}

/// A room that is to be opened.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the request that opens a room")]
pub struct NewRoom<'a> {
    /// What it is called.
    pub name: &'a str,
    /// Whether what is said in it is encrypted.
    pub encrypted: bool,
    /// Whether it is somebody's direct conversation.
    pub direct: bool,
    /// Whether it is a space.
    pub space: bool,
    /// Whether anybody can come in.
    pub public: bool,
    /// The first half of the name that it is found by; empty for none.
    pub alias: &'a str,
    /// Who is invited.
    pub with: &'a [&'a str],
}

impl NewRoom<'_> {
    pub(crate) fn to_json(self) -> Value {
        let preset = match (self.direct, self.public) {
            (true, _) => "trusted_private_chat",
            (_, true) => "public_chat",
            _ => "private_chat",
        };
        let mut told = json!({
            "name": self.name,
            "preset": preset,
            "is_direct": self.direct,
            "invite": self.with,
            "initial_state": [],
        });
        if self.direct {
            drop(told.as_object_mut().and_then(|told| told.remove("name")));
        }
        if !self.alias.is_empty() {
            told["room_alias_name"] = self.alias.into();
        }
        if self.encrypted {
            let content = json!({ "algorithm": "m.megolm.v1.aes-sha2" });
            told["initial_state"] =
                json!([{ "type": "m.room.encryption", "state_key": "", "content": content }]);
        }
        if self.space {
            told["creation_content"] = json!({ "type": "m.space" });
        }
        told
    }
}

/// What each person has seen; the number counts what came.
pub(crate) type Memories = Arc<Mutex<BTreeMap<String, Seen>>>;

/// Everybody of one test.
#[derive(Debug)]
pub struct People {
    wire: Arc<Wire>,
    memories: Memories,
    news: watch::Receiver<u64>,
}

impl People {
    /// A town's worth of nobody, on `server`.
    ///
    /// # Errors
    /// When their program does not start.
    pub fn at(server: &Homeserver) -> anyhow::Result<Self> {
        let memories = Memories::default();
        let (tell, news) = watch::channel(0);
        let noted = Arc::clone(&memories);
        let mut command = Command::new(server.installed().python());
        command.arg(program("people.py")).args([&server.url(), SECRET]);
        let wire = Wire::start(&mut command, move |told| {
            if let Some(who) = told["who"].as_str() {
                let mut memories = noted.lock().unwrap_or_else(PoisonError::into_inner);
                memories.entry(who.to_owned()).or_default().take(&told);
            }
            tell.send_modify(|count| *count += 1);
        })?;
        Ok(Self { wire: Arc::new(wire), memories, news })
    }

    /// Makes an account whose name begins with `name`; no other account of this homeserver has it.
    ///
    /// # Errors
    /// When the homeserver refuses it.
    pub async fn register(&self, name: &str) -> anyhow::Result<Account> {
        static NUMBER: AtomicU64 = AtomicU64::new(1);
        let name = format!("{name}-{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        let password = format!("{name} knows");
        let order = json!({ "do": "register", "name": name, "password": password });
        let made = self.wire.ask(order).await?;
        let user_id = made["user_id"].as_str().unwrap_or_default().to_owned();
        Ok(Account { user_id, name, password })
    }

    /// Lets somebody new come, with an account and a client.
    ///
    /// # Errors
    /// When the homeserver refuses them.
    pub async fn arrive(&self, name: &str, life: Life) -> anyhow::Result<Person> {
        let account = self.register(name).await?;
        self.enter(&account, life).await
    }

    /// Logs an account in.
    ///
    /// # Errors
    /// When the homeserver refuses it.
    pub async fn enter(&self, account: &Account, life: Life) -> anyhow::Result<Person> {
        let Account { name, user_id, password } = account;
        let order = json!({
            "do": "login", "who": name, "user": user_id, "password": password, "live": life == Life::Living,
        });
        self.wire.ask(order).await?;
        Ok(Person::new(
            account.clone(),
            Arc::clone(&self.wire),
            Arc::clone(&self.memories),
            self.news.clone(),
        ))
    }
}

/// What somebody sees, as a conversation to read: for a test's output.
pub(crate) fn transcript(seen: &Seen, room: &str) -> String {
    let mut lines = String::new();
    for sight in seen.sights.iter().filter(|sight| sight.room == room) {
        let by = sight.author.split(':').next().unwrap_or_default();
        let under = if sight.thread.is_some() { "  ↳ " } else { "" };
        let marks: Vec<_> = sight.marks.iter().map(|mark| mark.key.as_str()).collect();
        let words = match (sight.redacted, sight.readable) {
            (true, _) => "(taken back)".to_owned(),
            (_, false) => "(no key)".to_owned(),
            _ => sight.words.replace('\n', "\n        "),
        };
        let edited = if sight.edits > 0 { " (edited)" } else { "" };
        // Nothing can go wrong when a string is written to.
        let _ = writeln!(lines, "{under}{by}: {words}{edited}");
        if !marks.is_empty() {
            let _ = writeln!(lines, "        [{}]", marks.join(" "));
        }
    }
    lines
}
