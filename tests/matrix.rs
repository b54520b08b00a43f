//! Stoa on a real Matrix homeserver, seen by clients that we did not write: Synapse on this machine, people with
//! matrix-nio, and a strict reader with matrix-js-sdk.
//!
//! Most tests start the program itself (`stoa run`), as an admin would, kill it and start it again. One homeserver serves
//! all of them; each makes people and rooms of its own. The two that need a homeserver of a special kind start their own.
//! What each of them found is printed: `cargo test --test matrix -- --nocapture`.
//!
//! `scripts/matrix` installs what they need, and `STOA_MATRIX` says where it is. Without it they say that they are
//! skipped; with `CI=true` that is an error.
#![cfg(feature = "matrix")]

#[path = "matrix/apart.rs"]
mod apart;
#[path = "matrix/bot.rs"]
mod bot;
#[path = "matrix/burst.rs"]
mod burst;
#[path = "matrix/conformance.rs"]
mod conformance;
#[path = "matrix/conversation.rs"]
mod conversation;
#[path = "matrix/deeds.rs"]
mod deeds;
#[path = "matrix/hall.rs"]
mod hall;
#[path = "matrix/hostile.rs"]
mod hostile;
#[cfg(feature = "slack")]
#[path = "matrix/linked.rs"]
mod linked;
#[path = "matrix/lives.rs"]
mod lives;
#[path = "matrix/look.rs"]
mod look;
#[path = "matrix/office.rs"]
mod office;
#[path = "matrix/picture.rs"]
mod picture;
#[path = "matrix/play.rs"]
mod play;
#[path = "matrix/recorder.rs"]
mod recorder;
#[path = "stage/mod.rs"]
mod stage;
#[path = "matrix/transcripts.rs"]
mod transcripts;
#[path = "matrix/trust.rs"]
mod trust;
#[path = "matrix/weather.rs"]
mod weather;
