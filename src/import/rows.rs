//! What every source is read into: questions and answers, or the reason why a row is neither.
//!
//! Nothing here knows a file format or a database. Whatever reaches a [`Post`] is fit to be stored: its ids
//! are positive, its moments lie in our calendar, its texts hold no NUL (PostgreSQL refuses them for ever)
//! and what becomes part of a key is short.

use chrono::{DateTime, NaiveDateTime};
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;
use std::io;
use stoa_chat::{Text, Timestamp};

/// The longest id of a person, in bytes; what is longer is no id but an accident.
const LONGEST_ID: usize = 200;
/// The longest title and name, in characters; the rest is cut off.
const LONGEST_TITLE: usize = 300;
/// The longest name of a topic, in characters; what is longer is no topic.
const LONGEST_TOPIC: usize = 64;
/// The most topics that a question keeps.
const MOST_TOPICS: usize = 16;
/// 2200-01-01T00:00:00Z: no moment of ours is later.
pub(super) const END_OF_TIME: i64 = 7_258_118_400_000;

/// Somebody who wrote something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Author {
    /// Their id on their site.
    pub(super) id: String,
    /// What they are called.
    pub(super) name: String,
    /// Whether their account can still be used.
    pub(super) active: bool,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) id: i64,
    pub(super) at: Timestamp,
    /// `None` if the account is gone.
    pub(super) author: Option<Author>,
    pub(super) title: String,
    pub(super) body: Text,
    /// Lower case, without `#`, each once.
    pub(super) topics: Vec<String>,
}

/// An answer to a question that came before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) id: i64,
    /// The question's id.
    pub(super) question: i64,
    pub(super) at: Timestamp,
    /// `None` if the account is gone.
    pub(super) author: Option<Author>,
    pub(super) body: Text,
    /// How many people it helped: by how many more it was voted up than down, or who reacted so. Never negative.
    pub(super) helped: i64,
    pub(super) accepted: bool,
}

/// One thing that somebody wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Post {
    Question(Question),
    Answer(Answer),
}

/// Why a row was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The line is longer than anybody's post.
    TooLong,
    /// The line is not UTF-8.
    NotUtf8,
    /// The line is not a JSON object.
    NotJson,
    /// The line is not XML.
    NotXml,
    /// There is no usable id, or nothing says what kind of post it is.
    NoId,
    /// There is no usable date.
    NoDate,
    /// A question has no title, or an answer no words.
    NoWords,
    /// An answer's question is not in the source, or was left out.
    NoQuestion,
    /// A file is no list of messages in JSON.
    BrokenFile,
    /// A folder or a file belongs to nothing that may be read.
    Stray,
    /// A conversation is not public.
    Private,
    /// An app or a bot wrote it.
    FromApp,
    /// The network tells something about itself: that somebody has joined.
    Notice,
    /// It was deleted.
    Deleted,
    /// It is there already, in these words or in newer ones.
    Twice,
    /// A question that nobody replied to.
    NoReply,
    /// It belongs to a conversation that did not begin with a question.
    NotAsked,
    /// The asker's own words under a question: a comment.
    OwnReply,
    /// Whoever wrote it has had everything erased since.
    Erased,
}

/// A row that was left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Reject {
    pub(super) reason: Reason,
    /// The file's name, since a dump has two.
    pub(super) file: String,
    /// Its number, from 1.
    pub(super) line: u64,
    /// What stood there; the beginning only if the line was too long.
    pub(super) text: String,
}

/// What a source gives when it is read a little further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A post; whether NUL characters had to be removed from it.
    Post(Post, bool),
    /// Something unusable, which might be mended.
    Reject(Reject),
    /// Something that is left out as it should be: only counted.
    Left(Reason),
    /// Nothing of interest; read on.
    Nothing,
    /// There is no more.
    End,
}

/// A source that is read from its beginning to its end, and never held in memory as a whole.
///
/// Questions come before their answers, and reading the same source again gives the same steps.
pub(super) trait Rows: Send {
    /// Reads on.
    ///
    /// # Errors
    /// When the file cannot be read or unpacked any further.
    fn step(&mut self) -> io::Result<Step>;

    /// How many bytes were read so far, and how many there are.
    fn progress(&self) -> (u64, u64);
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "too long",
            Self::NotUtf8 => "not UTF-8",
            Self::NotJson => "not JSON",
            Self::NotXml => "not XML",
            Self::NoId => "without an id",
            Self::NoDate => "without a date",
            Self::NoWords => "without words",
            Self::NoQuestion => "answering an unknown question",
            Self::BrokenFile => "files that cannot be read",
            Self::Stray => "folders and files that belong to no public channel",
            Self::Private => "private conversations",
            Self::FromApp => "from apps and bots",
            Self::Notice => "notices, such as that somebody has joined",
            Self::Deleted => "deleted",
            Self::Twice => "there twice; the newest words count",
            Self::NoReply => "questions that nobody replied to",
            Self::NotAsked => "in conversations that did not begin with a question",
            Self::OwnReply => "comments by the asker under a question",
            Self::Erased => "by people who were erased",
        })
    }
}

