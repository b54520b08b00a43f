//! The grammar of the lines that move a town: who does what to which number.
//!
//! One list, [`FORMS`], is the grammar's table of contents: help is printed from it, and whoever mistypes
//! a line is shown the entry that comes nearest.

use crate::clock::Leap;
use crate::plan::{is_name, place_id};
use std::fmt;

/// One line, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Nothing was written.
    Nothing,
    /// Words to the reader, not to the town.
    Comment(String),
    /// Somebody does something.
    Deed(Deed),
    /// Time passes.
    Time(Leap),
    /// Who lives here?
    People,
    /// Which places are there?
    Places,
    /// How does one write lines?
    Help,
    /// Enough.
    Quit,
}

/// Somebody's deed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// Who does it.
    pub who: String,
    /// What they do.
    pub what: What,
}

/// What somebody can do. Messages and buttons go by the numbers that are shown beside them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is one entry of FORMS, which shows it by example")]
pub enum What {
    Say { to: Hearer, words: String },
    Press { button: u64 },
    Pick { verb: String, message: u64 },
    React { emoji: String, message: u64 },
    Unreact { emoji: String, message: u64 },
    Edit { message: u64, words: String },
    Delete { message: u64 },
    Fill { form: String, values: Vec<(String, String)> },
    Join { place: String },
    Leave { place: String },
    OpenHome,
}

/// Whom words are for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hearer {
    /// Everybody in a place.
    Place(String),
    /// Everybody who reads the thread of a message.
    Thread(u64),
    /// Everybody who reads the thread of the card that bears this name: `Q1`.
    Card(String),
    /// The bot alone.
    Bot,
}

/// One form of line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineForm {
    /// The word that gives it away.
    pub keyword: &'static str,
    /// What it looks like.
    pub example: &'static str,
    /// What it does.
    pub does: &'static str,
}

/// A line that is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineError {
    /// What is wrong with it.
    pub problem: String,
    /// The form of line that comes nearest.
    pub nearest: LineForm,
}

const fn form(keyword: &'static str, example: &'static str, does: &'static str) -> LineForm {
    LineForm { keyword, example, does }
}

/// Every form of line.
pub const FORMS: [LineForm; 19] = [
    form("in", "ana in #help: ask Where are the logs?", "says something in a place"),
    form("in", "ana in 3: It was the cache.", "answers in the thread of message 3"),
    form("in", "ana in Q1: It was the cache.", "answers in the thread of the card Q1"),
    form("to", "ana to stoa: points", "says something to the bot alone"),
    form("presses", "ana presses 4", "presses the button [4]"),
    form("picks", "ana picks turn on 4", "chooses a command in the menu of message 4"),
    form("reacts", "ana reacts ✅ to 3", "puts a reaction on message 3"),
    form("removes", "ana removes ✅ from 3", "takes the reaction off again"),
    form("edits", "ana edits 3: It was the other cache.", "changes her own message"),
    form("deletes", "ana deletes 3", "removes her own message"),
    form("fills", "ana fills ask: question=Where are the logs?; place=#help", "sends an open form off"),
    form("joins", "ana joins #random", "comes into a place"),
    form("leaves", "ana leaves #random", "leaves a place"),
    form("opens", "ana opens home", "looks at the bot's own page"),
    form("time", "time +4h", "lets time pass: +30m, +4h, +2d, +1w, 2026-03-02 09:00"),
    form("people", "people", "lists who lives here"),
    form("places", "places", "lists the places"),
    form("help", "help", "shows this list"),
    form("quit", "quit", "leaves the town"),
];

impl Line {
    /// Reads one line; line feeds may stand in what is said.
    ///
    /// # Errors
    /// When it is no form of line, with the one that comes nearest.
    pub fn parse(line: &str) -> Result<Self, LineError> {
        let line = line.trim();
        if let Some(comment) = line.strip_prefix('#') {
            return Ok(Self::Comment(comment.trim().to_owned()));
        }
        let (first, rest) = split_word(line);
        match (first, rest) {
            ("", _) => Ok(Self::Nothing),
            ("people", "") => Ok(Self::People),
            ("places", "") => Ok(Self::Places),
            ("help", "") => Ok(Self::Help),
            ("quit" | "exit", "") => Ok(Self::Quit),
            ("time", span) => Leap::parse(span)
                .map(Self::Time)
                .ok_or_else(|| LineError::new(format!("`{span}` is no time"), "time")),
            _ => Deed::parse(first, rest).map(Self::Deed),
        }
    }
}

impl Deed {
    fn parse(who: &str, rest: &str) -> Result<Self, LineError> {
        let (verb, rest) = split_word(rest);
        let what = match verb {
            "in" => said_in(rest),
            "to" => said_to(rest),
            "presses" => number(rest.trim_matches(['[', ']'])).map(|button| What::Press { button }),
            "picks" => picked(rest),
            "reacts" => reaction(rest, "to").map(|(emoji, message)| What::React { emoji, message }),
            "removes" => reaction(rest, "from").map(|(emoji, message)| What::Unreact { emoji, message }),
            "edits" => edited(rest),
            "deletes" => number(rest).map(|message| What::Delete { message }),
            "fills" => filled(rest),
            "joins" => place(rest).map(|place| What::Join { place }),
            "leaves" => place(rest).map(|place| What::Leave { place }),
            "opens" if rest == "home" => Ok(What::OpenHome),
            "opens" => Err(format!("only `home` can be opened, not `{rest}`")),
            _ => return Err(LineError::unknown(who, verb)),
        };
        let what = what.map_err(|problem| LineError::new(problem, verb))?;
        let who = who.to_lowercase();
        if !is_name(&who) {
            return Err(LineError::new(format!("`{who}` is nobody's name"), verb));
        }
        Ok(Self { who, what })
    }
}

