//! What was shown to one person alone. Slack keeps no such message, and changes one only through the address that
//! comes with a press of a button on it: so the addresses are kept for as long as Slack takes them.

use crate::adapter::is_here;
use crate::decode::json;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use stoa_chat::{MessageRef, Timestamp};
use url::Url;

/// How long Slack takes an address.
const LASTS: Duration = Duration::from_mins(30);
/// How often it takes one.
const USES: u8 = 5;

/// The addresses by conversation and message.
#[derive(Default)]
pub struct Whispers(Mutex<HashMap<(String, String), Address>>);

struct Address {
    /// A secret: whoever has it can write there.
    url: String,
    until: Timestamp,
    uses: u8,
}

impl std::fmt::Debug for Whispers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Whispers").finish_non_exhaustive()
    }
}

impl Whispers {
    /// Keeps the address that a press brings, if it is one on what a single person sees.
    pub fn hear(&self, payload: &Value, now: Timestamp) {
        if !json::is(payload, &["container", "is_ephemeral"]) {
            return;
        }
        let text = |path: &[&str]| json::text(payload, path).map(str::to_owned);
        let names = text(&["container", "channel_id"]).zip(text(&["container", "message_ts"]));
        let (Some(names), Some(url)) = (names, text(&["response_url"]).filter(|url| is_slacks(url))) else {
            return;
        };
        let mut known = self.known();
        known.retain(|_, address| address.until > now);
        known.insert(names, Address { url, until: now + LASTS, uses: USES });
    }

    /// The address through which a message can be changed now, if there is one.
    pub fn address(&self, message: &MessageRef, now: Timestamp) -> Option<String> {
        let mut known = self.known();
        let address = known.get_mut(&(message.place.id.clone(), message.id.clone()))?;
        if address.until <= now || address.uses == 0 {
            return None;
        }
        address.uses -= 1;
        Some(address.url.clone())
    }

    fn known(&self) -> MutexGuard<'_, HashMap<(String, String), Address>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether our words, and with them our token, may go there.
fn is_slacks(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| {
        let of_slack = url.host_str().is_some_and(|host| host == "slack.com" || host.ends_with(".slack.com"));
        url.scheme() == "https" && of_slack || is_here(&url)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json as object;
    use stoa_chat::{Network, PlaceRef};

    const START: Timestamp = Timestamp::from_millis(1_800_000_000_000);

    fn message() -> MessageRef {
        MessageRef::new(&PlaceRef::new(&Network::new("slack:T1"), "C1"), "17.5")
    }

    fn press(url: &str, ephemeral: bool) -> Value {
        let container = object!({ "channel_id": "C1", "message_ts": "17.5", "is_ephemeral": ephemeral });
        object!({ "container": container, "response_url": url })
    }

    #[test]
    fn an_address_is_used_five_times_within_half_an_hour() {
        let (whispers, url) = (Whispers::default(), "https://hooks.slack.com/actions/T1/2/x");
        whispers.hear(&press(url, true), START);
        for _ in 0..USES {
            assert_eq!(whispers.address(&message(), START).as_deref(), Some(url));
        }
        assert_eq!(whispers.address(&message(), START), None);
        whispers.hear(&press(url, true), START);
        assert_eq!(whispers.address(&message(), START + LASTS), None);
    }

    #[test]
    fn only_slacks_own_address_for_what_one_person_sees_is_kept() {
        let whispers = Whispers::default();
        whispers.hear(&press("https://hooks.slack.com/actions/T1/2/x", false), START);
        for url in
            ["https://slack.com.evil.example/x", "http://hooks.slack.com/x", "https://evil.example", "x"]
        {
            whispers.hear(&press(url, true), START);
        }
        assert_eq!(whispers.address(&message(), START), None);
    }
}
