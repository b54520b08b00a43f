//! Pictures: boards, badges, certificates and sparklines, drawn from data.
//!
//! Data goes in, SVG and PNG come out; nothing here knows a database, a language or a chat. Every word in a picture
//! is handed in, and every name may be in any script: it is cleaned of what would break the line ([`fit::clean`]),
//! measured with the fonts that it will be drawn with, and cut or shrunk until it fits its slot. The fonts are part of
//! the program, so that a picture looks the same on every machine.
//!
//! A picture is never the only way to read something: whoever sends one sends alternative text with it, and a board
//! also as a table ([`Board::table`]).

mod badge;
mod board;
mod certificate;
mod fit;
mod paint;
mod sheet;
mod sparkline;
mod table;
#[cfg(test)]
mod tests;

pub use badge::{Medal, Metal};
pub use board::{Board, Line};
pub use certificate::Certificate;
pub use paint::Unpainted;
pub use sheet::{Drawing, Theme};
pub use sparkline::Sparkline;
