//! Stoa on Matrix: the port's adapter to one account on one homeserver, in encrypted rooms too.
//!
//! What happens comes in through our own loop over `/sync`: `sync` makes events of it with `decode`, and one answer of the
//! server is one transaction of the core's inbox. What Stoa does goes out through `deeds`, in words that `render` makes
//! of ours. Forms are asked as a `dialogue` in the direct conversation. The `session` lies in a folder of its own.
//!
//! matrix-sdk does the cryptography and keeps the rooms. Its log lines may name people, so [`MUTED`] is to be dropped.

// The futures of matrix-sdk are nested deeper than compilers expect.
#![recursion_limit = "256"]

mod adapter;
mod config;
mod decode;
mod deeds;
mod dialogue;
mod inside;
mod memory;
mod render;
mod session;
mod sync;

pub use adapter::MatrixAdapter;
pub use config::{Credential, MatrixConfig, Passphrase, SetupError};
pub use session::{Status, status};

/// What people are called on Matrix, to be left out of logs.
pub const NAMES: &[&str] = &[r#"@[^\s:"\\]+:[A-Za-z0-9.\[\]-]+(?::[0-9]+)?"#];

/// Crates whose log lines are to be dropped at every level, because they name people and rooms.
pub const MUTED: &[&str] = &[
    "eyeball",
    "html5ever",
    "hyper",
    "hyper_util",
    "matrix_sdk",
    "matrix_sdk_base",
    "matrix_sdk_common",
    "matrix_sdk_crypto",
    "matrix_sdk_sqlite",
    "matrix_sdk_store_encryption",
    "reqwest",
    "ruma_client_api",
    "ruma_common",
    "ruma_events",
    "rustls",
    "selectors",
    "vodozemac",
];
