//! The baseline as a table for whoever measured it.

use super::{ALL, Baseline, FEWEST, Month};
use std::fmt;
use std::time::Duration;

impl fmt::Display for Baseline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(all) = self.months.iter().find(|month| month.name == ALL) else {
            return write!(
                f,
                "There are too few questions in {} public channels to say anything: figures rest on at least {FEWEST} \
                 questions of {FEWEST} people.",
                self.channels
            );
        };
        writeln!(f, "{} questions in {} public channels\n", all.questions, self.channels)?;
        writeln!(f, "                                first reply by somebody else, after")?;
        writeln!(f, "                                 working hours        hours of the clock")?;
        writeln!(
            f,
            "{:<8} {:>9} {:>10} {:>10} {:>10} {:>10} {:>10}",
            "month", "questions", "unanswered", "median", "p90", "median", "p90"
        )?;
        for month in &self.months {
            writeln!(f, "{month}")?;
        }
        if self.too_small > 0 {
            let months = if self.too_small == 1 { "month is" } else { "months are" };
            writeln!(
                f,
                "\n{} {months} left out: figures rest on at least {FEWEST} questions of {FEWEST} people, and none must \
                 follow from the others.",
                self.too_small
            )?;
        }
        write!(
            f,
            "\nMedian and p90 are estimated after Kaplan and Meier: a question without a reply was still waiting when the \
             export ended.\n“-”: so many got no reply. Kept for the later comparison; measuring again replaces it."
        )
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, questions, unanswered, clock, working } = self;
        let share = format!("{} %", (200 * unanswered + questions) / (2 * questions));
        write!(f, "{name:<8} {questions:>9} {share:>10}")?;
        for wait in [working.median, working.p90, clock.median, clock.p90] {
            write!(f, " {:>10}", wait.map_or_else(|| "-".to_owned(), in_words))?;
        }
        Ok(())
    }
}

/// `25 min`, or `3.5 h`.
fn in_words(span: Duration) -> String {
    let minutes = (span.as_secs() + 30) / 60;
    if minutes < 100 {
        return format!("{minutes} min");
    }
    let tenths = (minutes + 3) / 6;
    format!("{}.{} h", tenths / 10, tenths % 10)
}
