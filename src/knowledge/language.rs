//! Which language a text is in, as far as stemming needs to know.
//!
//! Statistical detection is good from about a sentence on and a lottery below it, while questions in chat
//! are short and full of English product names. So a short text is judged by the small words in it, which
//! are the surest sign of English or German; only without them is it English by default.

use super::stopwords::{ENGLISH, GERMAN};
use rust_stemmers::{Algorithm, Stemmer};
use std::cmp::Ordering;
use whatlang::Lang;

/// What is read of a text to tell its language: enough to be sure, little enough to be quick.
const SAMPLE_CHARS: usize = 600;

/// Less than one small word in so many: perhaps neither English nor German.
const FEW_SMALL_WORDS: usize = 8;

/// Letters alone tell nothing of a text with fewer words.
const FEWEST_WORDS: usize = 5;

/// The codes (ISO 639-1) of the languages that can be told and that people here can say they speak.
#[rustfmt::skip]
const CODES: &[(Lang, &str)] = &[
    (Lang::Ara, "ar"), (Lang::Ben, "bn"), (Lang::Bul, "bg"), (Lang::Cat, "ca"), (Lang::Ces, "cs"),
    (Lang::Cmn, "zh"), (Lang::Dan, "da"), (Lang::Deu, "de"), (Lang::Ell, "el"), (Lang::Eng, "en"),
    (Lang::Est, "et"), (Lang::Fin, "fi"), (Lang::Fra, "fr"), (Lang::Heb, "he"), (Lang::Hin, "hi"),
    (Lang::Hrv, "hr"), (Lang::Hun, "hu"), (Lang::Ind, "id"), (Lang::Ita, "it"), (Lang::Jpn, "ja"),
    (Lang::Kat, "ka"), (Lang::Kor, "ko"), (Lang::Lav, "lv"), (Lang::Lit, "lt"), (Lang::Nld, "nl"),
    (Lang::Nob, "no"), (Lang::Pes, "fa"), (Lang::Pol, "pl"), (Lang::Por, "pt"), (Lang::Ron, "ro"),
    (Lang::Rus, "ru"), (Lang::Slk, "sk"), (Lang::Slv, "sl"), (Lang::Spa, "es"), (Lang::Srp, "sr"),
    (Lang::Swe, "sv"), (Lang::Tam, "ta"), (Lang::Tel, "te"), (Lang::Tha, "th"), (Lang::Tur, "tr"),
    (Lang::Ukr, "uk"), (Lang::Urd, "ur"), (Lang::Vie, "vi"),
];

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
        told(text).map_or(Self::English, Self::from_detected)
    }

    fn from_detected(lang: Lang) -> Self {
        match lang {
            Lang::Deu => Self::German,
            Lang::Eng => Self::English,
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

/// The language that `text` is written in, as its code (ISO 639-1); `None` if that cannot be told.
///
/// Names of products are much the same in every language, so a text of few words tells nothing unless there are small
/// words among them.
pub fn written_in(text: &str) -> Option<&'static str> {
    let few = super::text::tokens(text).len() < FEWEST_WORDS;
    let lang = told(text).filter(|lang| !few || matches!(lang, Lang::Eng | Lang::Deu))?;
    CODES.iter().find(|(known, _)| *known == lang).map(|(_, code)| *code)
}

/// What a text's small words tell, or its letters if they are few; `None` in doubt.
fn told(text: &str) -> Option<Lang> {
    let sample: String = text.chars().take(SAMPLE_CHARS).collect();
    let tokens = super::text::tokens(&sample);
    let count = |language: Language| tokens.iter().filter(|token| language.is_stopword(token)).count();
    let (english, german) = (count(Language::English), count(Language::German));
    if english.max(german) * FEW_SMALL_WORDS < tokens.len()
        && let Some(info) = whatlang::detect(&sample).filter(whatlang::Info::is_reliable)
    {
        return Some(info.lang());
    }
    match german.cmp(&english) {
        Ordering::Greater => Some(Lang::Deu),
        Ordering::Less => Some(Lang::Eng),
        Ordering::Equal => None,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_questions_are_told_by_their_small_words() {
        assert_eq!(Language::of("Wie kann ich den Server neu starten?"), Language::German);
        assert_eq!(Language::of("Was ist das?"), Language::German);
        assert_eq!(Language::of("How do I restart the server?"), Language::English);
        assert_eq!(Language::of("kubernetes ingress 502"), Language::English);
        assert_eq!(Language::of(""), Language::English);
    }

    #[test]
    fn what_cannot_be_told_is_not_guessed() {
        for text in ["", "kubernetes ingress 502", "docker in docker", "terraform plan"] {
            assert_eq!(written_in(text), None, "{text}");
        }
        assert_eq!(written_in("Wie mache ich einen Commit rückgängig?"), Some("de"));
        assert_eq!(written_in("How do I undo a commit?"), Some("en"));
        let polish = "Jak cofnąć ostatni commit, który już został wypchnięty do zdalnego repozytorium?";
        assert_eq!(written_in(polish), Some("pl"));
    }

    #[test]
    fn other_languages_are_detected_from_whole_sentences() {
        let french =
            "Comment redémarrer le serveur quand toutes les connexions sont bloquées par une requête ?";
        let russian = "Как перезапустить сервер базы данных, если все соединения заблокированы?";
        assert_eq!(Language::of(french), Language::Other(Lang::Fra));
        assert_eq!(Language::of(russian), Language::Other(Lang::Rus));
    }
}
