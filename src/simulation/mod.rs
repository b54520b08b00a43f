//! Dry runs: who would be matched with whom, and why, from a file or the database; nothing is kept and nobody
//! is told.
//!
//! For whoever plans a programme and wants to see what its rules and weights would do.

mod introductions;
mod mentoring;
mod people;
#[cfg(test)]
mod tests;

pub use introductions::{
    IntroductionsFile, IntroductionsReport, rehearse_introductions, simulate_introductions,
};
pub use mentoring::{MentoringFile, MentoringReport, Programme, simulate_mentoring};
pub use people::Unreadable;
