//! What reading a people file has done, for whoever started it.

use std::fmt;
use std::path::PathBuf;

/// How many refused rows are named; the file has all of them.
const MOST_NAMED: usize = 20;

/// What reading a people file has done, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeopleReport {
    /// Rows that can be used.
    pub people: usize,
    /// Those that tell something new.
    pub changed: usize,
    /// Headings of columns that mean nothing to us.
    pub unused: Vec<String>,
    /// Rows that were refused: the line and why.
    pub wrong: Vec<(u64, String)>,
    /// The file that has them all; `None` if there were none.
    pub rejects: Option<PathBuf>,
    /// Whether nothing was changed on purpose.
    pub dry_run: bool,
}

impl fmt::Display for PeopleReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = if self.people == 1 { "person" } else { "people" };
        let would = if self.dry_run { "would be changed" } else { "changed" };
        write!(f, "{} {noun}", self.people)?;
        match (self.changed, self.people - self.changed) {
            (0, 0) => {}
            (0, _) => write!(f, ", all of them known already: nothing to change")?,
            (changed, 0) => write!(f, ": {changed} {would}")?,
            (changed, same) => write!(f, ": {changed} {would}, {same} known already")?,
        }
        if !self.unused.is_empty() {
            write!(f, "\ncolumns that are not used: {}", self.unused.join(", "))?;
        }
        if self.wrong.is_empty() {
            return Ok(());
        }
        let rows = if self.wrong.len() == 1 { "row" } else { "rows" };
        write!(f, "\n{} {rows} left out:", self.wrong.len())?;
        for (line, why) in self.wrong.iter().take(MOST_NAMED) {
            write!(f, "\n  line {line}: {why}")?;
        }
        if let Some(more) = self.wrong.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
            write!(f, "\n  and {more} more")?;
        }
        match &self.rejects {
            Some(file) => write!(f, "\nsee {}", file.display()),
            None => Ok(()),
        }
    }
}
