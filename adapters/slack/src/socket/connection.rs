//! One WebSocket: opened, greeted, read frame by frame; every envelope is acknowledged after it was committed.

use super::Line;
use crate::clock::within;
use crate::decode::json;
use crate::hear::{Door, Heard};
use crate::web::{self, Failure};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json as object};
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;
use stoa_chat::ListenError;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::{self, Message, protocol::WebSocketConfig};
use tokio_tungstenite::{Connector, MaybeTlsStream, WebSocketStream, connect_async_tls_with_config};
use tokio_util::sync::CancellationToken;
use url::Url;

/// How long opening a connection may take, and how long Slack may take to greet us on it.
const OPENING: Duration = Duration::from_secs(10);
/// How long a connection may be silent before we ask whether anybody is there; Slack pings more often.
const SILENCE: Duration = Duration::from_secs(30);
/// How long the answer to that may take.
const ANSWER: Duration = Duration::from_secs(10);
/// The most bytes of one message of Slack's.
const MOST: usize = 4 << 20;

/// An open connection on which Slack has greeted us.
pub struct Connection {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
    /// What came before the greeting.
    early: VecDeque<String>,
    /// Whether Slack sent anything that was for us.
    fruitful: bool,
}

/// How a connection ended.
#[derive(Debug, PartialEq, Eq)]
pub enum End {
    /// We closed it.
    Retired,
    /// It broke, or Slack closed it.
    Lost,
    /// It ended before anything came over it: the next one may fare no better.
    Fruitless,
    /// Socket Mode was switched off.
    Off,
}

/// Why there is no connection.
pub enum NotOpen {
    /// Not now; wait at least this long.
    Now(Duration),
    /// And there never will be.
    Ever(ListenError),
}

/// What came over a connection.
enum Came {
    Text(String),
    /// A ping, a pong, or something that is no text.
    Sign,
    Nothing,
}

/// What Slack means by a message.
enum Meaning {
    Envelope,
    Leave,
    Off,
    Other,
}

impl Connection {
    /// Asks Slack for an address, connects there and waits for the greeting.
    pub async fn open(line: &Line) -> Result<Self, NotOpen> {
        let answer = line.app.call(&web::CONNECTIONS_OPEN, "", &object!({})).await.map_err(not_open)?;
        let url = json::text(&answer, &["url"])
            .and_then(|url| Url::parse(url).ok())
            .ok_or(NotOpen::Now(OPENING))?;
        if url.scheme() != "wss" && !line.in_clear {
            let words = "Slack named an address without encryption: something stands between it and us";
            return Err(NotOpen::Ever(ListenError::Broken(words.to_owned())));
        }
        let clock = line.ear.inside.clock.as_ref();
        let opened = within(clock, OPENING, Box::pin(Self::greeted(&url, line))).await;
        opened.flatten().ok_or(NotOpen::Now(Duration::ZERO))
    }

    async fn greeted(url: &Url, line: &Line) -> Option<Self> {
        let limits = WebSocketConfig::default().max_message_size(Some(MOST)).max_frame_size(Some(MOST));
        let connector = Connector::Rustls(Arc::clone(&line.tls));
        let connecting = connect_async_tls_with_config(url.as_str(), Some(limits), true, Some(connector));
        let (stream, _) = connecting.await.ok()?;
        let mut connection = Self { stream, early: VecDeque::new(), fruitful: false };
        loop {
            let Came::Text(text) = connection.read().await? else { continue };
            let frame: Value = serde_json::from_str(&text).unwrap_or_default();
            match json::text(&frame, &["type"]) {
                Some("hello") => return Some(connection),
                Some("disconnect") if json::text(&frame, &["reason"]) != Some("link_disabled") => {
                    return None;
                }
                _ => connection.early.push_back(text),
            }
        }
    }

