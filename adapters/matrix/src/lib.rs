//! Stoa on Matrix: the port's adapter to one account on one homeserver, in encrypted rooms too.

mod config;
mod decode;
mod render;

pub use config::{Credential, MatrixConfig, SetupError};
