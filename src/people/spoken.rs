//! The languages that people answer in, so that a question goes to somebody who can read it.
//!
//! What Stoa itself speaks is another matter ([`Language`](crate::language::Language)): a colleague may well answer in
//! a language that Stoa lacks.

use crate::database::{MemberId, Tx};
use crate::language::Language;
use crate::on;
use crate::settings::PeopleSettings;
use std::collections::BTreeSet;

/// Every language that can be named: its code (ISO 639-1), what it calls itself, and what others call it.
#[rustfmt::skip]
const LANGUAGES: &[&[&str]] = &[
    &["ar", "العربية", "Arabic", "Arabisch"],
    &["bg", "български", "Bulgarian", "Bulgarisch"],
    &["bn", "বাংলা", "Bengali", "Bengalisch"],
    &["ca", "català", "Catalan", "Katalanisch"],
    &["cs", "čeština", "Czech", "Tschechisch"],
    &["da", "dansk", "Danish", "Dänisch"],
    &["de", "Deutsch", "German"],
    &["el", "Ελληνικά", "Greek", "Griechisch"],
    &["en", "English", "Englisch"],
    &["es", "español", "Spanish", "Spanisch"],
    &["et", "eesti", "Estonian", "Estnisch"],
    &["eu", "euskara", "Basque", "Baskisch"],
    &["fa", "فارسی", "Persian", "Persisch"],
    &["fi", "suomi", "Finnish", "Finnisch"],
    &["fr", "français", "French", "Französisch"],
    &["ga", "Gaeilge", "Irish", "Irisch"],
    &["gl", "galego", "Galician", "Galicisch"],
    &["he", "עברית", "Hebrew", "Hebräisch"],
    &["hi", "हिन्दी", "Hindi"],
    &["hr", "hrvatski", "Croatian", "Kroatisch"],
    &["hu", "magyar", "Hungarian", "Ungarisch"],
    &["id", "Indonesia", "Indonesian", "Indonesisch"],
    &["is", "íslenska", "Icelandic", "Isländisch"],
    &["it", "italiano", "Italian", "Italienisch"],
    &["ja", "日本語", "Japanese", "Japanisch"],
    &["ka", "ქართული", "Georgian", "Georgisch"],
    &["ko", "한국어", "Korean", "Koreanisch"],
    &["lt", "lietuvių", "Lithuanian", "Litauisch"],
    &["lv", "latviešu", "Latvian", "Lettisch"],
    &["mt", "Malti", "Maltese", "Maltesisch"],
    &["nl", "Nederlands", "Dutch", "Niederländisch"],
    &["no", "norsk", "nb", "nn", "Norwegian", "Norwegisch"],
    &["pl", "polski", "Polish", "Polnisch"],
    &["pt", "português", "Portuguese", "Portugiesisch"],
    &["ro", "română", "Romanian", "Rumänisch"],
    &["ru", "русский", "Russian", "Russisch"],
    &["sk", "slovenčina", "Slovak", "Slowakisch"],
    &["sl", "slovenščina", "Slovenian", "Slowenisch"],
    &["sq", "shqip", "Albanian", "Albanisch"],
    &["sr", "српски", "Serbian", "Serbisch"],
    &["sv", "svenska", "Swedish", "Schwedisch"],
    &["ta", "தமிழ்", "Tamil", "Tamilisch"],
    &["te", "తెలుగు", "Telugu"],
    &["th", "ไทย", "Thai", "Thailändisch"],
    &["tr", "Türkçe", "Turkish", "Türkisch"],
    &["uk", "українська", "Ukrainian", "Ukrainisch"],
    &["ur", "اردو", "Urdu"],
    &["vi", "Việt", "Vietnamese", "Vietnamesisch"],
    &["zh", "中文", "Chinese", "Chinesisch"],
];

/// A language that people speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spoken(&'static [&'static str]);

impl Spoken {
    /// The language of this code, tag (`de-AT`) or name, in any case.
    pub fn called(word: &str) -> Option<Self> {
        let word = word.to_lowercase();
        let word = word.split(['-', '_', '.']).next().unwrap_or_default();
        let found = LANGUAGES.iter().find(|names| names.iter().any(|name| name.to_lowercase() == word));
        found.map(|names| Self(names))
    }

    /// Its code (ISO 639-1): `de`.
    pub fn code(self) -> &'static str {
        self.0[0]
    }

    /// What a reader of `language` calls it: `German`, `Deutsch`.
    pub fn name_in(self, language: Language) -> &'static str {
        match (self.0, language) {
            // A name for itself that is not said again; and those that English and German call the same.
            ([code, own, ..], language) if *code == language.tag() => own,
            ([_, _, only], _) => only,
            ([.., english, _], Language::En) => english,
            ([.., german], Language::De) => german,
            _ => self.code(),
        }
    }
}

/// The languages that a member answers in: what they said, else what the people file lists, else what their network
/// tells and what they speak with Stoa. Never empty, in the order of codes.
///
/// # Errors
/// When the database fails.
pub async fn spoken_by(
    tx: &mut Tx,
    member: MemberId,
    defaults: &PeopleSettings,
) -> sqlx::Result<Vec<Spoken>> {
    const SAID: &str = "SELECT language FROM spoken WHERE member = $1 ORDER BY language";
    const TOLD: &str = "SELECT language, chosen_language FROM member WHERE id = $1";
    let id = member.to_string();
    let said: Vec<(String,)> = on!(tx, |c| sqlx::query_as(SAID).bind(&id).fetch_all(c).await)?;
    if !said.is_empty() {
        return Ok(said.iter().filter_map(|(code,)| Spoken::called(code)).collect());
    }
    let told: Option<(Option<String>, Option<String>)> =
        on!(tx, |c| sqlx::query_as(TOLD).bind(&id).fetch_optional(c).await)?;
    let (told, chosen) = told.unwrap_or_default();
    Ok(assumed(&[told, chosen], defaults))
}

