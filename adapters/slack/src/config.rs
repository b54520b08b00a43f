//! What the adapter has to be told, as plain values: whoever wires it in reads them from the settings.

use secrecy::SecretString;
use std::fmt;
use std::net::SocketAddr;
use stoa_chat::Network;

/// Where Slack's Web API is, unless a test says otherwise.
pub const SLACK_API: &str = "https://slack.com/api";

/// One Slack workspace, or one organisation on Enterprise Grid.
#[derive(Clone, Debug)]
pub struct SlackConfig {
    /// The id of the workspace (`T0123`), or of the organisation (`E0123`) if the app was installed there. A token of
    /// another workspace is refused at the start.
    pub workspace: String,
    /// The bot's token, `xoxb-…`.
    pub bot_token: SecretString,
    /// How Slack tells us what happens.
    pub transport: Transport,
    /// The address of the Web API without a slash at its end: [`SLACK_API`]. Anything but `https` is refused, except on
    /// this machine.
    pub api: String,
    /// What our slash commands are called.
    pub commands: CommandNames,
    /// The words that a command can begin with: a direct message that begins with one is a command.
    pub verbs: Vec<String>,
}

/// How Slack tells us what happens.
#[derive(Clone, Debug)]
pub enum Transport {
    /// Over sockets that we open: nothing has to be reachable from outside.
    Socket {
        /// The app-level token, `xapp-…`, with the scope `connections:write`.
        app_token: SecretString,
    },
    /// By requests to our own server, behind a proxy that speaks TLS. Events, commands and interactions may all go to
    /// any path below it.
    Http {
        /// Where we listen.
        listen: SocketAddr,
        /// What Slack signs its requests with.
        signing_secret: SecretString,
    },
}

/// What our slash commands are called, with their slash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandNames {
    /// The one that takes every verb: `/stoa`.
    pub main: String,
    /// Short forms, each with the verb that it stands for: `/ask` and `ask`.
    pub short: Vec<(String, String)>,
}

/// Why an adapter cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The workspace is no id of Slack's.
    #[error(
        "slack.workspace is {0:?}: it must be the id of a workspace or an organisation, such as T0123ABCD"
    )]
    Workspace(String),
    /// The address is none, or would send the token in clear.
    #[error("the address of Slack's API is {0:?}: it must begin with https://, or name this machine")]
    Api(String),
    /// A token of the wrong kind: they are easily confused.
    #[error("{what} must begin with {prefix}: see docs/slack.md for where to find it")]
    Token {
        /// The setting.
        what: &'static str,
        /// How such a token begins.
        prefix: &'static str,
    },
    /// Encrypted connections cannot be set up.
    #[error("encrypted connections cannot be set up: {0}")]
    Tls(String),
}

impl SlackConfig {
    /// The name under which accounts and places of this workspace are kept for ever.
    pub fn network(&self) -> Network {
        Network::new(format!("slack:{}", self.workspace))
    }
}

impl Default for CommandNames {
    fn default() -> Self {
        let short = ["ask", "anon", "kudos"].map(|verb| (format!("/{verb}"), verb.to_owned()));
        Self { main: "/stoa".to_owned(), short: short.into() }
    }
}

impl CommandNames {
    /// The verb that a slash command stands for; empty for the one that takes every verb. A name that we were not told
    /// of (an admin renamed it) counts as the verb itself.
    pub fn verb_of(&self, name: &str) -> String {
        if name == self.main || name.is_empty() {
            return String::new();
        }
        let short = self.short.iter().find(|(short, _)| short == name).map(|(_, verb)| verb.clone());
        short.unwrap_or_else(|| name.trim_start_matches('/').to_owned())
    }
}

impl fmt::Display for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Socket { .. } => f.write_str("Socket Mode"),
            Self::Http { listen, .. } => write!(f, "HTTP on {listen}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_can_be_renamed() {
        let names = CommandNames { main: "/guru".into(), short: vec![("/frage".into(), "ask".into())] };
        assert_eq!(names.verb_of("/guru"), "");
        assert_eq!(names.verb_of("/frage"), "ask");
        assert_eq!(names.verb_of("/kudos"), "kudos");
    }
}
