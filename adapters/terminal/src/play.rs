//! Playing a transcript: every line is said again, and what becomes visible is held against the text.

use crate::render::{Style, render, render_error};
use crate::town::{Town, TownError};
use crate::transcript::{Step, Transcript};
use std::fmt;
use stoa_chat::{Backstage, Intake};

/// How playing a transcript went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    /// The transcript, rewritten with what really happened.
    pub text: String,
    /// Where that is not what was expected.
    pub differences: Vec<Difference>,
}

/// Something that did not go as expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The number of the said line in the file; 0 for what happened before anything was said.
    pub line: usize,
    /// What was said.
    pub said: String,
    /// What was expected to become visible.
    pub expected: Vec<String>,
    /// What became visible.
    pub actual: Vec<String>,
}

/// Opens `town`, says every line of `transcript` in it, and compares.
///
/// A line that cannot happen is answered with its error, like any other line: mistakes can be part of a
/// transcript.
///
/// # Errors
/// When the core fails: then there is nothing to compare.
pub async fn play(
    transcript: &Transcript,
    town: &Town,
    intake: &dyn Intake,
    backstage: &dyn Backstage,
) -> Result<Played, TownError> {
    let opening = render(&town.open(intake, backstage).await?, Style::plain());
    let mut differences = Vec::new();
    differences.extend(Difference::between(0, "", &transcript.opening, &opening));
    let mut seen = Vec::new();
    for step in &transcript.steps {
        if let Step::Said { line, words, expected } = step {
            let actual = said(words, town, intake, backstage, Style::plain()).await?;
            differences.extend(Difference::between(*line, words, expected, &actual));
            seen.push(actual);
        }
    }
    Ok(Played { text: transcript.written(&opening, &seen), differences })
}

/// Says one line and gives the lines that it is answered with.
pub(crate) async fn said(
    words: &str,
    town: &Town,
    intake: &dyn Intake,
    backstage: &dyn Backstage,
    style: Style,
) -> Result<Vec<String>, TownError> {
    match town.step(words, intake, backstage).await {
        Ok(entries) => Ok(render(&entries, style)),
        Err(error @ (TownError::Line(_) | TownError::Impossible(_))) => Ok(render_error(&error, style)),
        Err(error) => Err(error),
    }
}

impl Difference {
    fn between(line: usize, said: &str, expected: &[String], actual: &[String]) -> Option<Self> {
        let (expected, actual) = (expected.to_vec(), actual.to_vec());
        (expected != actual).then(|| Self { line, said: said.to_owned(), expected, actual })
    }
}

impl fmt::Display for Played {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.differences.iter().try_for_each(|difference| difference.fmt(f))
    }
}

impl fmt::Display for Difference {
    /// The said line, then `-` what was missed, `+` what came instead, and what is the same.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => writeln!(f, "before anything is said:")?,
            line => writeln!(f, "line {line}: > {}", self.said.replace('\n', "\\\n> "))?,
        }
        for (mark, line) in changes(&self.expected, &self.actual) {
            writeln!(f, "{}", format!("  {mark} {line}").trim_end())?;
        }
        Ok(())
    }
}

/// The shortest way from `old` to `new`: lines to take away, to put in and to keep.
fn changes<'a>(old: &'a [String], new: &'a [String]) -> Vec<(char, &'a str)> {
    // common[i][j]: how many lines old[i..] and new[j..] have in common, in order.
    let mut common = vec![vec![0_usize; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = if old[i] == new[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut changes = Vec::new();
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            changes.push((' ', old[i].as_str()));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && common[i + 1][j] >= common[i][j + 1]) {
            changes.push(('-', old[i].as_str()));
            i += 1;
        } else {
            changes.push(('+', new[j].as_str()));
            j += 1;
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(words: &str) -> Vec<String> {
        words.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn a_difference_shows_what_is_missed_and_what_came_instead() {
        let difference =
            Difference::between(4, "ana presses 1", &lines("a b c d"), &lines("a x c d e")).unwrap();
        let shown = "line 4: > ana presses 1\n    a\n  - b\n  + x\n    c\n    d\n  + e\n";
        assert_eq!(difference.to_string(), shown);
        assert_eq!(Difference::between(4, "", &lines("a"), &lines("a")), None);
    }
}
