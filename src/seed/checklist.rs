//! A list to be ticked in any editor: what was suggested, a line each, and what somebody made of it.

use super::Suggested;
use crate::language::one_line;
use std::fmt::{self, Write as _};
use stoa_chat::{Network, UserRef};
use thiserror::Error;

/// What stands above the list.
const HEAD: &str = "\
# What the import suggests. Put an x between the brackets of what you want: [x]
# Then run: stoa seed --apply FILE
# Lines that are not ticked change nothing, and you can delete them. Nothing is posted or sent to anybody.
";

/// Something that somebody ticked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tick {
    /// Feature this question.
    Question(i64),
    /// Make the holder of this account an advocate of this topic.
    Advocate {
        /// The topic, without `#`.
        topic: String,
        /// The account.
        account: UserRef,
    },
}

/// What was ticked, each with the number of its line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checklist {
    /// From top to bottom.
    pub ticks: Vec<(usize, Tick)>,
}

/// A line that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {wrong}")]
pub struct BadLine {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong with it, and how to write it.
    pub wrong: String,
}

impl Checklist {
    /// Reads what was ticked.
    ///
    /// # Errors
    /// Every line that is no heading and cannot be read.
    pub fn read(text: &str) -> Result<Self, Vec<BadLine>> {
        let (mut ticks, mut bad) = (Vec::new(), Vec::new());
        for (index, line) in text.lines().enumerate() {
            let number = index + 1;
            match read_line(line.trim()) {
                Ok(tick) => ticks.extend(tick.map(|tick| (number, tick))),
                Err(wrong) => bad.push(BadLine { line: number, wrong }),
            }
        }
        if bad.is_empty() { Ok(Self { ticks }) } else { Err(bad) }
    }
}

/// What a line asks for; nothing if it is empty, a heading, or not ticked.
fn read_line(line: &str) -> Result<Option<Tick>, String> {
    if line.is_empty() || line.starts_with('#') {
        return Ok(None);
    }
    let read = line.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let (mark, rest) = read.ok_or("it has no brackets in front: write `[x] Q17` or `[ ] Q17`")?;
    let ticked = match mark.trim() {
        "" => false,
        "x" | "X" | "✓" => true,
        other => return Err(format!("`[{other}]` is neither ticked `[x]` nor open `[ ]`")),
    };
    let tick = read_tick(rest)?;
    Ok(ticked.then_some(tick))
}

fn read_tick(rest: &str) -> Result<Tick, String> {
    let mut words = rest.split_whitespace();
    let first = words.next().unwrap_or_default();
    if let Some(topic) = first.strip_prefix('#').filter(|topic| !topic.is_empty()) {
        let account = words.next().and_then(|word| word.strip_prefix('@')?.split_once('/'));
        let (network, id) = account
            .filter(|(network, id)| !network.is_empty() && !id.is_empty())
            .ok_or_else(|| format!("behind `#{topic}` stands the account: write `#{topic} @terminal/ana`"))?;
        let account = UserRef::new(&Network::new(network), id);
        return Ok(Tick::Advocate { topic: topic.to_lowercase(), account });
    }
    let number = first.strip_prefix(['Q', 'q']).and_then(|number| number.parse().ok());
    let number = number.filter(|number: &i64| *number > 0);
    number.map(Tick::Question).ok_or_else(|| {
        format!("`{first}` is neither a question nor a topic: write `[x] Q17` or `[x] #ci @terminal/ana`")
    })
}

/// The list as it is ticked: what was picked before is ticked already.
impl fmt::Display for Suggested {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = |done: bool| if done { "[x]" } else { "[ ]" };
        f.write_str(HEAD)?;
        if !self.questions.is_empty() {
            f.write_str("\n# Known questions to read first\n")?;
        }
        for known in &self.questions {
            let title = one_line(&known.title);
            writeln!(f, "{} Q{} {title} (helped {})", mark(known.featured), known.number, known.helped)?;
        }
        if !self.topics.is_empty() {
            f.write_str("\n# Advocates; each is asked for consent with the first question\n")?;
        }
        for topic in &self.topics {
            for one in &topic.people {
                let (network, id) = (&one.account.network, &one.account.id);
                write!(f, "{} #{} @{network}/{id} {}", mark(one.named), topic.topic, one_line(&one.name))?;
                writeln!(f, " ({} answers, {} accepted)", one.answers, one.accepted)?;
            }
        }
        f.write_char('\n')
    }
}
