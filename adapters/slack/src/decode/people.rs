//! What Slack tells about people.

use super::{Decoded, Delivery, Hearing, fingerprint, json};
use serde_json::Value;
use stoa_chat::{Event, EventKind, Profile, Timestamp, UserRef};

impl Hearing {
    pub(super) fn profile_event(&self, event: &Value, delivery: &Delivery<'_>) -> Decoded {
        match json::at(event, &["user"]).filter(|user| user.is_object()) {
            Some(user) => self
                .profile(user, delivery.at)
                .map_or_else(|| delivery.unknown("profile without a person"), Decoded::one),
            // `user_profile_changed` may name the person only: what changed is told by `user_change`.
            None => Decoded::Nothing,
        }
    }

    /// What a user object says: from an event, `users.list` or `users.info`. The same content is the same event.
    pub fn profile(&self, user: &Value, at: Timestamp) -> Option<Event> {
        let id = json::text(user, &["id"])?;
        let locale = json::text(user, &["locale"]).map(|locale| locale.replace('_', "-"));
        let profile = Profile {
            name: name_of(user, id),
            zone: json::text(user, &["tz"]).map(str::to_owned),
            language: locale,
            active: !json::is(user, &["deleted"]),
            bot: json::is(user, &["is_bot"]) || json::is(user, &["is_workflow_bot"]) || id == "USLACKBOT",
            guest: self.is_guest(user),
            moderates: false,
        };
        let known = serde_json::to_value(&profile).unwrap_or_default();
        let updated = user.get("updated").and_then(json::moment).filter(|updated| updated.millis() > 0);
        let at = updated.unwrap_or(at);
        let event = format!("profile:{id}:{}:{}", at.millis(), fingerprint(&known));
        let who = UserRef::new(&self.network, id);
        Some(self.event(event, at, EventKind::ProfileChanged { who, profile }))
    }

    /// Guests see a few places only; strangers come from another company through a shared channel.
    fn is_guest(&self, user: &Value) -> bool {
        if ["is_restricted", "is_ultra_restricted", "is_stranger"].iter().any(|kind| json::is(user, &[kind]))
        {
            return true;
        }
        let enterprise = json::text(user, &["enterprise_user", "enterprise_id"])
            .or_else(|| json::text(user, &["enterprise_id"]));
        if enterprise.is_some() && self.enterprise.is_some() {
            return enterprise != self.enterprise.as_deref();
        }
        match (json::text(user, &["team_id"]), &self.team) {
            (Some(team), Some(ours)) => team != ours && Some(team) != self.enterprise.as_deref(),
            _ => false,
        }
    }
}

/// The name that colleagues see: what the person chose, else the full name, else the account's.
fn name_of(user: &Value, id: &str) -> String {
    let ways: [&[&str]; 6] = [
        &["profile", "display_name"],
        &["profile", "real_name"],
        &["real_name"],
        &["profile", "display_name_normalized"],
        &["profile", "real_name_normalized"],
        &["name"],
    ];
    let name = ways.iter().find_map(|way| json::text(user, way)).unwrap_or(id);
    name.to_owned()
}
