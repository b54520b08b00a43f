//! Transcripts: conversations in a text file, each said line with what became visible below it.
//!
//! ```text
//! title: A question finds its answer
//! now: 2026-03-02 09:00
//! zone: Europe/Warsaw
//! people: ana, ben (America/New_York, de)
//!
//! # Whoever asks is told who was asked.
//!
//! > ana in #help: ask Where are the logs?
//!     1 · ana in #help
//!     2 · ana alone in #help
//!         I have asked @ben.
//! ```
//!
//! The header ends at the first empty line; `set: key = value` and `content: path` are kept for the caller.
//! A said line that ends with `\` goes on in the next. Comments and empty lines are the author's, and
//! survive when a transcript is rewritten with what really happened.

use crate::clock;
use crate::plan::{PlannedPerson, PlannedPlace, TownPlan};
use chrono_tz::Tz;
use stoa_chat::Timestamp;

const INDENT: &str = "    ";

/// A conversation in a text file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcript {
    /// What it shows.
    pub title: String,
    /// When it begins.
    pub start: Timestamp,
    /// Where chance begins.
    pub seed: u64,
    /// The content that the caller is to load first.
    pub content: Option<String>,
    /// The settings that the caller is to change: keys and values.
    pub settings: Vec<(String, String)>,
    /// Who lives in its town, and which places there are.
    pub plan: TownPlan,
    /// What becomes visible before anything is said.
    pub opening: Vec<String>,
    /// What follows, from top to bottom.
    pub steps: Vec<Step>,
    /// The header as it was written.
    head: Vec<String>,
}

/// One piece of a transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A comment with its `#`, or an empty line.
    Note(String),
    /// A line that is said.
    Said {
        /// The number of the line in the file.
        line: usize,
        /// What is said.
        words: String,
        /// What becomes visible.
        expected: Vec<String>,
    },
}

/// What is wrong with a transcript's text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct TranscriptError {
    /// The number of the line.
    pub line: usize,
    /// What is wrong there.
    pub problem: String,
}

impl Transcript {
    /// Reads a transcript.
    ///
    /// # Errors
    /// With the number of the first line that cannot be understood.
    pub fn parse(text: &str) -> Result<Self, TranscriptError> {
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        let body = lines.iter().position(|line| line.is_empty()).unwrap_or(lines.len());
        let mut transcript = Header::parse(&lines[..body])?;
        let mut reader = Reader { transcript: &mut transcript, empty: 0, open: true };
        let mut rest = lines.iter().enumerate().skip(body + 1);
        while let Some((index, line)) = rest.next() {
            let fail = |problem: &str| TranscriptError { line: index + 1, problem: problem.to_owned() };
            if let Some(words) = line.strip_prefix('>') {
                let mut words = words.trim().to_owned();
                while words.ends_with('\\') {
                    words.pop();
                    let next = rest.next().and_then(|(_, line)| line.strip_prefix('>'));
                    let next = next.ok_or_else(|| fail("it ends with \\, but no said line follows"))?;
                    words = format!("{words}\n{}", next.strip_prefix(' ').unwrap_or(next));
                }
                reader.said(index + 1, words);
            } else if let Some(expected) = line.strip_prefix(INDENT) {
                reader.expected(expected).map_err(|problem| fail(&problem))?;
            } else if line.is_empty() {
                reader.empty += 1;
            } else if line.starts_with('#') {
                reader.note(line);
            } else {
                return Err(fail(
                    "it is neither said (`> `), nor expected (four spaces), nor a comment (`#`)",
                ));
            }
        }
        Ok(transcript)
    }

    /// Reads a story: a transcript without a header, in which a said line needs no mark and nothing is
    /// expected. `plan` and `start` say where and when it is set.
    ///
    /// # Errors
    /// With the number of a line that ends with `\` while none follows.
    pub fn story(text: &str, plan: TownPlan, start: Timestamp) -> Result<Self, TranscriptError> {
        let mark = |line: &str| match line.chars().next() {
            None | Some('#') => line.to_owned(),
            Some(_) => format!("> {line}"),
        };
        // A title and an empty line come first, so line numbers are two ahead.
        let marked: Vec<_> =
            ["title: A story", ""].map(str::to_owned).into_iter().chain(text.lines().map(mark)).collect();
        let told = Self::parse(&marked.join("\n"));
        let told = told.map_err(|error| TranscriptError { line: error.line.saturating_sub(2), ..error })?;
        Ok(Self { start, plan, ..told })
    }

    /// The transcript's text, with these lines as what became visible at the start and after each said line.
    pub(crate) fn written(&self, opening: &[String], seen: &[Vec<String>]) -> String {
        let mut lines = self.head.clone();
        lines.push(String::new());
        lines.extend(expected_lines(opening));
        if let (false, Some(Step::Said { .. })) = (opening.is_empty(), self.steps.first()) {
            lines.push(String::new());
        }
        let mut seen = seen.iter();
        for step in &self.steps {
            match step {
                Step::Note(note) => lines.push(note.clone()),
                Step::Said { words, .. } => {
                    lines.push(format!("> {}", words.replace('\n', "\\\n> ")));
                    lines.extend(expected_lines(seen.next().map_or(&[], Vec::as_slice)));
                }
            }
        }
        format!("{}\n", lines.join("\n").trim_end())
    }
}

fn expected_lines(lines: &[String]) -> impl Iterator<Item = String> {
    lines.iter().map(|line| format!("{INDENT}{line}").trim_end().to_owned())
}

