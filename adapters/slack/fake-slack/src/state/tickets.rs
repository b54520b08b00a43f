//! What Slack hands out to be used for a while: triggers, addresses for answers, and tickets for sockets.

use super::{SECOND, World};
use std::collections::BTreeMap;

/// How long a trigger opens a view.
const TRIGGER_LASTS: i64 = 3 * SECOND;
/// How long an address takes answers.
const RESPONSE_URL_LASTS: i64 = 30 * 60 * SECOND;
/// How many answers it takes.
const RESPONSE_URL_USES: u32 = 5;
/// How long a ticket opens a socket.
const SOCKET_TICKET_LASTS: i64 = 30 * SECOND;

/// Everything handed out so far.
#[derive(Debug, Default)]
pub struct Tickets {
    triggers: BTreeMap<String, Trigger>,
    pub response_urls: BTreeMap<String, ResponseUrl>,
    sockets: BTreeMap<String, i64>,
}

#[derive(Clone, Debug)]
struct Trigger {
    user: String,
    at: i64,
    used: bool,
}

/// An address that takes answers to one interaction.
#[derive(Clone, Debug)]
pub struct ResponseUrl {
    pub user: String,
    pub channel: String,
    /// The message that was interacted with, if it was one.
    pub message: Option<String>,
    pub uses: u32,
    pub until: i64,
}

/// Why a trigger opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TriggerProblem {
    Unknown,
    Expired,
    Used,
}

impl TriggerProblem {
    /// Slack's name for it.
    pub fn error(self) -> &'static str {
        match self {
            Self::Unknown => "invalid_trigger_id",
            Self::Expired => "expired_trigger_id",
            Self::Used => "exchanged_trigger_id",
        }
    }
}

impl World {
    /// A fresh trigger of `user`.
    pub fn new_trigger(&mut self, user: &str) -> String {
        let secret = self.secret();
        let id = format!("{}.{}.{secret}", self.now / 1_000, self.tickets.triggers.len() + 1);
        self.tickets
            .triggers
            .insert(id.clone(), Trigger { user: user.to_owned(), at: self.now, used: false });
        id
    }

    /// Uses a trigger up, and says whose it is.
    pub fn use_trigger(&mut self, id: &str) -> Result<String, TriggerProblem> {
        let now = self.now;
        let trigger = self.tickets.triggers.get_mut(id).ok_or(TriggerProblem::Unknown)?;
        if trigger.used {
            return Err(TriggerProblem::Used);
        }
        if now > trigger.at + TRIGGER_LASTS {
            return Err(TriggerProblem::Expired);
        }
        trigger.used = true;
        Ok(trigger.user.clone())
    }

    /// A fresh address for answers to `user` in `channel`.
    pub fn new_response_url(&mut self, user: &str, channel: &str, message: Option<&str>) -> String {
        let key = self.secret();
        let url = ResponseUrl {
            user: user.to_owned(),
            channel: channel.to_owned(),
            message: message.map(str::to_owned),
            uses: RESPONSE_URL_USES,
            until: self.now + RESPONSE_URL_LASTS,
        };
        self.tickets.response_urls.insert(key.clone(), url);
        format!("{}/response/{}/{key}", self.base, self.team.id)
    }

    /// Uses an address for answers once, or says why not.
    pub fn use_response_url(&mut self, key: &str) -> Result<ResponseUrl, &'static str> {
        let now = self.now;
        let url = self.tickets.response_urls.get_mut(key).ok_or("no_such_url")?;
        if now > url.until {
            return Err("expired_url");
        }
        if url.uses == 0 {
            return Err("used_url");
        }
        url.uses -= 1;
        Ok(url.clone())
    }

    /// A ticket that opens one socket once.
    pub fn new_socket_ticket(&mut self) -> String {
        let ticket = self.secret();
        self.tickets.sockets.insert(ticket.clone(), self.now + SOCKET_TICKET_LASTS);
        ticket
    }

    /// Whether the ticket opens a socket now; it does so once. One that grew old is refused like any other, but it is
    /// no violation: the clock moved while the app was on its way.
    pub fn use_socket_ticket(&mut self, ticket: &str) -> bool {
        let until = self.tickets.sockets.remove(ticket);
        if until.is_none() {
            self.violated("socket", "ticket", "it was never handed out, or used before");
        }
        until.is_some_and(|until| self.now <= until)
    }
}
