//! What a transcript expects, block by block: the grammar in which the terminal shows what became visible.

use anyhow::{Context as _, bail};
use stoa_terminal::{Audience, Room};

/// Something that is to become visible, with the lines that say so.
#[derive(Clone, Debug)]
pub struct Block {
    pub news: News,
    pub lines: Vec<String>,
}

/// What can become visible.
#[derive(Clone, Debug)]
pub enum News {
    /// What a person said got a number.
    Said(u64),
    /// A message of the bot.
    Message { number: u64, audience: Audience, content: Content },
    /// A message of the bot that has other words now.
    Now { number: u64, content: Content },
    /// A message of the bot that is gone.
    Gone(u64),
    /// The bot's page, as somebody sees it.
    Page { number: u64, of: String, content: Content },
    /// A form before somebody.
    Form { to: String, title: String, fields: Vec<Field> },
}

/// Words, and numbered buttons below them.
#[derive(Clone, Debug, Default)]
pub struct Content {
    pub words: String,
    pub buttons: Vec<(u64, String)>,
}

/// A question of a form: `name: label (choices) (optional)`, what is filled in, what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    pub name: String,
    pub asked: String,
    pub filled: String,
    pub problem: String,
}

/// Reads the lines below a said line.
pub fn blocks(lines: &[String]) -> anyhow::Result<Vec<Block>> {
    let mut found: Vec<Vec<String>> = Vec::new();
    for line in lines {
        match found.last_mut() {
            Some(last) if line.is_empty() || line.starts_with("    ") => last.push(line.clone()),
            _ => found.push(vec![line.clone()]),
        }
    }
    found.into_iter().map(|lines| Ok(Block { news: news(&lines)?, lines })).collect()
}

fn news(lines: &[String]) -> anyhow::Result<News> {
    let (head, body) = lines.split_first().context("a block has a head")?;
    let body: Vec<&str> = body.iter().map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
    if let Some(form) = head.strip_prefix("form for ") {
        let (to, title) = form.split_once(" · ").context("a form has a title")?;
        return Ok(News::Form { to: to.to_owned(), title: title.to_owned(), fields: fields(&body) });
    }
    if let Some(number) = head.strip_suffix(" is now") {
        return Ok(News::Now { number: number.parse()?, content: content(&body) });
    }
    if let Some(number) = head.strip_suffix(" is gone") {
        return Ok(News::Gone(number.parse()?));
    }
    let (number, rest) = head.split_once(" · ").with_context(|| format!("`{head}` is no news"))?;
    let number = number.parse()?;
    if let Some(of) = rest.strip_prefix("page of ") {
        return Ok(News::Page { number, of: of.to_owned(), content: content(&body) });
    }
    match audience(rest)? {
        Some(audience) => Ok(News::Message { number, audience, content: content(&body) }),
        None => Ok(News::Said(number)),
    }
}

/// Who sees a message of the bot; `None` if a person said it.
fn audience(words: &str) -> anyhow::Result<Option<Audience>> {
    let (where_, thread) = match words.split_once(", under ") {
        Some((where_, number)) => (where_, Some(number.parse()?)),
        None => (words, None),
    };
    let (room, alone) = if where_.starts_with('#') {
        (Room::Place(where_.to_owned()), None)
    } else if let Some((who, place)) = where_.split_once(" alone in ") {
        (Room::Place(place.to_owned()), Some(who.to_owned()))
    } else if let Some(who) = where_.strip_prefix("to ") {
        let people: Vec<_> = who.split(" and ").map(str::to_owned).collect();
        match &people[..] {
            [one] => (Room::Direct(one.clone()), None),
            _ => (Room::Together(people), None),
        }
    } else if where_.contains(" in #") || where_.contains(" to ") {
        return Ok(None);
    } else {
        bail!("`{words}` is nobody")
    };
    Ok(Some(Audience { room, thread, alone }))
}

fn content(body: &[&str]) -> Content {
    let is_button = |line: &&&str| {
        line.strip_prefix('[')
            .and_then(|rest| rest.split_once("] "))
            .is_some_and(|(number, _)| number.parse::<u64>().is_ok())
    };
    let count = body.iter().rev().take_while(is_button).count();
    let (words, lines) = body.split_at(body.len() - count);
    let mut buttons = Vec::new();
    for piece in lines.iter().flat_map(|line| line.split("   [")) {
        let piece = piece.strip_prefix('[').unwrap_or(piece);
        if let Some((number, label)) = piece.split_once("] ")
            && let Ok(number) = number.parse()
        {
            buttons.push((number, label.to_owned()));
        }
    }
    Content { words: words.join("\n"), buttons }
}

fn fields(body: &[&str]) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    // The last line says how the form is filled in on a terminal.
    for line in &body[..body.len().saturating_sub(1)] {
        match (line.strip_prefix("= "), line.strip_prefix("! "), fields.last_mut()) {
            (Some(filled), _, Some(field)) => filled.clone_into(&mut field.filled),
            (_, Some(problem), Some(field)) => problem.clone_into(&mut field.problem),
            (_, _, Some(field)) if line.starts_with("  ") => {
                let part = if field.problem.is_empty() { &mut field.filled } else { &mut field.problem };
                part.extend([" ", line.trim()]);
            }
            (_, _, last) => match (line.split_once(": "), last) {
                (Some((name, asked)), _) if !name.contains(' ') => {
                    fields.push(Field { name: name.to_owned(), asked: asked.to_owned(), ..Field::default() });
                }
                (_, Some(field)) => field.asked.extend([" ", line]),
                (_, None) => {}
            },
        }
    }
    fields
}
