//! Socket Mode: the sockets that the app opens, and the frames that go over them.

use super::Socket;
use crate::slack::Shared;
use crate::state::{SECOND, World};
use axum::extract::ws::{Message, WebSocket};
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// How many sockets an app may hold.
const MOST_SOCKETS: usize = 10;
/// How long Slack keeps a socket.
const LASTS: i64 = 18_060 * SECOND;
/// How long before its end it is announced.
const WARNING: i64 = 10 * SECOND;
/// What a ping begins with; its number follows.
const GREETING: &str = "Ping from applink-fake-1 ";
/// How often Slack pings.
const PING: i64 = 10 * SECOND;

/// What goes over a socket to the app, or happens to it.
#[derive(Debug)]
pub enum Frame {
    /// JSON.
    Text(Value),
    /// A ping, and which one.
    Ping(u64),
    /// Closed in an orderly way.
    Close,
    /// Cut without a word.
    Cut,
    /// Neither read nor written any more, but left open.
    Freeze,
}

impl Socket {
    /// When something happens to it by itself.
    pub fn next_moment(&self) -> i64 {
        if self.closing {
            return i64::MAX;
        }
        let end = if self.warned { self.opened + LASTS } else { self.opened + LASTS - WARNING };
        if self.waits() { end } else { end.min(self.pinged + PING) }
    }

    /// Whether a ping was not answered yet: until then there is no other.
    pub fn waits(&self) -> bool {
        self.answered < self.pings
    }
}

impl World {
    /// Pings sockets, and announces and brings the end of those that are old.
    pub fn tend_sockets(&mut self) {
        let now = self.now;
        for socket in self.deliveries.sockets.iter_mut().filter(|socket| !socket.closing) {
            if now >= socket.pinged + PING && !socket.waits() {
                socket.pinged = now;
                socket.pings += 1;
                let _ = socket.frames.send(Frame::Ping(socket.pings));
            }
            if now >= socket.opened + LASTS {
                socket.closing = true;
                let _ = socket.frames.send(Frame::Text(disconnect("refresh_requested")));
                let _ = socket.frames.send(Frame::Close);
            } else if !socket.warned && now >= socket.opened + LASTS - WARNING {
                socket.warned = true;
                let _ = socket.frames.send(Frame::Text(disconnect("warning")));
            }
        }
    }

    /// Lets every open socket be told that it ends, and ends it unless it is only a warning.
    pub fn disconnect_all(&mut self, reason: &str) {
        for socket in &self.deliveries.sockets {
            let _ = socket.frames.send(Frame::Text(disconnect(reason)));
            if reason != "warning" {
                let _ = socket.frames.send(Frame::Close);
            }
        }
    }

    fn hello(&self) -> Value {
        json!({
            "type": "hello",
            "num_connections": self.deliveries.sockets.len(),
            "debug_info": {"host": "applink-fake-1", "build_number": 1, "approximate_connection_time": LASTS / SECOND},
            "connection_info": {"app_id": self.app.id},
        })
    }

    /// The app has answered a ping of ours.
    fn ponged(&mut self, id: u64, ping: u64) {
        if let Some(socket) = self.deliveries.sockets.iter_mut().find(|socket| socket.id == id) {
            socket.answered = socket.answered.max(ping);
        }
    }

    /// Takes a new socket in and greets it; or none, when there are too many.
    fn socket_opened(&mut self) -> Option<(u64, UnboundedReceiver<Frame>)> {
        if self.deliveries.sockets.len() >= MOST_SOCKETS {
            self.violated("socket", "too_many", format!("more than {MOST_SOCKETS} sockets"));
            return None;
        }
        self.deliveries.sockets_made += 1;
        let id = self.deliveries.sockets_made;
        let (frames, receiver) = unbounded_channel();
        self.deliveries.sockets.push(Socket {
            id,
            frames: frames.clone(),
            opened: if self.deliveries.ageless { i64::MAX / 2 } else { self.now },
            warned: false,
            closing: false,
            pinged: self.now,
            pings: 0,
            answered: 0,
        });
        let _ = frames.send(Frame::Text(self.hello()));
        Some((id, receiver))
    }
}

/// The frame that announces an end.
fn disconnect(reason: &str) -> Value {
    json!({"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-fake-1"}})
}

/// Serves one socket until it is closed.
pub async fn serve(shared: Arc<Shared>, mut socket: WebSocket) {
    let Some((id, frames)) = shared.act(World::socket_opened) else {
        let refusal = disconnect("too_many_websockets").to_string();
        let _ = socket.send(Message::Text(refusal.into())).await;
        let _ = socket.send(Message::Close(None)).await;
        return;
    };
    let orderly = converse(&shared, &mut socket, id, frames).await;
    shared.act(|world| world.socket_closed(id));
    // Who closes at once cuts off what is still on its way.
    while orderly && matches!(socket.recv().await, Some(Ok(_))) {}
}

/// Speaks over a socket until its end, and says whether that was an orderly one of ours.
async fn converse(
    shared: &Arc<Shared>,
    socket: &mut WebSocket,
    id: u64,
    mut frames: UnboundedReceiver<Frame>,
) -> bool {
    loop {
        tokio::select! {
            frame = frames.recv() => {
                let sent = match frame {
                    Some(Frame::Text(json)) => socket.send(Message::Text(json.to_string().into())).await,
                    Some(Frame::Ping(number)) => {
                        socket.send(Message::Ping(format!("{GREETING}{number}").into())).await
                    }
                    Some(Frame::Freeze) => {
                        freeze(frames).await;
                        return false;
                    }
                    Some(Frame::Close) => {
                        let _ = socket.send(Message::Close(None)).await;
                        return true;
                    }
                    Some(Frame::Cut) | None => return false,
                };
                if sent.is_err() {
                    return false;
                }
            }
            message = socket.recv() => match message {
                Some(Ok(Message::Text(text))) => acknowledge(shared, text.as_str()),
                Some(Ok(Message::Binary(_))) => shared.act(|world| {
                    world.violated("socket", "frame", "a binary frame");
                }),
                Some(Ok(Message::Pong(words))) => {
                    if let Some(ping) = ping_of(&words) {
                        shared.act(|world| world.ponged(id, ping));
                    }
                }
                Some(Ok(Message::Ping(_))) => {}
                Some(Ok(Message::Close(_)) | Err(_)) | None => return false,
            },
        }
    }
}

/// Which of our pings is answered.
fn ping_of(words: &[u8]) -> Option<u64> {
    std::str::from_utf8(words).ok()?.strip_prefix(GREETING)?.parse().ok()
}

/// Holds the socket open without a sign of life, until it is cut.
async fn freeze(mut frames: UnboundedReceiver<Frame>) {
    while let Some(frame) = frames.recv().await {
        if matches!(frame, Frame::Cut | Frame::Close) {
            return;
        }
    }
}

/// Takes `{"envelope_id": …, "payload": …}`.
fn acknowledge(shared: &Arc<Shared>, text: &str) {
    let Ok(frame) = serde_json::from_str::<Value>(text) else {
        return shared.act(|world| world.violated("socket", "frame", "a frame that is no JSON"));
    };
    match frame["envelope_id"].as_str() {
        Some(envelope) => {
            let payload = frame.get("payload").filter(|payload| !payload.is_null());
            shared.act(|world| world.heard(envelope, payload));
        }
        None => shared.act(|world| world.violated("socket", "frame", "an answer without envelope_id")),
    }
}
