//! `[engine]`, `[server]` and `[log]`: how hard Stoa tries, and how it is watched.

use super::Span;
use super::problem::Wrong;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::net::SocketAddr;
use tracing_subscriber::EnvFilter;

/// How events and actions are claimed, tried again and given up.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EngineSettings {
    /// How often an event is tried before it is parked with its error.
    pub attempts: u32,
    /// How long a claimed piece of work belongs to its process, should that process die.
    pub lease: Span,
    /// How long the first retry waits; each further one waits twice as long.
    pub retry_first: Span,
    /// How long a retry waits at most.
    pub retry_most: Span,
    /// How long to wait, after an answer was lost, before the network is searched for the message.
    pub unknown_wait: Span,
    /// How many searches are made before an action is parked as uncertain.
    pub searches: u32,
    /// How long the names of accepted events are remembered, by which one that comes again is recognised, and how long
    /// actions that could not be sent are kept.
    pub keep_keys: Span,
}

impl Default for EngineSettings {
    fn default() -> Self {
        Self {
            attempts: 8,
            lease: Span::seconds(30),
            retry_first: Span::seconds(1),
            retry_most: Span::minutes(10),
            unknown_wait: Span::seconds(60),
            searches: 3,
            keep_keys: Span::days(14),
        }
    }
}

impl EngineSettings {
    /// What is wrong with these values although each is well-formed.
    pub(crate) fn wrong(&self) -> Wrong {
        let mut wrong = Vec::new();
        for (key, count) in [("attempts", self.attempts), ("searches", self.searches)] {
            if count == 0 {
                wrong.push((key, "must be at least 1".to_owned()));
            }
        }
        for (key, span) in [("lease", self.lease), ("retry_first", self.retry_first)] {
            if span < Span::seconds(1) {
                wrong.push((key, "must be at least 1s".to_owned()));
            }
        }
        if self.retry_most < self.retry_first {
            wrong.push(("retry_most", format!("must not be less than retry_first ({})", self.retry_first)));
        }
        if self.keep_keys < Span::days(1) {
            wrong.push((
                "keep_keys",
                "must be at least 1d: a network may tell us of an event again hours later".to_owned(),
            ));
        }
        wrong
    }
}

/// The pages for machines: health, readiness and metrics.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServerSettings {
    /// The address to listen on; empty means that there are no such pages.
    #[serde(serialize_with = "write_address", deserialize_with = "read_address")]
    pub listen: Option<SocketAddr>,
}

#[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
pub(super) fn write_address<S: Serializer>(
    address: &Option<SocketAddr>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&address.map_or_else(String::new, |address| address.to_string()))
}

pub(super) fn read_address<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<SocketAddr>, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.is_empty() {
        return Ok(None);
    }
    let refused = |_| de::Error::custom(format!("`{text}` is no numeric address with a port"));
    text.parse().map(Some).map_err(refused)
}

/// What is logged to the standard error stream, and how.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LogSettings {
    /// The form of a line.
    pub format: LogFormat,
    /// The least level (`error`, `warn`, `info`, `debug`, `trace`), also by module: `info,stoa::engine=debug`.
    ///
    /// What other people's crates log below a warning is never shown: it may hold what somebody typed.
    pub filter: String,
}

impl Default for LogSettings {
    fn default() -> Self {
        Self { format: LogFormat::Text, filter: "info".to_owned() }
    }
}

impl LogSettings {
    /// What is wrong with these values although each is well-formed.
    pub(crate) fn wrong(&self) -> Wrong {
        let levels =
            "is no filter: write error, warn, info, debug or trace, or module=level with commas between";
        let wrong = EnvFilter::builder().parse(&self.filter).err();
        wrong.map(|_| ("filter", format!("`{}` {levels}", self.filter))).into_iter().collect()
    }
}

/// The form of a log line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", try_from = "String")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs: one JSON object a line.
    Json,
}

impl TryFrom<String> for LogFormat {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        match name.as_str() {
            "text" => Ok(Self::Text),
            "json" => Ok(Self::Json),
            _ => Err(format!("`{name}` is no format: write text or json")),
        }
    }
}
