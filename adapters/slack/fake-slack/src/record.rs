//! What a test may look up afterwards: what was called and refused, told and heard.

use crate::slack::Slack;
use crate::state::{Call, Notice};
use crate::violation::Violation;
use serde_json::Value;

impl Slack {
    /// What requests did that Slack does not want.
    pub fn violations(&self) -> Vec<Violation> {
        self.0.world().violations.clone()
    }

    /// Whether the bytes of a file have arrived.
    pub fn has_bytes(&self, file: &str) -> bool {
        self.0.world().files.get(file).is_some_and(|file| file.bytes.is_some())
    }

    /// The calls of the Web API so far.
    pub fn calls(&self) -> Vec<Call> {
        self.0.world().calls.clone()
    }

    /// What Slack told people outside of conversations: that a command failed, for example.
    pub fn notices(&self) -> Vec<Notice> {
        self.0.world().notices.clone()
    }

    /// Payloads that the app never heard of, after all retries.
    pub fn given_up(&self) -> Vec<Value> {
        self.0.world().deliveries.given_up.clone()
    }

    /// How often something was told in vain, retries counted each.
    pub fn failures(&self) -> u64 {
        self.0.world().deliveries.failed
    }

    /// How many payloads the app has heard.
    pub fn heard(&self) -> u64 {
        self.0.world().deliveries.heard
    }

    /// How many sockets the app ever opened.
    pub fn sockets_ever(&self) -> u64 {
        self.0.world().deliveries.sockets_made
    }
}
