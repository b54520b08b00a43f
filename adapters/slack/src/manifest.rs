//! The manifest that a Slack app is made from: its commands, its shortcuts, what it hears of and what it may do.
//!
//! The permissions are the fewest with which everything works. An app that a company makes from it for itself is
//! exempt from the limits that Slack sets for sold ones.

use serde_json::{Value, json};

/// The bot's permissions, in order.
const SCOPES: &[&str] = &[
    "app_mentions:read",
    "channels:history",
    "channels:join",
    "channels:read",
    "chat:write",
    "commands",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "mpim:history",
    "mpim:read",
    "mpim:write",
    "reactions:read",
    "reactions:write",
    "usergroups:read",
    "users:read",
];

/// What the bot hears of, in order.
const EVENTS: &[&str] = &[
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "member_joined_channel",
    "member_left_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "message.mpim",
    "reaction_added",
    "reaction_removed",
    "team_join",
    "tokens_revoked",
    "user_change",
];

/// What Slack cuts a description to, and a usage hint, and a shortcut's name.
const DESCRIPTION: usize = 140;
const SHORTCUT: usize = 24;

/// What an app is to be.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// What the app and its bot are called; at most 35 characters.
    pub name: String,
    /// What it is for, in a line.
    pub description: String,
    /// Its slash commands.
    pub commands: Vec<ManifestCommand>,
    /// Its commands in menus.
    pub shortcuts: Vec<ManifestShortcut>,
    /// Where Slack sends requests to; `None` for Socket Mode.
    pub request_url: Option<String>,
}

/// A slash command.
#[derive(Clone, Debug)]
pub struct ManifestCommand {
    /// Its name, with its slash.
    pub name: String,
    /// What it is for, in a line.
    pub description: String,
    /// What can follow it.
    pub usage_hint: String,
}

/// A command that is not typed.
#[derive(Clone, Debug)]
pub struct ManifestShortcut {
    /// Whether it is about nothing in particular: it stands beside the field in which messages are written, and in the
    /// search bar. Else it stands in the menu of a message.
    pub global: bool,
    /// What stands in the menu; at most 24 characters.
    pub name: String,
    /// The verb that it stands for.
    pub verb: String,
    /// What it is for, in a line.
    pub description: String,
}

impl Manifest {
    /// The manifest as JSON, the same for the same input.
    pub fn to_json(&self) -> Value {
        let mut settings = json!({
            "event_subscriptions": { "bot_events": EVENTS },
            "interactivity": { "is_enabled": true },
            "org_deploy_enabled": false,
            "socket_mode_enabled": self.request_url.is_none(),
            "token_rotation_enabled": false,
        });
        if let Some(url) = &self.request_url {
            settings["event_subscriptions"]["request_url"] = json!(url);
            settings["interactivity"]["request_url"] = json!(url);
        }
        json!({
            "_metadata": { "major_version": 2, "minor_version": 1 },
            "display_information": { "name": self.name, "description": cut(&self.description, DESCRIPTION) },
            "features": {
                "app_home": {
                    "home_tab_enabled": true,
                    "messages_tab_enabled": true,
                    "messages_tab_read_only_enabled": false,
                },
                "bot_user": { "display_name": self.name, "always_online": true },
                "slash_commands": self.commands.iter().map(|command| self.command(command)).collect::<Vec<_>>(),
                "shortcuts": self.shortcuts.iter().map(shortcut).collect::<Vec<_>>(),
            },
            "oauth_config": { "scopes": { "bot": SCOPES } },
            "settings": settings,
        })
    }

    fn command(&self, command: &ManifestCommand) -> Value {
        let mut entry = json!({
            "command": command.name,
            "description": cut(&command.description, DESCRIPTION),
            // People and channels come as their ids, which nobody can mistype.
            "should_escape": true,
        });
        if !command.usage_hint.is_empty() {
            entry["usage_hint"] = json!(cut(&command.usage_hint, DESCRIPTION));
        }
        if let Some(url) = &self.request_url {
            entry["url"] = json!(url);
        }
        entry
    }
}

fn shortcut(shortcut: &ManifestShortcut) -> Value {
    json!({
        "name": cut(&shortcut.name, SHORTCUT),
        "type": if shortcut.global { "global" } else { "message" },
        "callback_id": shortcut.verb,
        "description": cut(&shortcut.description, DESCRIPTION),
    })
}

fn cut(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    let begin: String = words.chars().take(most - 1).collect();
    format!("{}…", begin.trim_end())
}
