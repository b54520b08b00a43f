//! The methods of the Web API that we call, and how often Slack permits each.

/// How a method takes its arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// In the address: Slack reads no JSON there.
    Get,
    /// As JSON.
    Post,
    /// As a form: some methods read nothing else.
    Form,
}

/// One method of the Web API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Method {
    /// Its name: `chat.postMessage`.
    pub name: &'static str,
    /// How it takes its arguments.
    pub verb: Verb,
    /// How many calls of it Slack permits in a minute: its tier.
    pub per_minute: u32,
    /// Whether it is also counted for each place, one call a second.
    pub per_place: bool,
}

/// Slack's tiers: calls in a minute, for each method, workspace and app.
const TIER_2: u32 = 20;
const TIER_3: u32 = 50;
const TIER_4: u32 = 100;
/// What Slack calls special, several hundred in a minute for a workspace.
const SPECIAL: u32 = 600;

const fn get(name: &'static str, per_minute: u32) -> Method {
    Method { name, verb: Verb::Get, per_minute, per_place: false }
}

const fn post(name: &'static str, per_minute: u32) -> Method {
    Method { name, verb: Verb::Post, per_minute, per_place: false }
}

pub const AUTH_TEST: Method = post("auth.test", SPECIAL);
pub const CONNECTIONS_OPEN: Method = post("apps.connections.open", TIER_2);
pub const CHAT_POST: Method = Method { per_place: true, ..post("chat.postMessage", SPECIAL) };
pub const CHAT_EPHEMERAL: Method = post("chat.postEphemeral", TIER_4);
pub const CHAT_UPDATE: Method = post("chat.update", TIER_3);
pub const CHAT_DELETE: Method = post("chat.delete", TIER_3);
pub const CONVERSATIONS_HISTORY: Method = get("conversations.history", TIER_3);
pub const CONVERSATIONS_REPLIES: Method = get("conversations.replies", TIER_3);
pub const CONVERSATIONS_OPEN: Method = post("conversations.open", TIER_3);
pub const CONVERSATIONS_JOIN: Method = post("conversations.join", TIER_3);
pub const CONVERSATIONS_MEMBERS: Method = get("conversations.members", TIER_4);
pub const REACTIONS_ADD: Method = post("reactions.add", TIER_3);
pub const VIEWS_OPEN: Method = post("views.open", TIER_4);
pub const VIEWS_UPDATE: Method = post("views.update", TIER_4);
pub const VIEWS_PUBLISH: Method = post("views.publish", TIER_4);
pub const FILES_URL: Method = Method { verb: Verb::Form, ..post("files.getUploadURLExternal", TIER_4) };
pub const FILES_COMPLETE: Method = post("files.completeUploadExternal", TIER_4);
pub const USERS_LIST: Method = get("users.list", TIER_2);
pub const USERS_INFO: Method = get("users.info", TIER_4);
pub const USERGROUPS_LIST: Method = get("usergroups.list", TIER_2);

/// Every method that we call, to be compared with Slack's reference.
#[cfg(test)]
pub const ALL: [Method; 20] = [
    AUTH_TEST,
    CONNECTIONS_OPEN,
    CHAT_POST,
    CHAT_EPHEMERAL,
    CHAT_UPDATE,
    CHAT_DELETE,
    CONVERSATIONS_HISTORY,
    CONVERSATIONS_REPLIES,
    CONVERSATIONS_OPEN,
    CONVERSATIONS_JOIN,
    CONVERSATIONS_MEMBERS,
    REACTIONS_ADD,
    VIEWS_OPEN,
    VIEWS_UPDATE,
    VIEWS_PUBLISH,
    FILES_URL,
    FILES_COMPLETE,
    USERS_LIST,
    USERS_INFO,
    USERGROUPS_LIST,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference_tests::read;

    #[test]
    fn slack_knows_these_methods_and_tiers() {
        let (Some(methods), Some(tiers)) = (read("methods.json"), read("rate-limit-tiers.json")) else {
            return;
        };
        for method in ALL {
            let known = &methods[method.name];
            assert!(known.is_object(), "Slack has no {}", method.name);
            let json = known["json_input_supported"] == true;
            assert!(method.verb != Verb::Post || json, "{} takes no JSON", method.name);
            let verb = if method.verb == Verb::Get { "GET" } else { "POST" };
            assert_eq!(known["http_method"], verb, "{}", method.name);
            let most = match tiers[method.name].as_str().unwrap_or_default() {
                // Each reconnection needs one, and Slack lets a burst pass: what it refuses, it says.
                "Tier1" | "Tier2" => TIER_2,
                "Tier3" => TIER_3,
                "Tier4" => TIER_4,
                _ => SPECIAL,
            };
            assert!(method.per_minute <= most, "{} is called too often", method.name);
        }
    }
}
