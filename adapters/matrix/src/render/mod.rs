//! From our words to what Matrix shows: HTML, the same without markup, and the whole content of an event.
//!
//! Nothing that a person typed becomes markup, and nothing alerts anybody but a mention: the HTML is built from escaped
//! words and sanitised once more, and every message says explicitly whom it mentions.

mod choices;
mod content;
mod html;
mod names;
mod plain;
#[cfg(test)]
mod tests;

pub use choices::{Choice, choices, known_choices};
pub use content::{Letter, Relation, edit, said, uploaded};
pub use names::Names;

use stoa_chat::Text;

/// Words, twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// For clients that show no markup, and for notifications.
    pub body: String,
    /// For all others.
    pub html: String,
    /// The accounts that are mentioned.
    pub mentions: Vec<String>,
}

/// Renders `text`.
pub fn render(text: &Text, names: &dyn Names) -> Rendered {
    Rendered {
        body: plain::text(text, names),
        html: html::text(text, names),
        mentions: text.mentions().into_iter().map(|user| user.id).filter(|id| html::is_account(id)).collect(),
    }
}
