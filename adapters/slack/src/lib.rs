//! Stoa on Slack: the port's adapter to one workspace, or to one organisation on Enterprise Grid.
//!
//! What people do comes in through Socket Mode or the Events API, is read from raw JSON by `decode` and handed to the
//! core's inbox by `hear`, which acknowledges it afterwards. What Stoa does goes out through `deeds`: `render` turns
//! words into Block Kit, `web` calls the Web API and keeps Slack's rate limits. The manifest that an app is made from
//! is written by [`Manifest`].
//!
//! slack-morphism carries the calls. Its own log lines quote whole messages, so [`MUTED`] is to be dropped from logs.

mod adapter;
mod clock;
mod config;
mod decode;
mod deeds;
mod hear;
mod http;
mod inside;
mod manifest;
#[cfg(test)]
mod reference_tests;
mod render;
mod socket;
mod web;

pub use adapter::SlackAdapter;
pub use config::{CommandNames, SLACK_API, SetupError, SlackConfig, Transport};
pub use http::sign;
pub use manifest::{Manifest, ManifestCommand, ManifestShortcut};

/// What people and conversations with them are called on Slack, to be left out of logs.
pub const NAMES: &[&str] = &[r"\b[UWD][A-Z0-9]{8,}\b"];

/// Crates whose log lines are to be dropped at every level, because even their errors quote messages and tokens.
pub const MUTED: &[&str] =
    &["slack_morphism", "hyper", "hyper_util", "tungstenite", "tokio_tungstenite", "rustls"];
