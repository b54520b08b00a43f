//! A Stack Exchange data dump: `Posts.xml`, and `Users.xml` for the names if it is there.
//!
//! ```text
//! <row Id="4" PostTypeId="2" ParentId="1" CreationDate="2017-02-28T16:47:57.123" Score="7" Body="&lt;p&gt;…"
//!      OwnerUserId="3" />
//! ```
//!
//! Every row stands on a line of its own (line feeds within are written `&#xA;`), so a broken one spoils
//! nothing but itself. The posts are read three times: an answer can stand before its question where two
//! questions were merged, and which answer was accepted stands with the question. What is remembered from
//! the first reading is a number for each question, accepted answer and author, and the authors' names.

use super::html;
use super::lines::{Line, Lines};
use super::rows::{Answer, Author, Post, Question, Reason, Rows, Step, author, moment};
use quick_xml::events::Event;
use std::collections::{HashMap, HashSet, VecDeque};
use std::io;
use std::path::{Path, PathBuf};
use stoa_chat::Text;

/// The `PostTypeId` of what is imported; the others are wikis and moderators' notes.
const QUESTION: &str = "1";
const ANSWER: &str = "2";

/// The readings of a dump, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    /// Who wrote, and what was accepted. What is no XML and what is no question is left out here.
    Survey,
    /// What those who wrote are called.
    Names,
    Questions,
    Answers,
}

/// A dump.
pub(super) struct Dump {
    posts: PathBuf,
    users: Option<PathBuf>,
    reading: Reading,
    lines: Lines,
    questions: HashSet<i64>,
    accepted: HashSet<i64>,
    authors: HashSet<String>,
    names: HashMap<String, String>,
    ready: VecDeque<Step>,
    /// The bytes of the readings before this one.
    read: u64,
    total: u64,
}

/// The attributes of a row, with characters for entities.
#[derive(Debug, Default)]
struct Row(Vec<(String, String)>);

impl Row {
    fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn number(&self, name: &str) -> Option<i64> {
        self.value(name)?.trim().parse().ok()
    }

    fn is_a(&self, kind: &str) -> bool {
        self.value("PostTypeId") == Some(kind)
    }
}

impl Dump {
    /// Opens the dump of which `posts` is `Posts.xml`.
    pub(super) fn open(posts: &Path) -> io::Result<Self> {
        let lines = Lines::open(posts)?;
        let users = Some(posts.with_file_name("Users.xml")).filter(|users| users.is_file());
        let size_of_users =
            users.as_ref().map_or(Ok(0), |users| users.metadata().map(|users| users.len()))?;
        let total = lines.size() * 3 + size_of_users;
        Ok(Self {
            posts: posts.to_owned(),
            users,
            reading: Reading::Survey,
            lines,
            questions: HashSet::new(),
            accepted: HashSet::new(),
            authors: HashSet::new(),
            names: HashMap::new(),
            ready: VecDeque::new(),
            read: 0,
            total,
        })
    }

    /// Begins the next reading; `false` if this was the last.
    fn turn_over(&mut self) -> io::Result<bool> {
        let (reading, file) = match (self.reading, &self.users) {
            (Reading::Survey, Some(users)) => (Reading::Names, users),
            (Reading::Survey, None) | (Reading::Names, _) => (Reading::Questions, &self.posts),
            (Reading::Questions, _) => (Reading::Answers, &self.posts),
            (Reading::Answers, _) => return Ok(false),
        };
        let lines = Lines::open(file)?;
        self.read += std::mem::replace(&mut self.lines, lines).bytes_read();
        self.reading = reading;
        Ok(true)
    }

    /// Reads one line.
    fn take(&mut self, line: &Line) {
        let first = matches!(self.reading, Reading::Survey | Reading::Names);
        match rows_in(&line.text) {
            Ok(rows) => {
                for row in rows {
                    let step = match self.reading {
                        Reading::Survey => self.survey(&row),
                        Reading::Names => self.name(&row),
                        Reading::Questions => Ok(self.question(&row, line.mended)),
                        Reading::Answers => self.answer(&row, line.mended),
                    };
                    match step {
                        Ok(Some(step)) => self.ready.push_back(step),
                        Ok(None) => {}
                        Err(reason) => self.reject(line, reason),
                    }
                }
            }
            Err(reason) if first => self.reject(line, reason),
            Err(_) => {}
        }
    }

