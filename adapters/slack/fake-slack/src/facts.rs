//! The facts about Slack's Web API and events that requests are held to, read from `adapters/slack/facts.toml`.
//!
//! The table is ours and small; a test compares it with Slack's own reference. It lies beside the adapter, so
//! that both sides read one file.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The table.
pub static FACTS: LazyLock<Facts> = LazyLock::new(|| {
    toml::from_str(include_str!("../../facts.toml")).expect("adapters/slack/facts.toml is well-formed")
});

/// All that is known.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// Errors that any method may answer.
    pub common_errors: Vec<String>,
    /// The scopes of which an event needs one.
    pub events: BTreeMap<String, Vec<String>>,
    /// The methods by name.
    pub methods: BTreeMap<String, Method>,
}

/// One method of the Web API.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// `GET` or `POST`.
    pub verb: String,
    /// Whether a JSON body is read.
    #[serde(default)]
    pub json_body: bool,
    /// Which token it takes.
    #[serde(default)]
    pub token: TokenKind,
    /// How often it may be called.
    pub tier: Tier,
    /// The scopes of which one is needed.
    pub scopes: Vec<String>,
    /// Arguments that are texts.
    #[serde(default)]
    pub text: Vec<String>,
    /// Arguments that name a message by its time.
    #[serde(default)]
    pub ts: Vec<String>,
    /// Arguments that are true or false.
    #[serde(default)]
    pub flag: Vec<String>,
    /// Arguments that are numbers.
    #[serde(default)]
    pub number: Vec<String>,
    /// Arguments that are objects or lists, or JSON texts of them.
    #[serde(default)]
    pub object: Vec<String>,
    /// Arguments that cannot be left out.
    #[serde(default)]
    pub required: Vec<String>,
    /// What it may answer beside [`Facts::common_errors`].
    #[serde(default)]
    pub errors: Vec<String>,
}

/// Which token a method takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenKind {
    /// The bot's, `xoxb-…`.
    #[default]
    Bot,
    /// The app-level one, `xapp-…`.
    App,
}

/// How often a method may be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Tier {
    /// Once a minute.
    #[serde(rename = "1")]
    One,
    /// 20 times a minute.
    #[serde(rename = "2")]
    Two,
    /// 50 times a minute.
    #[serde(rename = "3")]
    Three,
    /// 100 times a minute.
    #[serde(rename = "4")]
    Four,
    /// Once a second in each channel.
    #[serde(rename = "channel")]
    Channel,
    /// Several hundred times a minute.
    #[serde(rename = "special")]
    Special,
}

/// What type an argument has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// The time that names a message, `1700000000.000100`.
    Ts,
    /// True or false.
    Flag,
    /// A number.
    Number,
    /// An object or a list, or its JSON text.
    Object,
}

impl Tier {
    /// How many calls a minute go on for ever.
    pub fn per_minute(self) -> u32 {
        match self {
            Self::One => 1,
            Self::Two => 20,
            Self::Three => 50,
            Self::Four => 100,
            Self::Channel => 60,
            Self::Special => 600,
        }
    }

    /// How many calls may come at once.
    pub fn burst(self) -> u32 {
        match self {
            // As many sockets as an app may hold, so that it can open them all.
            Self::One => 10,
            Self::Channel => 4,
            _ => self.per_minute(),
        }
    }
}

impl Method {
    /// The type of an argument, if the method has it.
    pub fn kind(&self, argument: &str) -> Option<Kind> {
        let kinds = [
            (&self.text, Kind::Text),
            (&self.ts, Kind::Ts),
            (&self.flag, Kind::Flag),
            (&self.number, Kind::Number),
            (&self.object, Kind::Object),
        ];
        kinds.into_iter().find(|(names, _)| names.iter().any(|name| name == argument)).map(|(_, kind)| kind)
    }

    /// All arguments with their types.
    pub fn arguments(&self) -> BTreeMap<&str, Kind> {
        let names = [&self.text, &self.ts, &self.flag, &self.number, &self.object].into_iter().flatten();
        names.filter_map(|name| Some((name.as_str(), self.kind(name)?))).collect()
    }
}

impl Facts {
    /// Whether `method` may answer `error`.
    pub fn may_fail(&self, method: &str, error: &str) -> bool {
        let own = self.methods.get(method).is_some_and(|method| method.errors.iter().any(|own| own == error));
        own || self.common_errors.iter().any(|common| common == error)
    }
}