impl Post {
    /// Makes the post fit to be stored, or says why it cannot be; `true` if NUL characters were removed.
    pub(super) fn tidied(mut self) -> Result<(Self, bool), Reason> {
        let (mut removed, mut bodies) = (false, 0);
        let mut clean = |text: &mut String| {
            let before = text.len();
            text.retain(|c| c != '\0');
            removed |= text.len() < before;
        };
        let author = match &mut self {
            Self::Question(question) => {
                clean(&mut question.title);
                bodies += question.body.remove_nul();
                question.topics.iter_mut().for_each(&mut clean);
                question.title = shortened(&question.title);
                question.topics = tidy_topics(&question.topics);
                &mut question.author
            }
            Self::Answer(answer) => {
                bodies += answer.body.remove_nul();
                answer.helped = answer.helped.max(0);
                &mut answer.author
            }
        };
        if let Some(author) = author {
            clean(&mut author.id);
            clean(&mut author.name);
            author.name = shortened(&author.name);
        }
        let (id, silent) = match &self {
            Self::Question(question) => (question.id, question.title.trim().is_empty()),
            Self::Answer(answer) => (answer.id, answer.body.is_empty()),
        };
        if id <= 0 {
            Err(Reason::NoId)
        } else if silent {
            Err(Reason::NoWords)
        } else {
            Ok((self, removed || bodies > 0))
        }
    }
}

/// The author with this id; the placeholders of deleted people (0) and of the site itself (-1) are nobody.
pub(super) fn author(id: &str, name: impl FnOnce(&str) -> Option<String>) -> Option<Author> {
    let id = id.trim();
    let number: Option<i64> = id.parse().ok();
    if id.is_empty() || id.len() > LONGEST_ID || number.is_some_and(|number| number <= 0) {
        return None;
    }
    let known = name(id).filter(|name| !name.trim().is_empty());
    let name = known.unwrap_or_else(|| if number.is_some() { format!("user{id}") } else { id.to_owned() });
    Some(Author { id: id.to_owned(), name, active: true })
}

/// Reads `2017-02-28T16:47:57.123`, in UTC; also with a zone.
pub(super) fn moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let zoned = DateTime::parse_from_rfc3339(text).map(|time| time.timestamp_millis());
    let bare = || NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f");
    let millis = zoned.or_else(|_| bare().map(|time| time.and_utc().timestamp_millis())).ok()?;
    (0..END_OF_TIME).contains(&millis).then(|| Timestamp::from_millis(millis))
}

/// One line without blanks around it, cut where nobody reads on.
fn shortened(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST_TITLE) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}

fn tidy_topics(given: &[String]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let names = given.iter().map(|topic| topic.trim().trim_start_matches('#').to_lowercase());
    let fit = |name: &String| !name.is_empty() && name.chars().count() <= LONGEST_TOPIC;
    names.filter(fit).filter(|name| seen.insert(name.clone())).take(MOST_TOPICS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_with_and_without_fractions_and_zones() {
        let second = Timestamp::from_millis(1_488_300_477_000);
        assert_eq!(moment("2017-02-28T16:47:57"), Some(second));
        assert_eq!(moment("2017-02-28T16:47:57Z"), Some(second));
        assert_eq!(moment("2017-02-28T17:47:57+01:00"), Some(second));
        assert_eq!(moment(" 2017-02-28T16:47:57.250 "), Some(Timestamp::from_millis(1_488_300_477_250)));
        for bad in [
            "",
            "yesterday",
            "2017-02-30T00:00:00",
            "1969-12-31T23:59:59",
            "2200-01-01T00:00:00",
            "+262142-01-01T00:00:00",
        ] {
            assert_eq!(moment(bad), None, "{bad}");
        }
    }

    #[test]
    fn nobody_is_nobody_and_the_nameless_get_a_name() {
        let nameless = |id| author(id, |_| None).map(|author| author.name);
        assert_eq!(nameless("3").as_deref(), Some("user3"));
        assert_eq!(nameless("ana").as_deref(), Some("ana"));
        assert_eq!(
            [nameless("0"), nameless("-1"), nameless(" "), nameless(&"x".repeat(201))],
            [const { None }; 4]
        );
        assert_eq!(author("3", |_| Some("Ann".into())).map(|author| author.name).as_deref(), Some("Ann"));
    }

    #[test]
    fn topics_are_few_short_and_different() {
        let given = ["#CI", "ci", " ", &"x".repeat(65), "größe"].map(String::from);
        assert_eq!(tidy_topics(&given), ["ci", "größe"]);
        let many: Vec<_> = (0..100).map(|number| number.to_string()).collect();
        assert_eq!(tidy_topics(&many).len(), MOST_TOPICS);
    }

    #[test]
    fn long_titles_are_cut_between_characters() {
        assert_eq!(shortened(&"ö".repeat(1_000)), format!("{}…", "ö".repeat(300)));
        assert_eq!(shortened("  two\n lines "), "two lines");
    }
}
