//! Stoa on Slack.
pub mod clock;
pub mod config;
pub mod decode;
pub mod render;
