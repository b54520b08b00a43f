//! The town, with a core that only knows how to parrot.

mod deeds;
mod parrot;
mod transcripts;
