//! Which of the things that people say have to be messages: a slash command leaves none behind.

use std::collections::BTreeSet;
use stoa_terminal::grammar::{Deed, Hearer, Line, What};
use stoa_terminal::{Step, Transcript};

/// The numbers of what people said that is pointed at later: such a message has to be there to be pointed at.
pub fn pointed_at(transcript: &Transcript) -> anyhow::Result<BTreeSet<u64>> {
    let mut found = BTreeSet::new();
    for step in &transcript.steps {
        let Step::Said { words, expected, .. } = step else { continue };
        if let Line::Deed(Deed { what, .. }) = Line::parse(words)? {
            found.extend(target(&what));
        }
        for head in expected.iter().filter(|line| !line.starts_with("    ")) {
            found.extend(head.rsplit_once(", under ").and_then(|(_, number)| number.parse::<u64>().ok()));
        }
    }
    Ok(found)
}

/// The message that a deed points at.
fn target(what: &What) -> Option<u64> {
    match what {
        What::Say { to: Hearer::Thread(number), .. }
        | What::Pick { message: number, .. }
        | What::React { message: number, .. }
        | What::Unreact { message: number, .. }
        | What::Edit { message: number, .. }
        | What::Delete { message: number } => Some(*number),
        _ => None,
    }
}