    /// Takes in what comes until the connection ends, or `retire` is cancelled. `leaving` is called when Slack wants
    /// to close it soon.
    pub async fn work(&mut self, line: &Line, retire: &CancellationToken, leaving: impl Fn()) -> End {
        let clock = line.ear.inside.clock.as_ref();
        let (mut asked, mut until) = (false, None);
        loop {
            let patience = if asked { ANSWER } else { SILENCE };
            let came = tokio::select! {
                biased;
                () = retire.cancelled() => return self.close().await,
                came = self.next() => came,
                () = clock.wait(patience) => Some(Came::Nothing),
            };
            if until.is_some_and(|until| clock.now() >= until) && !matches!(came, Some(Came::Text(_))) {
                return self.close().await;
            }
            let ended = match came {
                None => Some(self.lost()),
                Some(Came::Nothing) if asked => Some(self.lost()),
                Some(Came::Nothing) => {
                    asked = true;
                    let pinged = self.stream.send(Message::Ping(tungstenite::Bytes::new())).await;
                    pinged.err().map(|_| self.lost())
                }
                Some(Came::Sign) => {
                    asked = false;
                    None
                }
                Some(Came::Text(text)) => {
                    asked = false;
                    self.read_envelope(line, &text, || {
                        // Slack closes it when nothing more is on its way over it; if not, we do.
                        until.get_or_insert(clock.now() + SILENCE);
                        leaving();
                    })
                    .await
                }
            };
            if let Some(end) = ended {
                return end;
            }
        }
    }

    /// Takes one message in; tells how the connection ended, if it did.
    async fn read_envelope(&mut self, line: &Line, text: &str, leaving: impl FnOnce()) -> Option<End> {
        match self.understand(line, text).await {
            Ok(Meaning::Envelope | Meaning::Other) => None,
            Ok(Meaning::Leave) => {
                leaving();
                None
            }
            Ok(Meaning::Off) => Some(End::Off),
            Err(_) => Some(self.lost()),
        }
    }

    async fn next(&mut self) -> Option<Came> {
        match self.early.pop_front() {
            Some(text) => Some(Came::Text(text)),
            None => self.read().await,
        }
    }

    /// The next frame; `None` if there are no more.
    async fn read(&mut self) -> Option<Came> {
        match self.stream.next().await?.ok()? {
            Message::Text(text) => Some(Came::Text(text.to_string())),
            Message::Close(_) => None,
            _ => Some(Came::Sign),
        }
    }

    async fn understand(&mut self, line: &Line, text: &str) -> Result<Meaning, tungstenite::Error> {
        let Ok(frame) = serde_json::from_str::<Value>(text) else {
            // Not an envelope, so there is nothing to acknowledge; kept all the same.
            let _ = line.ear.take_unreadable(text.as_bytes()).await;
            return Ok(Meaning::Other);
        };
        let door = match json::text(&frame, &["type"]) {
            Some("disconnect") => {
                let off = json::text(&frame, &["reason"]) == Some("link_disabled");
                return Ok(if off { Meaning::Off } else { Meaning::Leave });
            }
            Some("slash_commands") => Door::Command,
            Some("interactive") => Door::Interaction,
            _ => Door::Event,
        };
        let Some(envelope) = json::text(&frame, &["envelope_id"]) else { return Ok(Meaning::Other) };
        self.fruitful = true;
        let payload = json::at(&frame, &["payload"]).unwrap_or(&frame);
        // What could not be stored is not acknowledged: Slack sends it again, or tells the person who waits.
        if let Ok(heard) = line.ear.take(door, payload, Some(envelope)).await {
            self.acknowledge(line, envelope, heard).await?;
        }
        Ok(Meaning::Envelope)
    }

    async fn acknowledge(
        &mut self,
        line: &Line,
        envelope: &str,
        heard: Heard,
    ) -> Result<(), tungstenite::Error> {
        let mut ack = object!({ "envelope_id": envelope });
        if let Some(answer) = heard.answer {
            ack["payload"] = answer;
        }
        let sent = self.stream.send(Message::text(ack.to_string())).await;
        for opening in heard.openings {
            let ear = Arc::clone(&line.ear);
            tokio::spawn(async move { ear.open(opening).await });
        }
        sent
    }

    async fn close(&mut self) -> End {
        // Whether the other side still hears it makes no difference.
        let _ = self.stream.close(None).await;
        End::Retired
    }

    fn lost(&self) -> End {
        if self.fruitful { End::Lost } else { End::Fruitless }
    }
}

fn not_open(failure: Failure) -> NotOpen {
    match failure {
        Failure::Wait(wait) => NotOpen::Now(wait),
        Failure::Unknown => NotOpen::Now(Duration::ZERO),
        failure if failure.is_revoked() => {
            let words =
                "the app-level token is not accepted: make a new one with the scope connections:write";
            NotOpen::Ever(ListenError::Revoked(words.to_owned()))
        }
        Failure::Refused(code, more) => NotOpen::Ever(ListenError::Broken(web::advice(&code, &more))),
    }
}
