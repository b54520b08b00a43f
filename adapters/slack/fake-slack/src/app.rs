//! The app that is installed: its tokens, and what its manifest asks for.

use crate::facts::{FACTS, TokenKind};
use serde_json::{Value, json};

/// The app as Slack knows it.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "the manifest switches these on and off")]
pub struct App {
    pub id: String,
    pub bot_id: String,
    /// The bot's own account.
    pub user_id: String,
    pub name: String,
    pub bot_token: String,
    pub socket_token: String,
    pub signing_secret: String,
    /// The old way to know Slack, still in every payload.
    pub verification: String,
    pub scopes: Vec<String>,
    events: Vec<String>,
    /// Slash commands, and whether people and links in their text are written as in messages.
    commands: Vec<(String, bool)>,
    /// Whether buttons and forms may be used at all.
    pub interactive: bool,
    /// Whether there is a Home to publish to.
    pub home: bool,
    /// Whether the app may write to people directly, and they to it.
    pub messages: bool,
    pub hears_messages: bool,
    /// Kinds and callback ids of shortcuts.
    shortcuts: Vec<(String, String)>,
    pub standing: Standing,
}

/// How the app stands with the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Installed.
    Installed,
    /// Its tokens were revoked.
    Revoked,
    /// It was removed.
    Removed,
    /// Its tokens are none that Slack knows.
    Unknown,
}

/// A manifest that asks for everything Stoa needs and for nothing else, for tests that bring none.
pub fn plain_manifest() -> Value {
    let command = |name: &str| json!({"command": name, "description": "Stoa", "should_escape": true});
    json!({
        "display_information": {"name": "Stoa"},
        "features": {
            "app_home": {
                "home_tab_enabled": true,
                "messages_tab_enabled": true,
                "messages_tab_read_only_enabled": false,
            },
            "bot_user": {"display_name": "stoa", "always_online": true},
            "slash_commands": [command("/stoa"), command("/ask"), command("/anon"), command("/kudos")],
        },
        "oauth_config": {"scopes": {"bot": [
            "app_mentions:read", "channels:history", "channels:join", "channels:read", "chat:write", "commands",
            "files:write", "groups:history", "groups:read", "im:history", "im:read", "im:write", "mpim:history",
            "mpim:read", "mpim:write", "reactions:read", "reactions:write", "team:read", "usergroups:read",
            "users:read",
        ]}},
        "settings": {
            "event_subscriptions": {"bot_events": FACTS.events.keys().collect::<Vec<_>>()},
            "interactivity": {"is_enabled": true},
            "socket_mode_enabled": true,
        },
    })
}

fn commands(list: &Value) -> Vec<(String, bool)> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(|one| Some((one["command"].as_str()?.to_owned(), one["should_escape"] == true))).collect()
}

impl App {
    /// The app that `manifest` describes.
    pub fn of(manifest: &Value) -> Self {
        let texts = |list: &Value| -> Vec<String> {
            let list = list.as_array().into_iter().flatten();
            list.filter_map(|one| one.as_str().map(str::to_owned)).collect()
        };
        let features = &manifest["features"];
        let shortcuts = features["shortcuts"].as_array().into_iter().flatten();
        let shortcuts = shortcuts.filter_map(|shortcut| {
            Some((shortcut["type"].as_str()?.to_owned(), shortcut["callback_id"].as_str()?.to_owned()))
        });
        Self {
            id: "A0STOA00001".to_owned(),
            bot_id: "B0STOA00001".to_owned(),
            user_id: "U0STOABOT01".to_owned(),
            name: features["bot_user"]["display_name"].as_str().unwrap_or("stoa").to_owned(),
            bot_token: "xoxb-1000000001-2000000002-fakefakefakefakefakefake".to_owned(),
            socket_token: "xapp-1-A0STOA00001-3000000003-fakefakefakefake".to_owned(),
            signing_secret: "8f742231b10e8888abcd99yyyzzz85a5".to_owned(),
            verification: "fakeVerificationToken000".to_owned(),
            scopes: texts(&manifest["oauth_config"]["scopes"]["bot"]),
            events: texts(&manifest["settings"]["event_subscriptions"]["bot_events"]),
            commands: commands(&features["slash_commands"]),
            interactive: manifest["settings"]["interactivity"]["is_enabled"] == true,
            home: features["app_home"]["home_tab_enabled"] == true,
            messages: features["app_home"]["messages_tab_enabled"] != false,
            hears_messages: features["app_home"]["messages_tab_read_only_enabled"] != true,
            shortcuts: shortcuts.collect(),
            standing: Standing::Installed,
        }
    }

    /// Whether one of these scopes was granted; none has to be if there are none.
    pub fn may(&self, scopes: &[String]) -> bool {
        scopes.is_empty() || scopes.iter().any(|scope| self.scopes.contains(scope))
    }

    /// Whether an event is subscribed to, and its scope granted.
    pub fn hears(&self, event: &str) -> bool {
        let may = FACTS.events.get(event).is_some_and(|scopes| self.may(scopes));
        may && self.events.iter().any(|wanted| wanted == event)
    }

    /// Whether the manifest has this slash command; if so, whether its text is written as in messages.
    pub fn command(&self, command: &str) -> Option<bool> {
        let own = self.commands.iter().find(|(own, _)| own == command);
        own.filter(|_| self.may(&["commands".to_owned()])).map(|(_, escaped)| *escaped)
    }

    /// Whether the manifest has this shortcut of a kind: `message`, `global`.
    pub fn has_shortcut(&self, kind: &str, callback_id: &str) -> bool {
        self.shortcuts.iter().any(|(own, id)| own == kind && id == callback_id)
            && self.may(&["commands".to_owned()])
    }

    /// What stands against the use of a token, in Slack's words.
    pub fn refuses(&self, token: &str, kind: TokenKind) -> Option<&'static str> {
        if token.is_empty() {
            return Some("not_authed");
        }
        if token != self.bot_token && token != self.socket_token {
            return Some("invalid_auth");
        }
        match self.standing {
            Standing::Unknown => return Some("invalid_auth"),
            Standing::Revoked => return Some("token_revoked"),
            Standing::Removed => return Some("account_inactive"),
            Standing::Installed => {}
        }
        let wanted = if kind == TokenKind::App { &self.socket_token } else { &self.bot_token };
        (token != wanted).then_some("not_allowed_token_type")
    }
}
