//! What the adapter has to be told, as plain values: whoever wires it in reads them from the settings.

use chrono_tz::Tz;
use matrix_sdk::ruma::{OwnedUserId, UserId};
use secrecy::SecretString;
use std::path::PathBuf;
use stoa_chat::Network;

/// One account on one homeserver.
#[derive(Clone, Debug)]
pub struct MatrixConfig {
    /// The base address of the homeserver: `https://matrix.example.org`.
    pub homeserver: String,
    /// The bot's whole name: `@stoa:example.org`. No other client may use this account.
    pub user: String,
    /// What proves that we are this user.
    /// Only needed for the first login: afterwards the session in the folder counts.
    pub credential: Option<Credential>,
    /// The folder of the session and of the encryption keys, for one process at a time.
    pub folder: PathBuf,
    /// What the stores in the folder are encrypted with.
    pub passphrase: Passphrase,
    /// The file that the recovery key is written to at the first login, and read from when the folder was lost.
    pub recovery_key: PathBuf,
    /// What a command in a room begins with: `!stoa`.
    pub prefix: String,
    /// Whether `!ask` is a command too, without the prefix.
    pub bare: bool,
    /// Whose invitations are accepted and who are colleagues: whole names of users, or servers.
    pub invite_from: Vec<String>,
    /// A space whose members are colleagues too, by id or alias; empty if there is none.
    pub space: String,
    /// Whether the choices under a message are put there as reactions, ready to be clicked.
    pub reactions: bool,
    /// How many events of a room one answer of the server brings at most; what is missing is fetched.
    pub timeline_limit: u32,
    /// The words that a command can begin with: a direct message that begins with one is a command.
    pub verbs: Vec<String>,
    /// The zone in which moments are written, since Matrix knows none of its users'.
    pub zone: Tz,
}

/// What proves that we are who we say.
#[derive(Clone, Debug)]
pub enum Credential {
    /// The account's password, used once: afterwards the session in the folder counts.
    Password(SecretString),
    /// An access token that somebody made for us.
    Token(SecretString),
}

/// What the stores are encrypted with.
#[derive(Clone, Debug)]
pub enum Passphrase {
    /// The passphrase itself.
    Given(SecretString),
    /// The file that holds it; the first start makes it.
    File(PathBuf),
}

/// Why an adapter cannot be set up.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// The bot's name is none.
    #[error("matrix.user is {0:?}: it must be a whole name such as @stoa:example.org")]
    User(String),
    /// The address is none, or would send the password in clear.
    #[error("matrix.homeserver is {0:?}: it must begin with https://, or name this machine")]
    Homeserver(String),
    /// The prefix would make a command of everything, or of nothing.
    #[error("matrix.prefix is {0:?}: it must be one word, such as !stoa")]
    Prefix(String),
    /// An entry of the allow-list is neither a user nor a server.
    #[error(
        "matrix.invite_from names {0:?}: it must be a user such as @ana:example.org or a server such as example.org"
    )]
    Invite(String),
}

impl MatrixConfig {
    /// The bot's name, taken apart.
    ///
    /// # Errors
    /// When it is none.
    pub fn user_id(&self) -> Result<OwnedUserId, SetupError> {
        UserId::parse(&self.user).map_err(|_| SetupError::User(self.user.clone()))
    }

    /// Finds what cannot work.
    pub(crate) fn check(&self) -> Result<OwnedUserId, SetupError> {
        let address = self.homeserver.as_str();
        let host =
            address.strip_prefix("http://").map(|rest| rest.split(['/', ':']).next().unwrap_or_default());
        if !(address.starts_with("https://") || matches!(host, Some("localhost" | "127.0.0.1"))) {
            return Err(SetupError::Homeserver(self.homeserver.clone()));
        }
        if self.prefix.is_empty() || self.prefix.contains(char::is_whitespace) {
            return Err(SetupError::Prefix(self.prefix.clone()));
        }
        let own = self.user_id()?;
        self.colleagues()?;
        Ok(own)
    }

    /// Who is named as a colleague; if nobody is, everybody on our own server.
    pub(crate) fn colleagues(&self) -> Result<Colleagues, SetupError> {
        let mut colleagues = Colleagues::default();
        if self.invite_from.is_empty() {
            colleagues.servers.push(self.user_id()?.server_name().to_string());
        }
        for entry in &self.invite_from {
            if entry.starts_with('@') {
                let user = UserId::parse(entry).map_err(|_| SetupError::Invite(entry.clone()))?;
                colleagues.users.push(user);
            } else if matrix_sdk::ruma::ServerName::parse(entry).is_ok() {
                colleagues.servers.push(entry.clone());
            } else {
                return Err(SetupError::Invite(entry.clone()));
            }
        }
        Ok(colleagues)
    }
}

/// The name under which accounts and rooms of `user`'s homeserver are kept for ever.
pub fn network_of(user: &UserId) -> Network {
    Network::new(format!("matrix:{}", user.server_name()))
}

/// Who belongs to the company.
#[derive(Clone, Debug, Default)]
pub struct Colleagues {
    users: Vec<OwnedUserId>,
    servers: Vec<String>,
}

impl Colleagues {
    /// Whether this person is named, or their server is.
    pub fn include(&self, user: &UserId) -> bool {
        self.users.iter().any(|known| known == user)
            || self.servers.iter().any(|server| server == user.server_name().as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use matrix_sdk::ruma::user_id;

    fn config() -> MatrixConfig {
        MatrixConfig {
            homeserver: "https://matrix.example.org".into(),
            user: "@stoa:example.org".into(),
            credential: Some(Credential::Password("secret".to_owned().into())),
            folder: PathBuf::new(),
            passphrase: Passphrase::Given("secret".to_owned().into()),
            recovery_key: PathBuf::new(),
            prefix: "!stoa".into(),
            bare: false,
            invite_from: vec!["example.org".into(), "@ana:elsewhere.org".into()],
            space: String::new(),
            reactions: true,
            timeline_limit: 50,
            verbs: Vec::new(),
            zone: chrono_tz::UTC,
        }
    }

    fn refused(change: fn(&mut MatrixConfig)) -> String {
        let mut config = config();
        change(&mut config);
        config.check().map_or_else(|error| error.to_string(), |_| String::new())
    }

    #[test]
    fn what_cannot_work_is_refused_with_the_key() {
        assert_eq!(refused(|_| ()), "");
        assert_eq!(refused(|config| config.homeserver = "http://localhost:8008".into()), "");
        assert!(
            refused(|config| config.homeserver = "http://example.org".into()).contains("matrix.homeserver")
        );
        assert!(refused(|config| config.user = "stoa".into()).contains("matrix.user"));
        assert!(refused(|config| config.prefix = "! stoa".into()).contains("matrix.prefix"));
        assert!(refused(|config| config.invite_from = vec!["ana b".into()]).contains("matrix.invite_from"));
    }

    #[test]
    fn colleagues_are_named_or_on_a_named_server() {
        let colleagues = config().colleagues().unwrap();
        assert!(colleagues.include(user_id!("@ben:example.org")));
        assert!(colleagues.include(user_id!("@ana:elsewhere.org")));
        assert!(!colleagues.include(user_id!("@ben:elsewhere.org")));
    }

    #[test]
    fn nothing_secret_is_shown() {
        assert!(!format!("{:?}", config()).contains("secret\""), "{:?}", config());
    }
}
