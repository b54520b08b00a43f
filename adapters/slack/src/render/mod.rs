//! [`Text`](stoa_chat::Text), posts and forms → Block Kit.
//!
//! Words go into rich text blocks, where every character stands for itself: nothing that somebody typed can become
//! markup there, let alone alert people. Only the fallback, which notifications show, is markup and is escaped.

mod chunks;
mod elements;
mod escape;
mod form;
mod post;

pub use form::{FormPlace, REOPEN, modal, reopening, values_kept};
pub use post::{Part, Rendered, home, label, one, post};

#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod tests;
