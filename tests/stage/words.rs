//! Words made comparable: what the terminal and a network only show in another shape is shown in one.

use chrono::NaiveDateTime;
use regex::{Captures, Regex};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static MOMENT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b\d{4}-\d{2}-\d{2} \d{2}:\d{2}\b").expect("a pattern"));

/// The day of the week says nothing more.
static ENGLISH_MOMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\d{1,2} [A-Z][a-z]{2} \d\d:\d\d)\b").expect("a pattern")
});
static GERMAN_MOMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b(?:Mo|Di|Mi|Do|Fr|Sa|So), (\d{1,2})\. (\w+) (\d\d:\d\d)\b").expect("a pattern")
});
/// The months as the terminal writes them in German, and as it writes them in English.
const MONTHS: [(&str, &str); 12] = [
    ("Januar", "Jan"),
    ("Februar", "Feb"),
    ("März", "Mar"),
    ("April", "Apr"),
    ("Mai", "May"),
    ("Juni", "Jun"),
    ("Juli", "Jul"),
    ("August", "Aug"),
    ("September", "Sep"),
    ("Oktober", "Oct"),
    ("November", "Nov"),
    ("Dezember", "Dec"),
];

/// What accounts, places and the network are called in transcripts.
#[derive(Clone, Debug, Default)]
pub struct Names {
    pub network: String,
    pub bot: String,
    /// `ana` and the id of the account.
    pub people: BTreeMap<String, String>,
    /// `#help` and the id of the channel or room.
    pub places: BTreeMap<String, String>,
}

impl Names {
    /// The name of a place.
    pub fn place(&self, id: &str) -> Option<&str> {
        self.places.iter().find(|(_, known)| *known == id).map(|(name, _)| name.as_str())
    }

    /// Words as the transcript writes them: ids are names, moments have the terminal's form.
    fn named(&self, words: &str) -> String {
        let mut named = words.replace(&self.network, stoa_terminal::NETWORK);
        for (name, id) in &self.people {
            named = named.replace(&format!("@{id}"), &format!("@{name}"));
            named = named.replace(&format!("\"user_id\": \"{id}\""), &format!("\"user_id\": \"{name}\""));
            // Of whom no more is known, the account is the name.
            named = named.replace(&format!("“{id}”"), &format!("“{name}”"));
        }
        for (name, id) in &self.places {
            named = named.replace(&format!("#{id}"), name);
            named = named.replace(&format!("\"place\": \"{id}\""), &format!("\"place\": \"{name}\""));
        }
        named
    }

    /// Words without the marks and line ends that differ between the two.
    pub fn flat(&self, words: &str) -> String {
        let words = self.named(words).replace('`', "").replace('│', " ");
        // In one line first: a moment may have been broken in two.
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = MOMENT.replace_all(&words, |found: &Captures<'_>| {
            let moment = NaiveDateTime::parse_from_str(&found[0], "%Y-%m-%d %H:%M");
            moment.map_or_else(|_| found[0].to_owned(), |at| at.format("%-d %b %H:%M").to_string())
        });
        let words = ENGLISH_MOMENT.replace_all(&words, "$1");
        let words = GERMAN_MOMENT.replace_all(&words, |found: &Captures<'_>| {
            let month =
                MONTHS.iter().find(|(german, _)| *german == &found[2]).map_or(&found[2], |(_, month)| *month);
            format!("{} {month} {}", &found[1], &found[3])
        });
        words.into_owned()
    }
}