    fn survey(&mut self, row: &Row) -> Result<Option<Step>, Reason> {
        row.value("PostTypeId").ok_or(Reason::NoId)?;
        if row.is_a(QUESTION) {
            self.read_question(row)?;
            self.questions.extend(row.number("Id"));
            self.accepted.extend(row.number("AcceptedAnswerId"));
        }
        if row.is_a(QUESTION) || row.is_a(ANSWER) {
            self.authors.extend(row.value("OwnerUserId").map(str::to_owned));
        }
        Ok(None)
    }

    fn name(&mut self, row: &Row) -> Result<Option<Step>, Reason> {
        let id = row.value("Id").ok_or(Reason::NoId)?;
        if let Some(name) = row.value("DisplayName")
            && self.authors.contains(id)
        {
            self.names.insert(id.to_owned(), name.to_owned());
        }
        Ok(None)
    }

    /// A question; one that cannot be read was left out by the survey.
    fn question(&self, row: &Row, mended: bool) -> Option<Step> {
        let question = row.is_a(QUESTION).then(|| self.read_question(row));
        let (post, removed) = question?.ok()?;
        Some(Step::Post(post, removed || mended))
    }

    fn answer(&self, row: &Row, mended: bool) -> Result<Option<Step>, Reason> {
        if !row.is_a(ANSWER) {
            return Ok(None);
        }
        let id = row.number("Id").ok_or(Reason::NoId)?;
        let question = row.number("ParentId").filter(|question| self.questions.contains(question));
        let answer = Answer {
            id,
            question: question.ok_or(Reason::NoQuestion)?,
            at: row.value("CreationDate").and_then(moment).ok_or(Reason::NoDate)?,
            author: self.author(row),
            body: Text::plain(&html::to_plain(row.value("Body").unwrap_or_default())),
            helped: row.number("Score").unwrap_or(0),
            accepted: self.accepted.contains(&id),
        };
        let (post, removed) = Post::Answer(answer).tidied()?;
        Ok(Some(Step::Post(post, removed || mended)))
    }

    fn read_question(&self, row: &Row) -> Result<(Post, bool), Reason> {
        let tags = row.value("Tags").unwrap_or_default().split(['<', '>', '|']);
        let question = Question {
            id: row.number("Id").ok_or(Reason::NoId)?,
            at: row.value("CreationDate").and_then(moment).ok_or(Reason::NoDate)?,
            author: self.author(row),
            title: row.value("Title").unwrap_or_default().to_owned(),
            body: Text::plain(&html::to_plain(row.value("Body").unwrap_or_default())),
            topics: tags.map(str::to_owned).collect(),
        };
        Post::Question(question).tidied()
    }

    fn author(&self, row: &Row) -> Option<Author> {
        author(row.value("OwnerUserId")?, |id| self.names.get(id).cloned())
    }

    fn reject(&mut self, line: &Line, reason: Reason) {
        let reject = self.lines.reject(line.number, reason, line.text.clone());
        self.ready.push_back(Step::Reject(reject));
    }
}

impl Rows for Dump {
    fn step(&mut self) -> io::Result<Step> {
        if let Some(step) = self.ready.pop_front() {
            return Ok(step);
        }
        match self.lines.next()? {
            None => return Ok(if self.turn_over()? { Step::Nothing } else { Step::End }),
            Some(Ok(line)) => self.take(&line),
            Some(Err(reject)) if matches!(self.reading, Reading::Survey | Reading::Names) => {
                return Ok(Step::Reject(reject));
            }
            Some(Err(_)) => {}
        }
        Ok(self.ready.pop_front().unwrap_or(Step::Nothing))
    }

    fn progress(&self) -> (u64, u64) {
        (self.read + self.lines.bytes_read(), self.total)
    }
}

/// The rows on a line; the tags around all rows are passed over.
fn rows_in(line: &str) -> Result<Vec<Row>, Reason> {
    let mut reader = quick_xml::Reader::from_str(line);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    let mut rows = Vec::new();
    loop {
        match reader.read_event().map_err(|_| Reason::NotXml)? {
            Event::Start(tag) | Event::Empty(tag) if tag.name().into_inner() == "row" => {
                let mut row = Row::default();
                for attribute in tag.attributes() {
                    let attribute = attribute.map_err(|_| Reason::NotXml)?;
                    let value = html::decode(&attribute.value).into_owned();
                    row.0.push((attribute.key.into_inner().to_owned(), value));
                }
                rows.push(row);
            }
            Event::Text(words) if !words.trim().is_empty() => return Err(Reason::NotXml),
            Event::CData(_) | Event::GeneralRef(_) => return Err(Reason::NotXml),
            Event::Eof => return Ok(rows),
            _ => {}
        }
    }
}
