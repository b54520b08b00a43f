//! The port: everything that the core and a chat network say to each other.
//!
//! A network's adapter turns its native payloads into [`Event`]s and hands them to the core's [`Intake`];
//! the core answers with [`Action`]s that the adapter performs. Nothing here knows a platform, a database
//! or a feature, so each side can be read, tested and replaced without the other.
//!
//! What a network cannot do is a value in [`Abilities`] that the core reads, never a method that silently
//! does nothing. What "performed" means, and which actions may be repeated, is said on [`Adapter::perform`]
//! and [`Action::repetition`]; the [`conformance`] suite holds every adapter to it.

mod action;
mod adapter;
mod clock;
#[cfg(feature = "conformance")]
pub mod conformance;
mod event;
mod form;
mod note;
mod refs;
mod text;
mod time;

pub use action::{Action, Button, EffectKey, PlannedId, Post, Repetition, Target};
pub use adapter::{
    Abilities, Adapter, Backstage, Count, DeadLetter, DirectPlace, Intake, IntakeError, ListenError, Lookup,
    Outcome, Receipt,
};
pub use clock::Clock;
pub use event::{Command, Event, EventKind, Message, Pick, Pointed, Press, Profile, Reaction, Submission};
pub use form::{Field, FieldError, FieldKind, FieldProblem, Form};
pub use note::{Note, Phrase, Question};
pub use refs::{MessageRef, Network, PlaceRef, UserRef};
pub use text::{Block, Span, Text};
pub use time::Timestamp;
