//! The languages Stoa speaks, and how a feature's catalogues become words.
//!
//! Every sentence stands in a feature's Fluent catalogues, one file per language, and is reached through a
//! typed function that `wording!` writes. So a sentence can be translated without reading Rust, a feature
//! can be read without its sentences, and [`Catalogue::gaps`] finds in a test what a reader would stumble
//! over: a missing translation, a misspelt argument, emphasis that is never closed.
//!
//! ```text
//! CATALOGUE ── fluent ──▶ words with markers ── markup ──▶ Text with markers ── splice ──▶ Text
//! ```
//!
//! What people typed is spliced in last. Until then a single private-use character stands for it, so
//! neither Fluent nor the markup ever reads it, and nothing that is typed can become a mention or a link.

mod argument;
mod catalogue;
mod excerpt;
mod gaps;
mod markup;
mod splice;
#[cfg(test)]
mod tests;

pub use argument::{Argument, Value, Word};
pub(crate) use catalogue::wording;
pub use catalogue::{Catalogue, Sentence};
pub use excerpt::{echo, excerpt, joined, one_line};
pub use splice::list;

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use thiserror::Error;

/// A language that Stoa speaks.
///
/// A new one begins here, as a variant and in [`Language::ALL`]; the compiler then asks for its tag, and
/// `wording!` for the file in which each feature keeps it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English, which also stands in for sentences that another language lacks.
    #[default]
    En,
    /// German.
    De,
}

/// A language was asked for that Stoa does not speak.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("`{0}` is no language of Stoa: write `en` or `de`")]
pub struct UnknownLanguage(String);

impl Language {
    /// Every language, in the order in which catalogues are listed.
    pub const ALL: [Self; 2] = [Self::En, Self::De];

    /// The language that a platform's tag asks for, whatever the country: `de-AT` and `de_CH.UTF-8` are
    /// German. Of what Stoa does not speak the answer is English, since a person has to be told something.
    pub fn from_tag(tag: &str) -> Self {
        let language = tag.split(['-', '_', '.']).next().unwrap_or_default();
        language.to_ascii_lowercase().parse().unwrap_or_default()
    }

    /// How the language is written in settings, tables and file names.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Reads what [`Language::tag`] writes, and nothing else: a setting with a typing error is refused.
    fn from_str(tag: &str) -> Result<Self, UnknownLanguage> {
        let found = Self::ALL.into_iter().find(|language| language.tag() == tag);
        found.ok_or_else(|| UnknownLanguage(tag.to_owned()))
    }
}
