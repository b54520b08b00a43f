//! A strict reader: matrix-js-sdk, cross-signed, which reads nothing that an unsigned device wrote.

use crate::wire::Wire;
use crate::{Account, Homeserver, program};
use anyhow::Context as _;
use serde_json::Value;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::process::Command;
use tokio::sync::watch;

/// How long it may take to start, and to read.
const PATIENCE: Duration = Duration::from_mins(1);

/// How it took one message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The room's id.
    pub room: String,
    /// The event's id.
    pub event_id: String,
    /// Who wrote it.
    pub author: String,
    /// Its words; empty if it was refused.
    pub words: String,
    /// Whether it came encrypted.
    pub encrypted: bool,
    /// The colour of the shield beside it: 0 for none, that is, nothing to warn of; 1 for grey, 2 for red.
    pub shield: Option<u64>,
    /// Whether its owner signed the device that wrote it.
    pub signed: bool,
    /// Why it was not read.
    pub refused: Option<String>,
}

/// The reader. It joins what it is invited to.
#[derive(Debug)]
pub struct Viewer {
    readings: Arc<Mutex<Vec<Reading>>>,
    news: watch::Receiver<bool>,
    #[expect(dead_code, reason = "it is only held: dropped, it ends")]
    wire: Wire,
}

impl Viewer {
    /// Logs `account` in, signs its device, and waits until it has looked around.
    ///
    /// # Errors
    /// When its program does not start.
    pub async fn start(server: &Homeserver, account: &Account) -> anyhow::Result<Self> {
        let readings: Arc<Mutex<Vec<Reading>>> = Arc::default();
        let (tell, news) = watch::channel(false);
        let noted = Arc::clone(&readings);
        let mut command = Command::new("node");
        command.arg(program("viewer.mjs")).args([&server.url(), &account.user_id, &account.password]);
        command.arg(server.installed().js_sdk());
        let wire = Wire::start(&mut command, move |told| {
            if let Some(reading) = reading(&told) {
                noted.lock().unwrap_or_else(PoisonError::into_inner).push(reading);
            }
            tell.send_modify(|ready| *ready |= told["ready"].is_string());
        })?;
        let mut is_ready = news.clone();
        let ready = is_ready.wait_for(|ready| *ready);
        tokio::time::timeout(PATIENCE, ready)
            .await
            .context("the reader is not ready")?
            .context("it ended")?;
        Ok(Self { readings, news, wire })
    }

    /// All that it has read or refused, in that order.
    pub fn readings(&self) -> Vec<Reading> {
        self.readings.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until it has read what `wanted` finds.
    ///
    /// # Errors
    /// When it does not come; then with all that it has read.
    pub async fn until<T>(&self, what: &str, wanted: impl Fn(&[Reading]) -> Option<T>) -> anyhow::Result<T> {
        let mut news = self.news.clone();
        let waiting = async {
            loop {
                if let Some(found) = wanted(&self.readings()) {
                    return Some(found);
                }
                if news.changed().await.is_err() {
                    return None;
                }
            }
        };
        let found = tokio::time::timeout(PATIENCE, waiting).await.ok().flatten();
        found.with_context(|| format!("the reader does not see {what}, but: {:#?}", self.readings()))
    }
}

fn reading(told: &Value) -> Option<Reading> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let event_id = told["read"].as_str().or(told["refused"].as_str())?;
    Some(Reading {
        room: text(&told["room"]),
        event_id: event_id.to_owned(),
        author: text(&told["by"]),
        words: text(&told["words"]),
        encrypted: told["encrypted"] == true,
        shield: told["shield"].as_u64(),
        signed: told["signed"] == true,
        refused: told["why"].as_str().map(str::to_owned),
    })
}
