//! The Events API: Slack tells us what happens by requests to our own server.
//!
//! One door takes events, slash commands and interactions alike. A request costs little before it has proved that it
//! comes from Slack: its size is capped before it is read, its signature checked before it is parsed.

mod request;
mod signature;

pub use signature::{Signature, sign};

use crate::clock::within;
use crate::hear::Ear;
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use request::Call;
use secrecy::SecretString;
use serde_json::Value;
use std::sync::Arc;
use std::time::Duration;
use stoa_chat::{IntakeError, ListenError};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

/// The most bytes of a body. Slack's own are smaller: a form holds 3,000 characters in each field.
const MOST: usize = 1 << 20;
/// How long a body may take to arrive: Slack gives up after three seconds.
const ARRIVAL: Duration = Duration::from_secs(5);
/// Requests at one time; together they hold no more than this many bodies in memory.
const AT_ONCE: usize = 128;

/// What requests are answered with.
struct House {
    ear: Arc<Ear>,
    secret: SecretString,
    room: Semaphore,
}

/// Serves requests until `stop` is cancelled.
///
/// # Errors
/// When the server fails, or our credential is accepted no more.
pub async fn listen(
    listener: TcpListener,
    ear: Arc<Ear>,
    secret: SecretString,
    stop: CancellationToken,
) -> Result<(), ListenError> {
    let inside = Arc::clone(&ear.inside);
    let ending = stop.clone();
    let end = async move {
        tokio::select! {
            () = ending.cancelled() => {}
            () = inside.revoked() => {}
        }
    };
    let inside = Arc::clone(&ear.inside);
    let served = axum::serve(listener, router(ear, secret)).with_graceful_shutdown(end).await;
    served.map_err(|error| ListenError::Broken(format!("slack.listen: the server failed: {error}")))?;
    if inside.is_revoked() && !stop.is_cancelled() {
        let words = "the app was removed, or its token was revoked: install it again";
        return Err(ListenError::Revoked(words.to_owned()));
    }
    Ok(())
}

/// The door, for any path.
fn router(ear: Arc<Ear>, secret: SecretString) -> Router {
    let house = Arc::new(House { ear, secret, room: Semaphore::new(AT_ONCE) });
    Router::new().fallback(answer).with_state(house)
}

async fn answer(State(house): State<Arc<House>>, request: Request) -> Response {
    let Ok(_room) = house.room.try_acquire() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    if request.method() == Method::GET
        && request::is_ssl_check(request.uri().query().unwrap_or_default().as_bytes())
    {
        return StatusCode::OK.into_response();
    }
    if request.method() != Method::POST {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let (parts, body) = request.into_parts();
    let body = match read(&house, &parts.headers, body).await {
        Ok(body) => body,
        Err(status) => return status.into_response(),
    };
    match house.take(&parts.headers, &body).await {
        Ok(Some(answer)) => json_of(&answer),
        Ok(None) => StatusCode::OK.into_response(),
        Err(status) => status.into_response(),
    }
}

/// Reads a body that is neither too large nor too slow.
async fn read(house: &House, headers: &HeaderMap, body: Body) -> Result<Bytes, StatusCode> {
    let announced =
        headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > MOST) {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    if !Signature::is_there(headers) {
        // Not from Slack: not worth reading. What asks about our certificate is short and carries no signature.
        let short = within(house.ear.inside.clock.as_ref(), ARRIVAL, to_bytes(body, 1_024)).await;
        let asks = matches!(short, Some(Ok(bytes)) if request::is_ssl_check(&bytes));
        return Err(if asks { StatusCode::OK } else { StatusCode::UNAUTHORIZED });
    }
    match within(house.ear.inside.clock.as_ref(), ARRIVAL, to_bytes(body, MOST)).await {
        Some(Ok(bytes)) => Ok(bytes),
        Some(Err(_)) => Err(StatusCode::PAYLOAD_TOO_LARGE),
        None => Err(StatusCode::REQUEST_TIMEOUT),
    }
}

impl House {
    async fn take(&self, headers: &HeaderMap, body: &[u8]) -> Result<Option<Value>, StatusCode> {
        if request::is_ssl_check(body) {
            return Ok(None);
        }
        let signature = Signature::of(headers).ok_or(StatusCode::UNAUTHORIZED)?;
        if !signature.is_genuine(&self.secret, body, self.ear.inside.clock.now()) {
            return Err(StatusCode::UNAUTHORIZED);
        }
        let heard = match Call::read(headers, body) {
            Call::Challenge(challenge) => return Ok(Some(challenge)),
            Call::Payload(door, payload) => self.ear.take(door, &payload, None).await,
            Call::Unreadable => self.ear.take_unreadable(body).await,
        };
        // Anything but 200 makes Slack deliver it again, or tell the person who waits.
        let heard = heard.map_err(|IntakeError(_)| StatusCode::INTERNAL_SERVER_ERROR)?;
        for opening in heard.openings {
            let ear = Arc::clone(&self.ear);
            tokio::spawn(async move { ear.open(opening).await });
        }
        Ok(heard.answer)
    }
}

fn json_of(answer: &Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], answer.to_string()).into_response()
}

#[cfg(test)]
mod tests;