fn said_in(rest: &str) -> Result<What, String> {
    let (head, words) = head_and_words(rest)?;
    let to = match (head.starts_with('#'), number(head)) {
        (true, _) => Hearer::Place(place(head)?),
        (false, Ok(message)) => Hearer::Thread(message),
        (false, Err(_)) if is_card(head) => Hearer::Card(head.to_uppercase()),
        (false, Err(_)) => {
            return Err(format!("`{head}` is neither a place, as #help is, nor a message's number"));
        }
    };
    Ok(What::Say { to, words })
}

fn said_to(rest: &str) -> Result<What, String> {
    let (head, words) = head_and_words(rest)?;
    if !head.eq_ignore_ascii_case(crate::BOT) {
        return Err(format!("only the bot can be written to alone, not `{head}`"));
    }
    Ok(What::Say { to: Hearer::Bot, words })
}

fn edited(rest: &str) -> Result<What, String> {
    let (head, words) = head_and_words(rest)?;
    Ok(What::Edit { message: number(head)?, words })
}

fn picked(rest: &str) -> Result<What, String> {
    let words: Vec<&str> = rest.split_whitespace().collect();
    let [verb, "on", message] = words[..] else {
        return Err("it needs a command, `on` and a message".to_owned());
    };
    Ok(What::Pick { verb: verb.to_owned(), message: number(message)? })
}

fn reaction(rest: &str, joint: &str) -> Result<(String, u64), String> {
    let words: Vec<&str> = rest.split_whitespace().collect();
    let [emoji, between, message] = words[..] else {
        return Err("it needs an emoji and a message".to_owned());
    };
    if between != joint {
        return Err(format!("`{between}` should be `{joint}`"));
    }
    // The port's emoji have no skin tone, so that a ✅ is a ✅ whoever puts it.
    let emoji = emoji.chars().filter(|c| !('\u{1F3FB}'..='\u{1F3FF}').contains(c)).collect();
    Ok((emoji, number(message)?))
}

/// Reads `ask: question=Why?; place=#help`. A piece without `=` belongs to the answer before it, so that
/// an answer may hold a semicolon.
fn filled(rest: &str) -> Result<What, String> {
    let (form, answers) = rest.split_once(':').unwrap_or((rest, ""));
    if !is_name(form) {
        return Err(format!("`{form}` is no form's name"));
    }
    let mut values: Vec<(String, String)> = Vec::new();
    for piece in answers.split(';') {
        match (piece.split_once('='), values.last_mut()) {
            (Some((name, value)), _) => values.push((name.trim().to_owned(), value.trim().to_owned())),
            (None, Some((_, value))) => value.extend([";", piece]),
            (None, None) if piece.trim().is_empty() => {}
            (None, None) => return Err(format!("`{}` does not say which question it answers", piece.trim())),
        }
    }
    Ok(What::Fill { form: form.to_owned(), values })
}

fn head_and_words(rest: &str) -> Result<(&str, String), String> {
    let (head, words) = rest.split_once(':').ok_or("a colon goes before what is said")?;
    if words.trim().is_empty() {
        return Err("there are no words after the colon".to_owned());
    }
    Ok((head.trim(), words.trim().to_owned()))
}

fn place(word: &str) -> Result<String, String> {
    match word.strip_prefix('#') {
        Some(name) if is_name(name) => Ok(place_id(name)),
        _ => Err(format!("`{word}` is no place: places begin with #")),
    }
}

/// Whether `word` is the short name of a card: letters, then digits.
fn is_card(word: &str) -> bool {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    digits.len() < word.len() && !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

fn number(word: &str) -> Result<u64, String> {
    word.parse().map_err(|_| format!("`{word}` is no number"))
}

fn split_word(line: &str) -> (&str, &str) {
    let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    (word, rest.trim_start())
}

impl LineError {
    fn new(problem: String, keyword: &str) -> Self {
        let nearest = FORMS.into_iter().find(|form| form.keyword == keyword).unwrap_or(FORMS[0]);
        Self { problem, nearest }
    }

    /// A line whose first two words give no form away: the keyword that is likest to either is meant.
    fn unknown(first: &str, second: &str) -> Self {
        let likeness = |form: &LineForm| {
            let likest = strsim::jaro(form.keyword, first).max(strsim::jaro(form.keyword, second));
            (likest > 0.7).then_some(likest)
        };
        let scored = FORMS.into_iter().filter_map(|form| likeness(&form).map(|score| (score, form)));
        let nearest = scored.max_by(|(a, _), (b, _)| a.total_cmp(b)).map_or(FORMS[0], |(_, form)| form);
        Self { problem: "a line says who does what".to_owned(), nearest }
    }
}

impl fmt::Display for LineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; write it like this: {}", self.problem, self.nearest.example)
    }
}

impl std::error::Error for LineError {}

#[cfg(test)]
mod tests;
