//! Slack's signature: proof that a request comes from Slack, and that it was sent just now.

use axum::http::HeaderMap;
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::Sha256;
use stoa_chat::Timestamp;

/// How far a request's time may be from ours, in seconds: an older one may be a recording.
const MOST_SKEW: i64 = 300;

const SIGNATURE: &str = "x-slack-signature";
const TIME: &str = "x-slack-request-timestamp";

/// What a request says of its origin.
pub struct Signature<'a> {
    /// Seconds since 1970, as written.
    time: &'a str,
    /// `v0=` and a number in hexadecimal.
    proof: &'a str,
}

impl<'a> Signature<'a> {
    /// Whether a request says anything of its origin.
    pub fn is_there(headers: &HeaderMap) -> bool {
        headers.contains_key(SIGNATURE) && headers.contains_key(TIME)
    }

    /// What a request says of its origin, if it does so once and readably.
    pub fn of(headers: &'a HeaderMap) -> Option<Self> {
        let one = |name: &str| {
            let mut all = headers.get_all(name).iter();
            let first = all.next()?.to_str().ok()?;
            all.next().is_none().then_some(first)
        };
        Some(Self { time: one(TIME)?, proof: one(SIGNATURE)? })
    }

    /// Whether Slack signed `body` with `secret` near `now`.
    pub fn is_genuine(&self, secret: &SecretString, body: &[u8], now: Timestamp) -> bool {
        let fresh = self.time.bytes().all(|byte| byte.is_ascii_digit())
            && self
                .time
                .parse::<i64>()
                .is_ok_and(|time| (now.millis() / 1000).abs_diff(time) <= MOST_SKEW.unsigned_abs());
        let Some(proof) = self.proof.strip_prefix("v0=").and_then(bytes_of) else { return false };
        let Some(mac) = mac(secret, self.time, body) else { return false };
        // In constant time, whatever differs.
        fresh & mac.verify_slice(&proof).is_ok()
    }
}

/// The signature of `body` sent at `time`, in seconds since 1970: for tests, and for whoever plays Slack.
pub fn sign(secret: &SecretString, time: i64, body: &[u8]) -> String {
    let Some(mac) = mac(secret, &time.to_string(), body) else { return String::new() };
    let proof = mac.finalize().into_bytes();
    proof.iter().fold("v0=".to_owned(), |hex, byte| format!("{hex}{byte:02x}"))
}

fn mac(secret: &SecretString, time: &str, body: &[u8]) -> Option<Hmac<Sha256>> {
    // A key of any length will do, so this cannot fail.
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes()).ok()?;
    for part in [b"v0:", time.as_bytes(), b":", body] {
        mac.update(part);
    }
    Some(mac)
}

fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let digits = hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
    digits.then(|| (0..32).filter_map(|at| u8::from_str_radix(&hex[at * 2..at * 2 + 2], 16).ok()).collect())
}
