//! Which language a text is in, as far as stemming needs to know.
//!
//! Statistical detection is good from about a sentence on and a lottery below it, while questions in chat are
//! short and full of English product names. So a short text is judged by the small words in it, which are the
//! surest sign of English or German; only without them is it English by default.

use super::stopwords::{ENGLISH, GERMAN};
use rust_stemmers::{Algorithm, Stemmer};
use whatlang::Lang;

/// What is read of a text to tell its language: enough to be sure, little enough to be quick.
const SAMPLE_CHARS: usize = 600;

/// A language whose words can be reduced to stems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English, and everything that could not be told.
    English,
    /// German.
    German,
    /// Another language with a Snowball stemmer: stemmed, but without a list of stopwords.
    Other(Lang),
}

impl Language {
    /// The language of `text`; English when in doubt.
    pub fn of(text: &str) -> Self {
        let sample: String = text.chars().take(SAMPLE_CHARS).collect();
        let tokens = super::text::tokens(&sample);
        let count = |list: &[&str]| tokens.iter().filter(|token| list.binary_search(&token.as_str()).is_ok()).count();
        let (english, german) = (count(ENGLISH), count(GERMAN));
        match whatlang::detect(&sample) {
            Some(info) if info.is_reliable() && english.max(german) * 8 < tokens.len() => Self::from_detected(info.lang()),
            _ if german > english => Self::German,
            _ => Self::English,
        }
    }

    fn from_detected(lang: Lang) -> Self {
        match lang {
            Lang::Deu => Self::German,
            other if algorithm(other).is_some() => Self::Other(other),
            _ => Self::English,
        }
    }

    /// The Snowball stemmer (Porter 2001, <https://snowballstem.org>) of this language.
    pub fn stemmer(self) -> Stemmer {
        Stemmer::create(match self {
            Self::English => Algorithm::English,
            Self::German => Algorithm::German,
            Self::Other(lang) => algorithm(lang).unwrap_or(Algorithm::English),
        })
    }

    /// Whether `token` (lower case) says nothing about the subject of a text.
    pub fn is_stopword(self, token: &str) -> bool {
        let list = match self {
            Self::English => ENGLISH,
            Self::German => GERMAN,
            Self::Other(_) => return false,
        };
        list.binary_search(&token).is_ok()
    }
}

fn algorithm(lang: Lang) -> Option<Algorithm> {
    Some(match lang {
        Lang::Ara => Algorithm::Arabic,
        Lang::Dan => Algorithm::Danish,
        Lang::Deu => Algorithm::German,
        Lang::Ell => Algorithm::Greek,
        Lang::Eng => Algorithm::English,
        Lang::Fin => Algorithm::Finnish,
        Lang::Fra => Algorithm::French,
        Lang::Hun => Algorithm::Hungarian,
        Lang::Ita => Algorithm::Italian,
        Lang::Nld => Algorithm::Dutch,
        Lang::Nob => Algorithm::Norwegian,
        Lang::Por => Algorithm::Portuguese,
        Lang::Ron => Algorithm::Romanian,
        Lang::Rus => Algorithm::Russian,
        Lang::Spa => Algorithm::Spanish,
        Lang::Swe => Algorithm::Swedish,
        Lang::Tam => Algorithm::Tamil,
        Lang::Tur => Algorithm::Turkish,
        _ => return None,
    })
}
