//! Questions with their answers as JSON, one question a line.
//!
//! ```text
//! {"id": 1, "t": "2017-02-28T16:47:57", "user": 3, "title": "…", "body": "…", "tags": ["ci"],
//!  "answers": [{"id": 2, "t": "…", "user": "ana", "score": 4, "accepted": true, "body": "…"}]}
//! ```
//!
//! A bad answer is left out alone; a bad question takes its answers with it.

use super::lines::{Line, Lines};
use super::rows::{Answer, Author, Post, Question, Reason, Rows, Step, author, moment};
use serde_json::Value;
use std::collections::{HashMap, VecDeque};
use std::io;
use stoa_chat::Text;

/// A file of such lines.
pub(super) struct JsonLines {
    lines: Lines,
    names: HashMap<String, String>,
    ready: VecDeque<Step>,
}

impl JsonLines {
    /// Reads `lines`; what people are called stands in `names`, by their ids.
    pub(super) fn new(lines: Lines, names: HashMap<String, String>) -> Self {
        Self { lines, names, ready: VecDeque::new() }
    }

    /// Reads one line.
    fn take(&mut self, line: Line) {
        if line.text.trim().is_empty() {
            return;
        }
        let Ok(Value::Object(row)) = serde_json::from_str(&line.text) else {
            return self.reject(line.number, Reason::NotJson, line.text);
        };
        let row = Value::Object(row);
        match self.question(&row).and_then(|question| Post::Question(question).tidied()) {
            Ok((Post::Question(question), removed)) => {
                let (id, removed) = (question.id, removed || line.mended || has_nul(&row));
                self.ready.push_back(Step::Post(Post::Question(question), removed));
                for answer in row.get("answers").and_then(Value::as_array).into_iter().flatten() {
                    self.take_answer(id, answer, line.number);
                }
            }
            Ok((Post::Answer(_), _)) => {}
            Err(reason) => self.reject(line.number, reason, line.text),
        }
    }

    fn take_answer(&mut self, question: i64, row: &Value, line: u64) {
        match self.answer(question, row).and_then(|answer| Post::Answer(answer).tidied()) {
            Ok((post, removed)) => self.ready.push_back(Step::Post(post, removed || has_nul(row))),
            Err(reason) => self.reject(line, reason, row.to_string()),
        }
    }

    fn question(&self, row: &Value) -> Result<Question, Reason> {
        let topics = row.get("tags").and_then(Value::as_array).into_iter().flatten();
        Ok(Question {
            id: row.get("id").and_then(Value::as_i64).ok_or(Reason::NoId)?,
            at: moment(&text(row, "t")).ok_or(Reason::NoDate)?,
            author: self.author(row),
            title: text(row, "title"),
            body: Text::plain(&text(row, "body")),
            topics: topics.filter_map(|topic| topic.as_str().map(str::to_owned)).collect(),
        })
    }

    fn answer(&self, question: i64, row: &Value) -> Result<Answer, Reason> {
        Ok(Answer {
            id: row.get("id").and_then(Value::as_i64).ok_or(Reason::NoId)?,
            question,
            at: moment(&text(row, "t")).ok_or(Reason::NoDate)?,
            author: self.author(row),
            body: Text::plain(&text(row, "body")),
            helped: row.get("score").and_then(Value::as_i64).unwrap_or(0),
            accepted: row.get("accepted").and_then(Value::as_bool).unwrap_or(false),
        })
    }

    fn author(&self, row: &Value) -> Option<Author> {
        let id = match row.get("user")? {
            Value::Number(number) => number.to_string(),
            Value::String(text) => text.clone(),
            _ => return None,
        };
        author(&id, |id| self.names.get(id).cloned())
    }

    fn reject(&mut self, line: u64, reason: Reason, text: String) {
        let reject = self.lines.reject(line, reason, text);
        self.ready.push_back(Step::Reject(reject));
    }
}

impl Rows for JsonLines {
    fn step(&mut self) -> io::Result<Step> {
        if let Some(step) = self.ready.pop_front() {
            return Ok(step);
        }
        match self.lines.next()? {
            None => return Ok(Step::End),
            Some(Err(reject)) => return Ok(Step::Reject(reject)),
            Some(Ok(line)) => self.take(line),
        }
        Ok(self.ready.pop_front().unwrap_or(Step::Nothing))
    }

    fn progress(&self) -> (u64, u64) {
        (self.lines.bytes_read(), self.lines.size())
    }
}

/// The text under `key`, empty if there is none.
fn text(row: &Value, key: &str) -> String {
    row.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Whether NUL characters will be missing from the body.
fn has_nul(row: &Value) -> bool {
    row.get("body").and_then(Value::as_str).is_some_and(|body| body.contains('\0'))
}
