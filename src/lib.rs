//! Stoa turns the chat that a company already has open into its learning community.
//!
//! ```text
//! adapter ── Event ──▶ inbox ──▶ router ──▶ features ──▶ outbox ──▶ adapter
//!                      └─────────── one database transaction ─────┘
//! ```
//!
//! * The **port** ([`stoa_chat`]) says what a network can tell us ([`Event`](stoa_chat::Event)) and what we can
//!   ask of it ([`Action`](stoa_chat::Action)). Adapters live in crates of their own; this one names none.
//! * The **engine** ([`engine`]) carries an event from the inbox through one transaction, a
//!   [`Turn`](engine::Turn), to the outbox, and from there to the network. Time falls due through the same way.
//! * The **features** ([`features`]) decide what happens in a turn. Each is a folder that reads as a story, says
//!   its sentences in its own catalogue, and hears of others only by [`Fact`](engine::Fact)s.
//! * **Posts** ([`posts`]) are questions and answers by name, for features that do not own them.
//! * **People** ([`people`]) are members with accounts, working hours and a budget of interruptions.
//! * **Places** ([`places`]) are channels and rooms: which features are on there, and what holds there.
//! * **Knowledge** ([`knowledge`]) finds known answers and those who would know: pure, in memory, rebuilt from
//!   the database and kept level with it.
//! * **Matching** ([`matching`]) finds the best pairs: pure, with a proof.
//! * The **vault** ([`vault`]) alone can find whoever asked anonymously.
//! * **Pictures** ([`pictures`]) are boards, badges and certificates: pure, from data to SVG and PNG.
//! * The **database** ([`database`]) is SQLite or PostgreSQL behind one dialect.
//!
//! What holds everywhere: database effects happen exactly once, messages are never lost, time and chance are
//! inputs, and features do no network I/O.

pub mod baseline;
pub(crate) mod cipher;
pub mod database;
pub mod engine;
pub mod features;
pub mod import;
pub mod knowledge;
pub mod language;
pub mod matching;
pub mod people;
pub mod pictures;
pub mod places;
pub mod posts;
pub mod seed;
pub mod server;
pub mod settings;
pub mod simulation;
pub mod telemetry;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod vault;
pub mod weeks;
