//! The way out: what happens in the workspace is told to the app, over a socket or by HTTP, until it says that
//! it has heard.

mod answers;
pub mod events;
pub mod http;
pub mod interactions;
pub mod socket;

use crate::state::{SECOND, World};
use serde_json::{Value, json};
use socket::Frame;
use tokio::sync::mpsc::UnboundedSender;

/// How long Slack waits for an answer.
const PATIENCE: i64 = 3 * SECOND;
/// How long after a failure an event is told again.
const RETRIES: [i64; 3] = [0, 60 * SECOND, 300 * SECOND];

/// How fast things are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pace {
    /// The next one is told when the one before was heard: what a quiet workspace looks like.
    #[default]
    OneByOne,
    /// Everything is told at once, as Slack does: with several sockets the order is lost on the way.
    AsItHappens,
}

/// Which way things are told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Route {
    /// To one of the open sockets.
    #[default]
    Socket,
    /// By HTTP to these addresses.
    Http(Endpoints),
}

/// Where the app listens for HTTP. They may all be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoints {
    /// For events.
    pub events: String,
    /// For slash commands.
    pub commands: String,
    /// For buttons, shortcuts and forms.
    pub interactions: String,
}

impl Endpoints {
    /// One address for everything.
    pub fn all_at(url: &str) -> Self {
        Self { events: url.to_owned(), commands: url.to_owned(), interactions: url.to_owned() }
    }
}

/// What a delivery is, and what its answer is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Event,
    /// A slash command of this person, with the key of its address for answers.
    Command {
        user: String,
        command: String,
        key: String,
    },
    /// A press or a shortcut of this person.
    Interaction {
        user: String,
    },
    /// A form that this person sent off.
    Submission {
        user: String,
        view: String,
    },
}

/// Something to be told.
#[derive(Clone, Debug)]
pub struct Delivery {
    pub kind: Kind,
    pub payload: Value,
    pub envelope: String,
    /// How often it was told in vain.
    pub failures: usize,
    pub reason: &'static str,
    state: State,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    /// Not before this moment.
    Due(i64),
    /// Told at this moment, over this socket if over one.
    Told(i64, Option<u64>),
}

/// A socket that the app has opened.
#[derive(Debug)]
pub struct Socket {
    pub id: u64,
    pub frames: UnboundedSender<Frame>,
    pub opened: i64,
    pub warned: bool,
    /// Whether its end was sent, so that only the app's answer is missing.
    pub closing: bool,
    pub pinged: i64,
    /// How many pings were sent, and which of them was answered last.
    pub pings: u64,
    pub answered: u64,
}

/// All that is on its way.
#[derive(Debug, Default)]
pub struct Deliveries {
    pub pace: Pace,
    pub route: Route,
    pub sockets: Vec<Socket>,
    /// Whether sockets stay open for ever.
    pub ageless: bool,
    /// Requests that are to be sent when the lock is free again.
    pub requests: Vec<http::Request>,
    /// Payloads of events that were never heard.
    pub given_up: Vec<Value>,
    /// How many were heard.
    pub heard: u64,
    /// How often something was told in vain.
    pub failed: u64,
    /// How many of the next ones are told twice.
    pub double: u32,
    /// How many of the next acknowledgements get lost.
    pub deaf: u32,
    queue: Vec<Delivery>,
    /// How many of the next ones are held back, and those held back so far.
    shuffle: (usize, Vec<Delivery>),
    pub sockets_made: u64,
}

impl Deliveries {
    /// Whether everything was told and heard, but for what is due later.
    pub fn is_idle(&self, now: i64) -> bool {
        let later = |delivery: &Delivery| matches!(delivery.state, State::Due(at) if at > now);
        self.queue.iter().all(later) && self.shuffle.1.is_empty()
    }

    /// Holds the next `count` back, to be told in another order.
    pub fn shuffle_next(&mut self, count: usize) {
        self.shuffle.0 = count;
    }
}

impl World {
    /// Has something told as soon as may be.
    pub fn deliver(&mut self, kind: Kind, payload: Value) {
        let envelope = self.new_envelope();
        let state = State::Due(self.now);
        let delivery = Delivery { kind, payload, envelope, failures: 0, reason: "", state };
        if self.deliveries.shuffle.0 == 0 {
            self.deliveries.queue.push(delivery);
            return;
        }
        self.deliveries.shuffle.1.push(delivery);
        self.deliveries.shuffle.0 -= 1;
        if self.deliveries.shuffle.0 == 0 {
            let mut held = std::mem::take(&mut self.deliveries.shuffle.1);
            while !held.is_empty() {
                let next = self.chance(held.len());
                self.deliveries.queue.push(held.remove(next));
            }
        }
    }

    fn new_envelope(&mut self) -> String {
        let secret = self.secret();
        let (a, b, c, d) = (&secret[..8], &secret[8..12], &secret[12..16], &secret[16..20]);
        format!("{a}-{b}-{c}-{d}-{}", &secret[20..])
    }

