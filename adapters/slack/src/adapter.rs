//! The Slack side of the port.

use crate::config::{SetupError, SlackConfig, Transport};
use crate::decode::Hearing;
use crate::hear::Ear;
use crate::inside::Inside;
use crate::socket::Chance;
use crate::web::{Failure, Web, tls};
use crate::{http, socket};
use async_trait::async_trait;
use rustls::ClientConfig;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use stoa_chat::{
    Abilities, Action, Adapter, Clock, Count, DirectPlace, EffectKey, Intake, ListenError, Lookup,
    MessageRef, Network, Outcome, PlaceRef, UserRef,
};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;
use url::{Host, Url};

/// The longest pause before Slack is asked again who we are.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// The adapter to one Slack workspace.
#[derive(Debug)]
pub struct SlackAdapter {
    inside: Arc<Inside>,
    transport: Transport,
    api: String,
    tls: Arc<ClientConfig>,
    seed: u64,
    /// Where we listen for requests, once we do.
    address: watch::Sender<Option<SocketAddr>>,
}

impl SlackAdapter {
    /// An adapter to the workspace of `config`. Nothing is sent before it listens or performs.
    ///
    /// `clock` is where all time comes from; `seed` is where chance begins, which only spreads attempts to connect.
    ///
    /// # Errors
    /// When `config` cannot work, in words for whoever wrote it.
    pub fn new(config: SlackConfig, clock: Arc<dyn Clock>, seed: u64) -> Result<Self, SetupError> {
        let id = config.workspace.strip_prefix(['T', 'E']).unwrap_or_default();
        if id.is_empty() || !id.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit()) {
            return Err(SetupError::Workspace(config.workspace));
        }
        let address = Url::parse(&config.api).ok().filter(|url| url.scheme() == "https" || is_here(url));
        if address.is_none() {
            return Err(SetupError::Api(config.api));
        }
        check_tokens(&config)?;
        let web = Web::new(&config.api, config.bot_token.clone(), Arc::clone(&clock))?;
        let inside = Arc::new(Inside::new(&config, web, clock));
        let tls = Arc::new(tls()?);
        let SlackConfig { transport, api, .. } = config;
        Ok(Self { inside, transport, api, tls, seed, address: watch::Sender::new(None) })
    }

    /// Where we listen for requests: waits until we do. With Socket Mode that is never.
    pub async fn address(&self) -> Option<SocketAddr> {
        let mut address = self.address.subscribe();
        let bound = address.wait_for(Option::is_some).await.ok()?;
        *bound
    }

    /// Asks Slack who we are, until it says so.
    async fn introduce(&self) -> Result<Hearing, ListenError> {
        let (mut chance, mut pause) = (Chance::new(self.seed), Duration::from_secs(1));
        loop {
            let wait = match self.inside.hearing().await {
                Ok(hearing) => {
                    self.inside.check_home(&hearing)?;
                    return Ok(hearing);
                }
                Err(Failure::Wait(wait)) => wait,
                Err(Failure::Unknown) => pause,
                Err(failure) if failure.is_revoked() => {
                    let words =
                        "the bot's token is not accepted: install the app again and take its new token";
                    return Err(ListenError::Revoked(words.to_owned()));
                }
                Err(refused) => return Err(ListenError::Broken(format!("{:?}", refused.outcome()))),
            };
            tracing::warn!(network = %self.inside.network, ?wait, "Slack does not answer yet: asking again");
            self.inside.clock.wait(wait.mul_f64(1.0 + chance.share() / 4.0)).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    async fn hear(&self, ear: Arc<Ear>, stop: CancellationToken) -> Result<(), ListenError> {
        match &self.transport {
            Transport::Socket { app_token } => {
                let app = Web::new(&self.api, app_token.clone(), Arc::clone(&self.inside.clock))
                    .map_err(|error| ListenError::Broken(error.to_string()))?;
                let in_clear = self.api.starts_with("http://");
                let line = socket::Line { ear, app, tls: Arc::clone(&self.tls), in_clear };
                socket::listen(line, self.seed, stop).await
            }
            Transport::Http { listen, signing_secret } => {
                let bound = TcpListener::bind(listen).await;
                let listener = bound.map_err(|error| {
                    ListenError::Broken(format!("slack.listen: cannot listen on {listen}: {error}"))
                })?;
                self.address.send_replace(listener.local_addr().ok());
                http::listen(listener, ear, signing_secret.clone(), stop).await
            }
        }
    }
}

#[async_trait]
impl Adapter for SlackAdapter {
    fn network(&self) -> &Network {
        &self.inside.network
    }

    fn abilities(&self) -> Abilities {
        Abilities {
            buttons: true,
            private_replies: true,
            threads: true,
            forms: true,
            home: true,
            pictures: true,
        }
    }

    async fn listen(&self, intake: Arc<dyn Intake>, stop: CancellationToken) -> Result<(), ListenError> {
        let Some(hearing) = stop.run_until_cancelled(self.introduce()).await else { return Ok(()) };
        let hearing = hearing.inspect_err(|error| {
            if matches!(error, ListenError::Revoked(_)) {
                self.inside.revoke();
            }
        })?;
        let ear = Arc::new(Ear { inside: Arc::clone(&self.inside), hearing, intake });
        tracing::info!(network = %self.inside.network, transport = %self.transport, "listening");
        let telling = Arc::clone(&ear);
        let told = async move { telling.tell_of_everybody().await };
        let ended = stop.child_token();
        let telling = tokio::spawn(async move { ended.run_until_cancelled(told).await });
        let heard = self.hear(ear, stop).await;
        telling.abort();
        self.address.send_replace(None);
        if matches!(heard, Err(ListenError::Revoked(_))) {
            self.inside.revoke();
        }
        heard
    }

    async fn perform(&self, key: &EffectKey, action: &Action<MessageRef>) -> Outcome {
        self.inside.perform(key, action).await
    }

    async fn find(&self, place: &PlaceRef, thread: Option<&MessageRef>, key: &EffectKey) -> Lookup {
        self.inside.find(place, thread, key).await
    }

    async fn direct_place(&self, with: &[UserRef], _key: &EffectKey) -> DirectPlace {
        self.inside.conversation_with(with).await.map_or(DirectPlace::CannotAsk, DirectPlace::At)
    }

    async fn count_people(&self, place: &PlaceRef, enough: usize) -> Count {
        self.inside.count_people(place, enough).await
    }
}

/// Whether an address is on this machine.
fn is_here(url: &Url) -> bool {
    url.scheme() == "http"
        && match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        }
}

fn check_tokens(config: &SlackConfig) -> Result<(), SetupError> {
    use secrecy::ExposeSecret as _;
    if !config.bot_token.expose_secret().starts_with("xoxb-") {
        return Err(SetupError::Token { what: "slack.bot_token", prefix: "xoxb-" });
    }
    match &config.transport {
        Transport::Socket { app_token } if !app_token.expose_secret().starts_with("xapp-") => {
            Err(SetupError::Token { what: "slack.app_token", prefix: "xapp-" })
        }
        _ => Ok(()),
    }
}