/// Everybody who answers in a language.
///
/// # Errors
/// When the database fails.
pub async fn speakers(
    tx: &mut Tx,
    language: Spoken,
    defaults: &PeopleSettings,
) -> anyhow::Result<BTreeSet<MemberId>> {
    const SAID: &str = "SELECT member FROM spoken WHERE language = $1 ORDER BY member";
    const SILENT: &str = "SELECT id, language, chosen_language FROM member m
        WHERE merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM spoken s WHERE s.member = m.id) ORDER BY id";
    type Silent = (String, Option<String>, Option<String>);
    let said: Vec<(String,)> = on!(tx, |c| sqlx::query_as(SAID).bind(language.code()).fetch_all(c).await)?;
    let silent: Vec<Silent> = on!(tx, |c| sqlx::query_as(SILENT).fetch_all(c).await)?;
    let silent = silent.into_iter().filter_map(|(id, told, chosen)| {
        assumed(&[told, chosen], defaults).contains(&language).then_some(id)
    });
    said.into_iter().map(|(id,)| id).chain(silent).map(|id| Ok(id.parse()?)).collect()
}

/// What somebody who has said nothing is taken to speak.
fn assumed(tags: &[Option<String>; 2], defaults: &PeopleSettings) -> Vec<Spoken> {
    let known: BTreeSet<Spoken> = tags.iter().flatten().filter_map(|tag| Spoken::called(tag)).collect();
    if known.is_empty() {
        Spoken::called(&defaults.language).into_iter().collect()
    } else {
        known.into_iter().collect()
    }
}

/// Replaces the languages that a member answers in, by their own word; none takes it back.
///
/// # Errors
/// When the database fails.
pub async fn set_spoken(tx: &mut Tx, member: MemberId, languages: &[Spoken]) -> sqlx::Result<()> {
    put(tx, member, languages, true).await
}

/// Replaces the languages that the people file lists for a member who has not said any.
///
/// # Errors
/// When the database fails.
pub async fn list_spoken(tx: &mut Tx, member: MemberId, languages: &[Spoken]) -> sqlx::Result<()> {
    put(tx, member, languages, false).await
}

async fn put(tx: &mut Tx, member: MemberId, languages: &[Spoken], said: bool) -> sqlx::Result<()> {
    const CLEAR: &str = "DELETE FROM spoken WHERE member = $1";
    const ADD: &str =
        "INSERT INTO spoken (member, language, said) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    let id = member.to_string();
    on!(tx, |c| {
        sqlx::query(CLEAR).bind(&id).execute(&mut *c).await?;
        for language in languages {
            sqlx::query(ADD).bind(&id).bind(language.code()).bind(said).execute(&mut *c).await?;
        }
        Ok(())
    })
}

/// What a member said, and what the people file lists: each `None` if there is nothing.
///
/// # Errors
/// When the database fails.
pub async fn said_or_listed(tx: &mut Tx, member: MemberId) -> sqlx::Result<(Vec<Spoken>, bool)> {
    const SQL: &str = "SELECT language, said FROM spoken WHERE member = $1 ORDER BY language";
    let id = member.to_string();
    let rows: Vec<(String, bool)> = on!(tx, |c| sqlx::query_as(SQL).bind(&id).fetch_all(c).await)?;
    let said = rows.iter().any(|(_, said)| *said);
    Ok((rows.iter().filter_map(|(code, _)| Spoken::called(code)).collect(), said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_several_names() {
        for word in ["de", "DE-at", "de_CH.UTF-8", "deutsch", "German"] {
            assert_eq!(Spoken::called(word).map(Spoken::code), Some("de"), "{word}");
        }
        let shown = |word, reader| Spoken::called(word).map(|language| language.name_in(reader));
        assert_eq!(shown("nb", Language::De), Some("Norwegisch"));
        assert_eq!(shown("nn", Language::En), Some("Norwegian"));
        assert_eq!(
            [Language::En, Language::De].map(|reader| shown("de", reader)),
            [Some("German"), Some("Deutsch")]
        );
        assert_eq!(
            [Language::En, Language::De].map(|reader| shown("en", reader)),
            [Some("English"), Some("Englisch")]
        );
        assert_eq!(shown("hi", Language::De), Some("Hindi"));
        assert_eq!((Spoken::called(""), Spoken::called("klingon")), (None, None));
    }

    #[test]
    fn no_name_means_two_languages() {
        let mut names: Vec<String> =
            LANGUAGES.iter().flat_map(|names| names.iter()).map(|name| name.to_lowercase()).collect();
        names.sort();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn somebody_silent_speaks_what_is_told_of_them() {
        let defaults = PeopleSettings::default();
        let codes = |tags: [Option<&str>; 2]| {
            let assumed = assumed(&tags.map(|tag| tag.map(str::to_owned)), &defaults);
            assumed.into_iter().map(Spoken::code).collect::<Vec<_>>()
        };
        assert_eq!(codes([Some("de-AT"), Some("en")]), ["de", "en"]);
        assert_eq!(codes([Some("tlh"), None]), ["en"], "what nobody knows tells nothing");
    }
}