/// Takes the lines of a transcript's body in.
struct Reader<'a> {
    transcript: &'a mut Transcript,
    /// Empty lines whose place is not known yet: within what is expected, or between steps.
    empty: usize,
    /// Whether an expected line can follow.
    open: bool,
}

impl Reader<'_> {
    fn said(&mut self, line: usize, words: String) {
        self.flush();
        self.transcript.steps.push(Step::Said { line, words, expected: Vec::new() });
        self.open = true;
    }

    fn note(&mut self, note: &str) {
        self.flush();
        self.transcript.steps.push(Step::Note(note.to_owned()));
        self.open = false;
    }

    fn expected(&mut self, words: &str) -> Result<(), String> {
        let expected = match self.transcript.steps.last_mut() {
            None => &mut self.transcript.opening,
            Some(Step::Said { expected, .. }) if self.open => expected,
            Some(_) => return Err("what is expected stands below a said line".to_owned()),
        };
        let empty = std::mem::take(&mut self.empty);
        if !expected.is_empty() {
            expected.extend(std::iter::repeat_n(String::new(), empty));
        }
        expected.push(words.to_owned());
        Ok(())
    }

    fn flush(&mut self) {
        let empty = std::mem::take(&mut self.empty);
        self.transcript.steps.extend(std::iter::repeat_n(Step::Note(String::new()), empty));
    }
}

/// What a header has said so far.
#[derive(Default)]
struct Header {
    title: String,
    now: Option<(usize, String)>,
    zone: Option<Tz>,
    seed: u64,
    content: Option<String>,
    settings: Vec<(String, String)>,
    people: Vec<PlannedPerson>,
    places: Vec<PlannedPlace>,
}

impl Header {
    fn parse(lines: &[&str]) -> Result<Transcript, TranscriptError> {
        let mut header = Self::default();
        for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let read = match line.split_once(':') {
                Some((key, value)) => header.read(index, key.trim(), value.trim()),
                None => Err("the header has lines like `title: …`, and ends with an empty line".to_owned()),
            };
            read.map_err(|problem| TranscriptError { line: index + 1, problem })?;
        }
        header.finish(lines)
    }

    fn read(&mut self, index: usize, key: &str, value: &str) -> Result<(), String> {
        match key {
            "title" => value.clone_into(&mut self.title),
            "now" => self.now = Some((index, value.to_owned())),
            "zone" => self.zone = Some(zone(value)?),
            "seed" => self.seed = value.parse().map_err(|_| format!("`{value}` is no number"))?,
            "content" => self.content = Some(value.to_owned()),
            "set" => {
                let (key, value) = value.split_once('=').ok_or("a setting is written `set: key = value`")?;
                self.settings.push((key.trim().to_owned(), value.trim().to_owned()));
            }
            "people" => self.people = people(value)?,
            "places" => {
                let place =
                    |name: &str| PlannedPlace { name: name.trim().to_owned(), purpose: String::new() };
                self.places = value.split(',').map(place).collect();
            }
            _ => {
                return Err(format!(
                    "`{key}` is none of title, now, zone, seed, content, set, people and places"
                ));
            }
        }
        Ok(())
    }

    fn finish(self, head: &[&str]) -> Result<Transcript, TranscriptError> {
        let mut plan = TownPlan::default();
        plan.zone = self.zone.unwrap_or(plan.zone);
        if !self.people.is_empty() {
            plan.people = self.people;
        }
        if !self.places.is_empty() {
            plan.places = self.places;
        }
        plan.check().map_err(|error| TranscriptError { line: 1, problem: error.to_string() })?;
        let (index, now) = self.now.unwrap_or_else(|| (0, "2026-03-02 09:00".to_owned()));
        let start = clock::parse_wall_time(&now).and_then(|now| clock::moment_at(now, plan.zone));
        let problem = || format!("`{now}` is no time in {}; write `2026-03-02 09:00`", plan.zone);
        Ok(Transcript {
            title: self.title,
            start: start.ok_or_else(|| TranscriptError { line: index + 1, problem: problem() })?,
            seed: self.seed,
            content: self.content,
            settings: self.settings,
            plan,
            opening: Vec::new(),
            steps: Vec::new(),
            head: head.iter().map(|line| (*line).to_owned()).collect(),
        })
    }
}

/// Reads `ana, ben (America/New_York, de), chen (later)`.
fn people(list: &str) -> Result<Vec<PlannedPerson>, String> {
    let mut people = Vec::new();
    let mut rest = list;
    while !rest.trim().is_empty() {
        let end = rest.find([',', '(']).unwrap_or(rest.len());
        let mut person = PlannedPerson { id: rest[..end].trim().to_owned(), ..PlannedPerson::default() };
        rest = &rest[end..];
        if let Some(details) = rest.strip_prefix('(') {
            let (details, after) = details.split_once(')').ok_or("a bracket is not closed")?;
            for detail in details.split(',').map(str::trim) {
                if detail == "later" {
                    person.later = true;
                    continue;
                }
                // A zone has a slash or is UTC; a language is neither.
                if detail.contains('/') || detail == "UTC" {
                    person.zone = Some(zone(detail)?);
                } else {
                    person.language = Some(detail.to_owned());
                }
            }
            rest = after.trim_start();
        }
        people.push(person);
        rest = rest.strip_prefix(',').unwrap_or(rest);
    }
    Ok(people)
}

fn zone(name: &str) -> Result<Tz, String> {
    name.parse().map_err(|_| format!("`{name}` is no time zone; write one like Europe/Warsaw"))
}

#[cfg(test)]
mod tests;
