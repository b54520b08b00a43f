//! What a genuine request is: an event, a slash command, an interaction, or a question of Slack's about us.

use crate::hear::Door;
use axum::http::{HeaderMap, header};
use serde_json::{Map, Value, json};

/// What a request calls for.
pub enum Call {
    /// Slack wants to see that the address is ours.
    Challenge(Value),
    /// Something happened.
    Payload(Door, Value),
    /// It is genuine, and nothing that Slack sends.
    Unreadable,
}

impl Call {
    /// Reads a body by its kind; the header only helps, since proxies change it.
    pub fn read(headers: &HeaderMap, body: &[u8]) -> Self {
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let is_form = kind.starts_with("application/x-www-form-urlencoded");
        if !is_form && let Ok(payload) = serde_json::from_slice::<Value>(body) {
            return Self::of_json(payload);
        }
        Self::of_form(body)
            .or_else(|| serde_json::from_slice(body).ok().map(Self::of_json))
            .unwrap_or(Self::Unreadable)
    }

    fn of_json(payload: Value) -> Self {
        if payload["type"] == "url_verification" {
            return Self::Challenge(json!({ "challenge": payload["challenge"] }));
        }
        if payload.is_object() { Self::Payload(Door::Event, payload) } else { Self::Unreadable }
    }

    fn of_form(body: &[u8]) -> Option<Self> {
        let fields: Map<String, Value> = form_urlencoded::parse(body)
            .map(|(name, value)| (name.into_owned(), Value::String(value.into_owned())))
            .collect();
        if let Some(payload) = fields.get("payload").and_then(Value::as_str) {
            let payload = serde_json::from_str(payload).ok()?;
            return Some(Self::Payload(Door::Interaction, payload));
        }
        let named = fields.contains_key("command");
        named.then_some(Self::Payload(Door::Command, Value::Object(fields)))
    }
}

/// Whether Slack only asks about our certificate, which it does without signing: `ssl_check=1&token=…`.
pub fn is_ssl_check(body: &[u8]) -> bool {
    body.len() <= 1_024
        && !body.starts_with(b"{")
        && form_urlencoded::parse(body).any(|(name, value)| name == "ssl_check" && value == "1")
        && !form_urlencoded::parse(body).any(|(name, _)| name == "command" || name == "payload")
}
