//! Calls of Slack's Web API: each within our own rate limits, within a time limit, and with one way to fail.
//!
//! slack-morphism carries them. Arguments and answers are JSON, since its types lose fields that we need.

mod failure;
mod limits;
mod method;

pub use failure::{Failure, advice};
pub use method::*;

use crate::clock::within;
use crate::config::SetupError;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use limits::Limits;
use rustls::{ClientConfig, RootCertStore};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;
use slack_morphism::prelude::{SlackApiToken, SlackApiTokenValue, SlackClient, SlackClientHyperConnector};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use stoa_chat::Clock;
use url::Url;

/// How long a call may take. The core gives an action a third of its lease, which is longer.
const PATIENCE: Duration = Duration::from_secs(15);
/// How often something harmless is asked, if the answers are lost.
const ATTEMPTS: usize = 3;

/// The Web API, as one token may use it.
pub struct Web {
    client: SlackClient<SlackClientHyperConnector<HttpsConnector<HttpConnector>>>,
    /// Gone, once it was revoked.
    token: RwLock<Option<SecretString>>,
    /// Where the API is.
    api: String,
    limits: Limits,
    clock: Arc<dyn Clock>,
}

impl std::fmt::Debug for Web {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Web").finish_non_exhaustive()
    }
}

impl Web {
    /// The API at `api`, reached with `token`.
    ///
    /// # Errors
    /// When encrypted connections cannot be set up.
    pub fn new(api: &str, token: SecretString, clock: Arc<dyn Clock>) -> Result<Self, SetupError> {
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(tls()?)
            .https_or_http()
            .enable_all_versions()
            .build();
        let connector = SlackClientHyperConnector::with_connector(connector).with_slack_api_url(api);
        let client = SlackClient::new(connector);
        let (api, token) = (api.to_owned(), RwLock::new(Some(token)));
        Ok(Self { client, token, api, limits: Limits::default(), clock })
    }

    /// Calls a method about `place` (empty, if it is about none).
    pub async fn call(&self, method: &Method, place: &str, arguments: &Value) -> Result<Value, Failure> {
        self.limits.take(method, place, self.clock.now()).map_err(Failure::Wait)?;
        let Some(token) = self.token() else { return Err(revoked()) };
        let session = self.client.open_session(&token);
        let api = &session.http_session_api;
        let answer = within(self.clock.as_ref(), PATIENCE, async {
            match method.verb {
                Verb::Form => {
                    let url = format!("{}/{}", self.api, method.name).parse()?;
                    let form = form_urlencoded::Serializer::new(String::new())
                        .extend_pairs(parameters(arguments))
                        .finish();
                    let kind = "application/x-www-form-urlencoded".to_owned();
                    api.http_post_uri_binary::<Value>(url, kind, form.as_bytes(), None).await
                }
                Verb::Post => api.http_post::<_, Value>(method.name, arguments, None).await,
                Verb::Get => {
                    let parameters = parameters(arguments);
                    let parameters: Vec<_> = parameters
                        .iter()
                        .map(|(name, value)| (name.as_str(), Some(value.as_str())))
                        .collect();
                    api.http_get::<Value, _, _>(method.name, &parameters, None).await
                }
            }
        });
        let answer = match answer.await {
            Some(Ok(answer)) => judge(answer),
            Some(Err(error)) => Err(Failure::of(error)),
            None => Err(Failure::Unknown),
        };
        self.heed(method, place, answer)
    }

    /// Calls a method that may be called twice: an answer that is lost is asked for again.
    pub async fn ask(&self, method: &Method, place: &str, arguments: &Value) -> Result<Value, Failure> {
        for _ in 1..ATTEMPTS {
            match self.call(method, place, arguments).await {
                Err(Failure::Unknown) => {}
                answer => return answer,
            }
        }
        self.call(method, place, arguments).await
    }

    /// Sends `bytes` to an address that Slack gave for them.
    pub async fn upload(&self, url: &str, content_type: &str, bytes: &[u8]) -> Result<(), Failure> {
        let Some(token) = self.token() else { return Err(revoked()) };
        let url = url.parse().map_err(|_| Failure::Refused("bad_upload_url".to_owned(), String::new()))?;
        let session = self.client.open_session(&token);
        let api = &session.http_session_api;
        let sent = api.http_post_uri_binary::<Value>(url, content_type.to_owned(), bytes, None);
        match within(self.clock.as_ref(), PATIENCE, sent).await {
            Some(sent) => sent.map(drop).map_err(Failure::of),
            None => Err(Failure::Unknown),
        }
    }

    /// Answers at an address that Slack gave together with a press.
    pub async fn respond(&self, address: &str, answer: &Value) -> Result<(), Failure> {
        let Some(token) = self.token() else { return Err(revoked()) };
        let bad = || Failure::Refused("bad_response_url".to_owned(), String::new());
        let url: Url = address.parse().map_err(|_| bad())?;
        // Our token goes along, so it must go to Slack and to nobody else.
        let slack = url.host_str().is_some_and(|host| host == "slack.com" || host.ends_with(".slack.com"));
        let beside_api = Url::parse(&self.api).is_ok_and(|api| api.origin() == url.origin());
        if !(beside_api || slack && url.scheme() == "https") {
            return Err(bad());
        }
        let session = self.client.open_session(&token);
        let sent = session.http_session_api.http_post_uri::<_, Value>(url, answer, None);
        match within(self.clock.as_ref(), PATIENCE, sent).await {
            Some(sent) => sent.map(drop).map_err(Failure::of),
            None => Err(Failure::Unknown),
        }
    }

    /// Forgets the token: nothing can be done with it any more.
    pub fn purge(&self) {
        *self.token.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Remembers what Slack wants: a pause, or never to be asked again.
    fn heed(&self, method: &Method, place: &str, answer: Result<Value, Failure>) -> Result<Value, Failure> {
        match &answer {
            Err(Failure::Wait(wait)) => self.limits.block(method, place, *wait, self.clock.now()),
            Err(failure) if failure.is_revoked() => self.purge(),
            _ => {}
        }
        answer
    }

    fn token(&self) -> Option<SlackApiToken> {
        let token = self.token.read().unwrap_or_else(PoisonError::into_inner);
        token.as_ref().map(|token| SlackApiToken::new(SlackApiTokenValue(token.expose_secret().to_owned())))
    }
}

fn revoked() -> Failure {
    Failure::Refused("token_revoked".to_owned(), String::new())
}

/// An answer that does not say `ok` comes from something between Slack and us: nobody knows what was done.
fn judge(answer: Value) -> Result<Value, Failure> {
    if answer.get("ok").and_then(Value::as_bool) == Some(true) { Ok(answer) } else { Err(Failure::Unknown) }
}

/// Arguments as they stand in an address; those that are null are left out.
fn parameters(arguments: &Value) -> Vec<(String, String)> {
    let fields = arguments.as_object().into_iter().flatten();
    let parameter = |(name, value): (&String, &Value)| match value {
        Value::Null => None,
        Value::String(text) => Some((name.clone(), text.clone())),
        other => Some((name.clone(), other.to_string())),
    };
    fields.filter_map(parameter).collect()
}

/// Encryption with the certificates that this machine trusts, by one library on every system.
pub fn tls() -> Result<ClientConfig, SetupError> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.map_err(|error| SetupError::Tls(error.to_string()))?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}