    /// Tells what is due, as far as the pace and the open sockets allow.
    pub fn pump(&mut self) {
        loop {
            let told = |delivery: &Delivery| matches!(delivery.state, State::Told(..));
            if self.deliveries.pace == Pace::OneByOne && self.deliveries.queue.iter().any(told) {
                return;
            }
            let now = self.now;
            let due = |delivery: &Delivery| matches!(delivery.state, State::Due(at) if at <= now);
            let Some(at) = self.deliveries.queue.iter().position(due) else { return };
            if !self.tell(at) {
                return;
            }
        }
    }

    /// Tells the delivery at this place of the queue, if somebody listens.
    fn tell(&mut self, at: usize) -> bool {
        let delivery = self.deliveries.queue[at].clone();
        let socket = match self.deliveries.route.clone() {
            Route::Http(endpoints) => {
                let request = self.http_request(&endpoints, &delivery);
                self.deliveries.requests.push(request);
                None
            }
            Route::Socket => {
                if self.deliveries.sockets.is_empty() {
                    return false;
                }
                let chosen = self.chance(self.deliveries.sockets.len());
                let socket = &self.deliveries.sockets[chosen];
                // A socket that is just closing loses it; that is found out when it has closed.
                let _ = socket.frames.send(Frame::Text(envelope_json(&delivery)));
                Some(socket.id)
            }
        };
        self.deliveries.queue[at].state = State::Told(self.now, socket);
        true
    }

    /// The app has heard: `payload` is what it answers at once.
    pub fn heard(&mut self, envelope: &str, payload: Option<&Value>) {
        let known = self.deliveries.queue.iter().position(|delivery| delivery.envelope == envelope);
        // It may have been heard before, or given up: a late answer changes nothing.
        let Some(at) = known else { return };
        if self.deliveries.deaf > 0 {
            self.deliveries.deaf -= 1;
            self.failed(at, "timeout");
            return;
        }
        if self.deliveries.double > 0 {
            self.deliveries.double -= 1;
            self.deliveries.queue[at].state = State::Due(self.now);
            return;
        }
        let delivery = self.deliveries.queue.remove(at);
        self.deliveries.heard += 1;
        self.answered(&delivery.kind, payload);
    }

    /// The app has not heard, as an answer to HTTP told.
    pub fn not_heard(&mut self, envelope: &str, reason: &'static str, again: bool) {
        let told =
            |delivery: &Delivery| delivery.envelope == envelope && matches!(delivery.state, State::Told(..));
        let Some(at) = self.deliveries.queue.iter().position(told) else { return };
        if again {
            self.failed(at, reason);
        } else {
            let lost = self.deliveries.queue.remove(at);
            self.deliveries.given_up.push(lost.payload);
        }
    }

    /// Something was told in vain: an event is told again later, a person is told at once.
    fn failed(&mut self, at: usize, reason: &'static str) {
        self.deliveries.failed += 1;
        let delivery = &mut self.deliveries.queue[at];
        delivery.reason = reason;
        delivery.failures += 1;
        let wait = RETRIES.get(delivery.failures - 1).filter(|_| delivery.kind == Kind::Event);
        if let Some(wait) = wait {
            delivery.state = State::Due(self.now + wait);
            return;
        }
        let lost = self.deliveries.queue.remove(at);
        self.unanswered(&lost.kind);
        self.deliveries.given_up.push(lost.payload);
    }

    /// A socket is gone, and with it what was told over it and not heard.
    pub fn socket_closed(&mut self, id: u64) {
        self.deliveries.sockets.retain(|socket| socket.id != id);
        loop {
            let told =
                |delivery: &Delivery| matches!(delivery.state, State::Told(_, Some(over)) if over == id);
            let Some(at) = self.deliveries.queue.iter().position(told) else { return };
            self.failed(at, "timeout");
        }
    }

    /// The next moment at which something happens by itself.
    pub fn next_moment(&self) -> Option<i64> {
        let of_delivery = |delivery: &Delivery| match delivery.state {
            State::Due(at) => at,
            State::Told(at, _) => at + PATIENCE,
        };
        let deliveries = self.deliveries.queue.iter().map(of_delivery);
        let sockets = self.deliveries.sockets.iter().map(Socket::next_moment);
        deliveries.chain(sockets).chain(self.next_late()).filter(|at| *at > self.now).min()
    }

    /// What happens by itself at this moment.
    pub fn tick(&mut self) {
        self.do_late();
        loop {
            let now = self.now;
            let late =
                |delivery: &Delivery| matches!(delivery.state, State::Told(at, _) if at + PATIENCE <= now);
            let Some(at) = self.deliveries.queue.iter().position(late) else { break };
            self.failed(at, "timeout");
        }
        self.tend_sockets();
    }
}

/// The frame that carries a delivery over a socket.
fn envelope_json(delivery: &Delivery) -> Value {
    let kind = match delivery.kind {
        Kind::Event => "events_api",
        Kind::Command { .. } => "slash_commands",
        Kind::Interaction { .. } | Kind::Submission { .. } => "interactive",
    };
    let mut frame = json!({
        "envelope_id": delivery.envelope,
        "type": kind,
        "payload": delivery.payload,
        "accepts_response_payload": delivery.kind != Kind::Event,
    });
    if delivery.kind == Kind::Event {
        frame["retry_attempt"] = json!(delivery.failures);
        frame["retry_reason"] = json!(delivery.reason);
    }
    frame
}
