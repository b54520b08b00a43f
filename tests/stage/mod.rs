//! Transcripts on a network: what each line expects, and whether it is what everybody sees there.
//!
//! [`script`] reads what is expected, [`sight`] holds what everybody sees, and [`compare`] holds one against the other.
//! What a network cannot do as the terminal does, it says in an [`Apart`]; nothing else may differ.

pub mod compare;
pub mod known;
pub mod script;
mod settings;
pub mod sight;
pub mod spoken;
mod teams;
pub mod words;

pub use compare::{Compared, compare};
pub use known::{Apart, Known, Thing};
pub use script::{Block, News};
pub use settings::settings;
pub use sight::Name;
pub use teams::{TEAMS, employ};
