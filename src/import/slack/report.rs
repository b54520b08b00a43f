//! What an import from Slack has done, as a table: everything that was taken, and everything that was not.

use super::super::report::Report;
use std::fmt;

/// What an import from Slack has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SlackReport {
    /// Public channels that were read.
    pub channels: u64,
    /// Messages that stand in them, of every kind. Each is a question, an answer, or left out for one reason.
    pub messages: u64,
    /// What became of them; files, folders and conversations that were left out are counted there too.
    pub posts: Report,
}

impl fmt::Display for SlackReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { channels, messages, posts } = self;
        writeln!(f, "{messages} messages in {channels} public channels")?;
        writeln!(f, "\ntaken")?;
        let new =
            |new: u64| if new == 0 { "all of them there already".to_owned() } else { format!("{new} new") };
        writeln!(f, "{:>9}  questions ({})", posts.questions, new(posts.new_questions))?;
        writeln!(f, "{:>9}  answers ({})", posts.answers, new(posts.new_answers))?;
        writeln!(f, "{:>9}  people who were not known before", posts.people)?;
        if posts.mended > 0 {
            writeln!(f, "{:>9}  posts from which NUL characters were removed", posts.mended)?;
        }
        write!(f, "\nleft out")?;
        for (reason, times) in &posts.rejected {
            write!(f, "\n{times:>9}  {reason}")?;
        }
        if posts.rejected.is_empty() {
            write!(f, "\n{:>9}  nothing", 0)?;
        }
        if let Some(file) = &posts.rejects {
            write!(f, "\n\nWhat cannot be read is listed in {}.", file.display())?;
        }
        Ok(())
    }
}
