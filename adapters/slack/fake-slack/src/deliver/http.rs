//! The Events API over HTTP: signed requests to the app, and what its answers mean.

use super::{Delivery, Endpoints, Kind};
use crate::slack::Shared;
use crate::state::World;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use serde_json::Value;
use sha2::Sha256;
use std::sync::Arc;
use tokio::net::TcpStream;

/// A request that is to be sent to the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Whose answer it is, if it delivers something.
    pub envelope: Option<String>,
    /// Where to.
    pub url: String,
    /// Its headers.
    pub headers: Vec<(&'static str, String)>,
    /// Its body.
    pub body: Vec<u8>,
}

/// What the app answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Whether it asks not to be told again.
    pub no_retry: bool,
    /// The body.
    pub body: Vec<u8>,
}

/// Signs a body as Slack does: `v0=` and the HMAC-SHA256 of `v0:timestamp:body`.
///
/// # Panics
/// Never: HMAC takes keys of any length.
pub fn signature(secret: &str, timestamp: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(format!("v0:{timestamp}:").as_bytes());
    mac.update(body);
    let hex = mac.finalize().into_bytes().iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    format!("v0={hex}")
}

impl World {
    /// A signed request of this moment.
    pub fn signed(&self, url: &str, content_type: &str, body: Vec<u8>) -> Request {
        let timestamp = self.seconds().to_string();
        let headers = vec![
            ("content-type", content_type.to_owned()),
            ("user-agent", "Slackbot 1.0 (+https://api.slack.com/robots)".to_owned()),
            ("x-slack-signature", signature(&self.app.signing_secret, &timestamp, &body)),
            ("x-slack-request-timestamp", timestamp),
        ];
        Request { envelope: None, url: url.to_owned(), headers, body }
    }

    /// The request that carries a delivery.
    pub fn http_request(&self, endpoints: &Endpoints, delivery: &Delivery) -> Request {
        let form = "application/x-www-form-urlencoded";
        let mut request = match &delivery.kind {
            Kind::Event => {
                self.signed(&endpoints.events, "application/json", delivery.payload.to_string().into())
            }
            Kind::Command { .. } => self.signed(&endpoints.commands, form, form_of(&delivery.payload)),
            Kind::Interaction { .. } | Kind::Submission { .. } => {
                let payload = delivery.payload.to_string();
                let body =
                    form_urlencoded::Serializer::new(String::new()).append_pair("payload", &payload).finish();
                self.signed(&endpoints.interactions, form, body.into())
            }
        };
        request.envelope = Some(delivery.envelope.clone());
        if delivery.failures > 0 {
            request.headers.push(("x-slack-retry-num", delivery.failures.to_string()));
            request.headers.push(("x-slack-retry-reason", delivery.reason.to_owned()));
        }
        request
    }
}

fn form_of(payload: &Value) -> Vec<u8> {
    let mut form = form_urlencoded::Serializer::new(String::new());
    for (key, value) in payload.as_object().into_iter().flatten() {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        form.append_pair(key, &text);
    }
    form.finish().into()
}

/// Sends a request and tells the world how it went.
pub async fn send(shared: Arc<Shared>, request: Request) {
    let Some(envelope) = request.envelope.clone() else { return };
    match exchange(&request).await {
        Ok(answer) if (200..300).contains(&answer.status) => {
            let payload: Option<Value> = serde_json::from_slice(&answer.body).ok();
            shared.act(|world| world.heard(&envelope, payload.as_ref()));
        }
        Ok(answer) => shared.act(|world| world.not_heard(&envelope, "http_error", !answer.no_retry)),
        Err(_) => shared.act(|world| world.not_heard(&envelope, "connection_failed", true)),
    }
}

/// Sends a request, and gives the answer.
///
/// # Errors
/// When the app cannot be reached or does not speak HTTP.
pub async fn exchange(request: &Request) -> Result<Answer, Box<dyn std::error::Error + Send + Sync>> {
    let uri: hyper::Uri = request.url.parse()?;
    let host = uri.host().unwrap_or("127.0.0.1").to_owned();
    let stream = TcpStream::connect((host.as_str(), uri.port_u16().unwrap_or(80))).await?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
    let driving = tokio::spawn(connection);
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let mut asked = hyper::Request::post(path).header("host", uri.authority().map_or("", |one| one.as_str()));
    for (name, value) in &request.headers {
        asked = asked.header(*name, value);
    }
    let answer = sender.send_request(asked.body(Full::new(Bytes::from(request.body.clone())))?).await?;
    let status = answer.status().as_u16();
    let no_retry = answer.headers().get("x-slack-no-retry").is_some_and(|value| value == "1");
    let body = answer.into_body().collect().await?.to_bytes().to_vec();
    driving.abort();
    Ok(Answer { status, no_retry, body })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_the_documentation_is_signed_alike() {
        let body = b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        let signed = signature("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", body);
        assert_eq!(signed, "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
    }
}
