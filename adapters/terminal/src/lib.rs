//! A make-believe town in your terminal: Stoa without a network.
//!
//! People live in a [`Town`], places are there to talk in, and time passes when told to. One line is one
//! deed, `ana in #help: ask Where are the logs?`, and everything that becomes visible is numbered, so that
//! the next line can point at it: `ben presses 4`. The [`grammar`] lists every form of line.
//!
//! The town serves three readers. A newcomer [`converse`](fn@converse)s with it, after a story was [`tell`](fn@tell)ed. A
//! [`Transcript`] is a conversation in a text file: played again, it is a test, and what differs can be
//! written back. And the core's own tests drive a town line by line. To all of them it is an ordinary
//! network behind the port, as strict as the real ones.

mod adapter;
mod clock;
mod converse;
mod deeds;
mod feed;
mod forms;
pub mod grammar;
mod lay;
mod plan;
mod play;
mod render;
mod town;
mod transcript;
mod typed;
mod world;

pub use adapter::TownAdapter;
pub use clock::Leap;
pub use converse::{converse, tell};
pub use feed::{Audience, Entry, News, Room, Shown, Sight};
pub use plan::{PlannedPerson, PlannedPlace, TownPlan};
pub use play::{Difference, Played, play};
pub use render::{Style, render, render_error};
pub use town::{Town, TownError};
pub use transcript::{Step, Transcript, TranscriptError};

/// The name of the network that a town is.
pub const NETWORK: &str = "terminal";

/// The bot's name in a town.
pub const BOT: &str = "stoa";
