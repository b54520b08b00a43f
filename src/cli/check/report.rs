//! The words of `stoa check`, laid out: what is so, and below it what is wrong.

use std::fmt;

/// Lines with a word in front of them, and what is wrong.
#[derive(Debug, Default)]
pub struct Report {
    lines: Vec<(&'static str, String)>,
    wrong: Vec<String>,
}

impl Report {
    /// Something that is so.
    pub fn line(&mut self, about: &'static str, words: impl Into<String>) {
        self.lines.push((about, words.into()));
    }

    /// More about the same.
    pub fn more(&mut self, words: impl Into<String>) {
        self.lines.push(("", words.into()));
    }

    /// Something that is wrong.
    pub fn wrong(&mut self, words: impl Into<String>) {
        self.wrong.push(words.into());
    }

    /// Something that is so, and wrong.
    pub fn wrong_line(&mut self, about: &'static str, words: impl Into<String>) {
        self.line(about, "wrong, see below");
        self.wrong(format!("{about}: {}", words.into()));
    }

    /// How many things are wrong.
    pub fn wrongs(&self) -> usize {
        self.wrong.len()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (about, words) in &self.lines {
            // What comes from a driver may have lines of its own.
            writeln!(f, "{about:<10} {}", words.replace('\n', "\n           "))?;
        }
        if self.wrong.is_empty() {
            return writeln!(f, "\nNothing is wrong.");
        }
        writeln!(f, "\n{} wrong:", counted(self.wrong.len(), "thing is", "things are"))?;
        self.wrong.iter().try_for_each(|wrong| writeln!(f, "  - {}", wrong.replace('\n', "\n    ")))
    }
}

/// `1 event`, `2 events`.
pub fn counted<N: fmt::Display + PartialEq + From<u8> + Copy>(number: N, one: &str, many: &str) -> String {
    let word = if number == N::from(1) { one } else { many };
    format!("{number} {word}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_stands_below() {
        let mut report = Report::default();
        report.line("Data", "here");
        report.more("and\nthere");
        assert_eq!(
            report.to_string(),
            "Data       here\n           and\n           there\n\nNothing is wrong.\n"
        );
        report.wrong("one");
        report.wrong_line("Key", "two");
        let text = report.to_string();
        let below = "Key        wrong, see below\n\n2 things are wrong:\n  - one\n  - Key: two\n";
        assert!(text.ends_with(below), "{text}");
    }
}
