//! What the two directions share: the Web API, who we are, and which conversation is whose.

use crate::config::{CommandNames, SlackConfig};
use crate::decode::{Hearing, json};
use crate::web::{self, Failure, Web};
use serde_json::{Value, json as object};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;
use stoa_chat::{Clock, Event, EventKind, ListenError, MessageRef, Network, Timestamp, UserRef};
use tokio_util::sync::CancellationToken;

/// How long Slack takes changes of what one person alone sees, after they pressed something in it.
const WHISPER: Duration = Duration::from_mins(30);

/// One workspace, as it is known to this process.
#[derive(Debug)]
pub struct Inside {
    pub network: Network,
    pub web: Web,
    pub clock: Arc<dyn Clock>,
    workspace: String,
    commands: CommandNames,
    verbs: HashSet<String>,
    /// Who we are, once Slack has told.
    own: OnceLock<Hearing>,
    known: Mutex<Known>,
    /// Cancelled when our credential is accepted no more.
    revoked: CancellationToken,
}

#[derive(Debug, Default)]
struct Known {
    /// The direct conversation with each person, as far as it is known.
    conversations: HashMap<String, String>,
    /// Accounts about which the core was told.
    people: HashSet<String>,
    /// What groups of people are called, by their ids.
    groups: HashMap<String, String>,
    /// Of accounts of which Slack told: whether a person uses it now.
    persons: HashMap<String, bool>,
    /// Where to answer for messages that one person alone sees, by place and name.
    whispers: HashMap<(String, String), (String, Timestamp)>,
}

impl Inside {
    pub fn new(config: &SlackConfig, web: Web, clock: Arc<dyn Clock>) -> Self {
        Self {
            network: config.network(),
            web,
            clock,
            workspace: config.workspace.clone(),
            commands: config.commands.clone(),
            verbs: config.verbs.iter().map(|verb| verb.to_lowercase()).collect(),
            own: OnceLock::new(),
            known: Mutex::default(),
            revoked: CancellationToken::new(),
        }
    }

    /// Who we are; asks Slack the first time.
    pub async fn hearing(&self) -> Result<Hearing, Failure> {
        if let Some(own) = self.own.get() {
            return Ok(own.clone());
        }
        let answer = self.web.ask(&web::AUTH_TEST, "", &object!({})).await?;
        let hearing = Hearing {
            network: self.network.clone(),
            bot_user: json::owned(&answer, &["user_id"]),
            bot: json::text(&answer, &["bot_id"]).map(str::to_owned),
            team: json::text(&answer, &["team_id"]).map(str::to_owned),
            enterprise: json::text(&answer, &["enterprise_id"]).map(str::to_owned),
            commands: self.commands.clone(),
            verbs: self.verbs.clone(),
        };
        Ok(self.own.get_or_init(|| hearing).clone())
    }

    /// Who we are, if Slack has told.
    pub fn own(&self) -> Option<&Hearing> {
        self.own.get()
    }

    /// Whether we are at home in the configured workspace: a token of another one would mix two up for ever.
    pub fn check_home(&self, hearing: &Hearing) -> Result<(), ListenError> {
        let ours = [&hearing.team, &hearing.enterprise];
        if ours.into_iter().flatten().any(|id| *id == self.workspace) {
            return Ok(());
        }
        let team = hearing.team.as_deref().unwrap_or("none");
        let configured = &self.workspace;
        Err(ListenError::Broken(format!(
            "slack.workspace is {configured}, but the bot's token belongs to {team}: correct one of them"
        )))
    }

    /// Whether a message was written by us.
    pub fn is_own(&self, message: &Value) -> bool {
        let Some(own) = self.own.get() else {
            // Not asked yet: a key that nobody can guess has to be enough.
            return true;
        };
        message["user"] == own.bot_user.as_str()
            || own.bot.as_deref().is_some_and(|bot| message["bot_id"] == bot)
    }

    /// Whether `channel` is the direct conversation with `user`.
    pub fn is_direct(&self, user: &UserRef, channel: &str) -> bool {
        channel == user.id || self.known_conversation(&user.id).is_some_and(|known| known == channel)
    }

    pub fn known_conversation(&self, user: &str) -> Option<String> {
        self.known().conversations.get(user).cloned()
    }

    pub fn remember_conversation(&self, user: &str, channel: &str) {
        self.known().conversations.insert(user.to_owned(), channel.to_owned());
    }

    /// Remembers where Slack takes changes of a message that one person alone sees: it has no other address.
    pub fn remember_whisper(&self, channel: &str, ts: &str, address: &str) {
        let now = self.clock.now();
        let mut known = self.known();
        known.whispers.retain(|_, (_, until)| *until > now);
        known.whispers.insert((channel.to_owned(), ts.to_owned()), (address.to_owned(), now + WHISPER));
    }

    /// Where Slack takes changes of this message, if it is one that one person alone sees.
    pub fn whisper_address(&self, message: &MessageRef) -> Option<String> {
        let now = self.clock.now();
        let key = (message.place.id.clone(), message.id.clone());
        self.known().whispers.get(&key).filter(|(_, until)| *until > now).map(|(address, _)| address.clone())
    }

    /// Whether the core has not been told about this account yet; from now on it counts as told.
    pub fn is_new(&self, user: &str) -> bool {
        self.known().people.insert(user.to_owned())
    }

    /// Remembers whether a person uses an account, if the event tells that.
    pub fn note_standing(&self, event: &Event) {
        if let EventKind::ProfileChanged { who, profile } = &event.kind {
            self.known().persons.insert(who.id.clone(), profile.active && !profile.bot);
        }
    }

    /// What a group of people is called, as far as it is known.
    pub fn group(&self, id: &str) -> Option<String> {
        self.known().groups.get(id).cloned()
    }

    pub fn remember_group(&self, id: &str, handle: &str) {
        self.known().groups.insert(id.to_owned(), handle.to_owned());
    }

    /// Whether a person uses this account now, as far as it is known.
    pub fn is_person(&self, user: &str) -> Option<bool> {
        self.known().persons.get(user).copied()
    }

    /// The core was not told about these accounts after all.
    pub fn forget(&self, people: &[String]) {
        let mut known = self.known();
        for id in people {
            known.people.remove(id);
        }
    }

    /// Our credential is accepted no more: nothing is done from now on, and the token is forgotten.
    pub fn revoke(&self) {
        self.web.purge();
        self.revoked.cancel();
    }

    pub fn is_revoked(&self) -> bool {
        self.revoked.is_cancelled()
    }

    /// Returns when our credential is accepted no more.
    pub async fn revoked(&self) {
        self.revoked.cancelled().await;
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
