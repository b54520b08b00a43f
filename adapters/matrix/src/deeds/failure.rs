//! What the server's refusals mean for an action.

use matrix_sdk::ruma::api::error::{ErrorKind, RetryAfter};
use matrix_sdk::{Error, HttpError};
use std::time::Duration;
use stoa_chat::Outcome;

/// How long to wait when the server does not say, or could not be reached.
const AGAIN: Duration = Duration::from_secs(2);

/// How long to wait when the trouble is ours.
const LATER: Duration = Duration::from_secs(10);

/// Why something was not done.
#[derive(Clone, PartialEq, Eq)]
pub enum Failure {
    /// It was not done; the server wants us to wait, or was not there.
    Wait(Duration),
    /// It may have been done.
    Unknown,
    /// What it is about is gone.
    Gone,
    /// It was refused: the server's code, and words for the admin.
    Refused(String, String),
    /// We are not let in any more.
    Revoked,
}

/// The server's own words may name people: they are for the admin, and not for the log.
impl std::fmt::Debug for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Wait(wait) => f.debug_tuple("Wait").field(wait).finish(),
            Self::Unknown => f.write_str("Unknown"),
            Self::Gone => f.write_str("Gone"),
            Self::Refused(code, _) => f.debug_tuple("Refused").field(code).finish(),
            Self::Revoked => f.write_str("Revoked"),
        }
    }
}

impl Failure {
    /// How the port calls it.
    pub fn outcome(self) -> Outcome {
        match self {
            Self::Wait(wait) => Outcome::RetryAfter(wait),
            Self::Unknown => Outcome::Unknown,
            Self::Gone => Outcome::Gone,
            Self::Refused(code, words) => {
                Outcome::Refused(if words.is_empty() { code } else { format!("{code}: {words}") })
            }
            Self::Revoked => Outcome::Revoked,
        }
    }

    pub fn refused(words: impl Into<String>) -> Self {
        Self::Refused("refused".to_owned(), words.into())
    }

    /// Whether the server's code is this one.
    pub fn is(&self, code: &str) -> bool {
        matches!(self, Self::Refused(known, _) if known == code)
    }
}

/// What an error of the library means.
pub fn of_sdk(error: &Error) -> Failure {
    match error {
        Error::Http(error) => of_http(error),
        Error::WrongRoomState(_) => {
            Failure::Refused("M_FORBIDDEN".to_owned(), "we are not in that room".to_owned())
        }
        Error::ConcurrentRequestFailed | Error::Timeout => Failure::Wait(AGAIN),
        // The stores are busy or the disk is full, or an answer about keys was lost: nothing was sent.
        Error::StateStore(_)
        | Error::CryptoStoreError(_)
        | Error::CrossProcessLockError(_)
        | Error::OlmError(_)
        | Error::MegolmError(_)
        | Error::Io(_) => {
            tracing::warn!(error = %kind_of(error), "the keys of Matrix cannot be used just now");
            Failure::Wait(LATER)
        }
        other => Failure::refused(other.to_string()),
    }
}

/// What an error on the way to the server means.
pub fn of_http(error: &HttpError) -> Failure {
    match error {
        HttpError::Reqwest(error) if error.is_connect() || error.is_builder() => Failure::Wait(AGAIN),
        HttpError::Cached(error) => of_http(error),
        _ => of_answer(error),
    }
}

/// What kind of error it is, in a word: the whole of it may name people.
fn kind_of(error: &Error) -> String {
    let told = format!("{error:?}");
    told.chars().take_while(char::is_ascii_alphanumeric).collect()
}

fn of_answer(error: &HttpError) -> Failure {
    let Some(answer) = error.as_client_api_error() else { return Failure::Unknown };
    let words = answer.to_string();
    match answer.error_kind() {
        Some(ErrorKind::LimitExceeded(limit)) => match limit.retry_after {
            Some(RetryAfter::Delay(wait)) => Failure::Wait(wait),
            _ => Failure::Wait(AGAIN),
        },
        Some(ErrorKind::UnknownToken(_) | ErrorKind::MissingToken | ErrorKind::UserDeactivated) => {
            Failure::Revoked
        }
        Some(ErrorKind::NotFound) => Failure::Gone,
        _ if answer.status_code.is_server_error() => Failure::Unknown,
        Some(kind) => Failure::Refused(kind.errcode().to_string(), words),
        None => Failure::Refused("refused".to_owned(), words),
    }
}
