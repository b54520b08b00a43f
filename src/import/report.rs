//! What an import has done, in numbers and as a sentence for whoever started it.

use super::rows::{Post, Reason};
use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

/// What an import has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Questions in the source that can be used.
    pub questions: u64,
    /// Answers in the source that can be used.
    pub answers: u64,
    /// Questions that were not in the database before.
    pub new_questions: u64,
    /// Answers that were not in the database before.
    pub new_answers: u64,
    /// People who were not known before.
    pub people: u64,
    /// Posts from which NUL characters were removed.
    pub mended: u64,
    /// Rows that were left out, by reason.
    pub rejected: BTreeMap<Reason, u64>,
    /// The file that says which; `None` if there were none.
    pub rejects: Option<PathBuf>,
}

/// What one transaction of an import has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Gained {
    /// Questions that are in the database now.
    pub(super) questions: u64,
    /// Answers that are in the database now.
    pub(super) answers: u64,
    /// People who are known now.
    pub(super) people: u64,
    /// Questions, and then answers, that were left out after all, by reason.
    left_out: BTreeMap<Reason, (u64, u64)>,
}

impl Gained {
    /// Counts a post that looked usable, until the database said something else.
    pub(super) fn leave_out(&mut self, post: &Post, reason: Reason) {
        let (questions, answers) = self.left_out.entry(reason).or_default();
        *match post {
            Post::Question(_) => questions,
            Post::Answer(_) => answers,
        } += 1;
    }
}

impl Report {
    /// Adds what one transaction has done.
    pub(super) fn add(&mut self, gained: Gained) {
        self.new_questions += gained.questions;
        self.new_answers += gained.answers;
        self.people += gained.people;
        for (reason, (questions, answers)) in gained.left_out {
            self.questions -= questions;
            self.answers -= answers;
            *self.rejected.entry(reason).or_default() += questions + answers;
        }
    }

    /// How many questions and answers were in the database before, and were left as they are.
    pub fn already_there(&self) -> u64 {
        (self.questions + self.answers).saturating_sub(self.added())
    }

    /// How many questions and answers were added.
    pub fn added(&self) -> u64 {
        self.new_questions + self.new_answers
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} and {}", count(self.questions, "question"), count(self.answers, "answer"))?;
        match (self.added(), self.already_there()) {
            (0, 0) => {}
            (0, _) => write!(f, ", all of them there already: nothing changed")?,
            (_, 0) => write!(f, " ({} new)", people(self.people))?,
            (new, old) => write!(f, " ({new} new, {old} there already; {} new)", people(self.people))?,
        }
        if self.mended > 0 {
            write!(f, "\nNUL characters were removed from {}", count(self.mended, "post"))?;
        }
        let rejected: u64 = self.rejected.values().sum();
        if rejected > 0 {
            let kinds: Vec<_> =
                self.rejected.iter().map(|(reason, times)| format!("{times} {reason}")).collect();
            write!(f, "\n{} left out: {}", count(rejected, "row"), kinds.join(", "))?;
        }
        if let Some(file) = &self.rejects {
            write!(f, "; see {}", file.display())?;
        }
        Ok(())
    }
}

fn count(number: u64, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

fn people(number: u64) -> String {
    if number == 1 { "1 person".to_owned() } else { format!("{number} people") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_what_changed() {
        let first = Report {
            questions: 3_700,
            answers: 1,
            new_questions: 3_700,
            new_answers: 1,
            people: 1,
            ..Report::default()
        };
        assert_eq!(first.to_string(), "3700 questions and 1 answer (1 person new)");
        let second = Report { new_questions: 0, new_answers: 0, people: 0, ..first.clone() };
        assert_eq!(
            second.to_string(),
            "3700 questions and 1 answer, all of them there already: nothing changed"
        );
        let rest = Report { new_questions: 700, ..first };
        assert_eq!(
            rest.to_string(),
            "3700 questions and 1 answer (701 new, 3000 there already; 1 person new)"
        );
        assert_eq!(Report::default().to_string(), "0 questions and 0 answers");
    }

    #[test]
    fn a_report_says_what_was_left_out() {
        let report = Report {
            mended: 1,
            rejected: [(Reason::NotJson, 2), (Reason::NoDate, 1)].into(),
            rejects: Some("data/rejects.jsonl".into()),
            ..Report::default()
        };
        let words = "0 questions and 0 answers\nNUL characters were removed from 1 post\n\
            3 rows left out: 2 not JSON, 1 without a date; see data/rejects.jsonl";
        assert_eq!(report.to_string(), words);
    }
}
