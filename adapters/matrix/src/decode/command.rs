//! What makes words a command: our prefix, our name in front, or, said to us alone, one of our verbs.

use super::{Rooms, Words};
use std::collections::HashSet;
use stoa_chat::{Block, Span, Text};

/// What we listen for.
#[derive(Clone, Debug)]
pub struct Hearing {
    /// Our account.
    pub own: String,
    /// What we are called, in small letters: the account's short name, and the displayed one.
    pub names: Vec<String>,
    /// What a command in a room begins with.
    pub prefix: String,
    /// Whether `!verb` is a command too.
    pub bare: bool,
    /// The words that a command can begin with.
    pub verbs: HashSet<String>,
}

impl Hearing {
    /// The command in `words`, without what makes it one; `direct` means that they were said to us alone.
    pub fn command(&self, words: &Words, direct: bool, rooms: &Rooms) -> Option<Text> {
        let mut text = self.unprefixed(&words.text, direct)?;
        name_places(&mut text, rooms);
        Some(text)
    }

    fn unprefixed(&self, said: &Text, direct: bool) -> Option<Text> {
        if let Some(text) = self.called_by_mention(said) {
            return Some(text);
        }
        let (word, rest) = said.clone().split_first_word();
        let lower = word.to_lowercase();
        let called = lower.trim_end_matches([',', ':']);
        if lower == self.prefix.to_lowercase() || self.names.iter().any(|name| name == called) {
            return Some(rest);
        }
        let verb = |word: &str| self.verbs.contains(word);
        if direct && verb(&lower) {
            return Some(said.clone());
        }
        let bare = lower.strip_prefix('!').filter(|word| (self.bare || direct) && verb(word));
        bare.map(|_| without_first_character(said.clone()))
    }

    /// The words behind a mention of us in front.
    fn called_by_mention(&self, said: &Text) -> Option<Text> {
        let mut text = said.clone();
        let Some(Block::Paragraph(spans)) = text.blocks.first_mut() else { return None };
        if !matches!(spans.first(), Some(Span::Mention(user)) if user.id == self.own) {
            return None;
        }
        spans.remove(0);
        if let Some(Span::Plain(rest)) = spans.first_mut() {
            *rest = rest.trim_start_matches([',', ':', ' ', '\n']).to_owned();
        }
        Some(text)
    }

    /// Whether the words call us by name, be it only somewhere in them.
    pub fn is_called(&self, words: &Words) -> bool {
        words.mentions.contains(&self.own) || words.text.mentions().iter().any(|user| user.id == self.own)
    }
}

fn without_first_character(mut text: Text) -> Text {
    if let Some(Block::Paragraph(spans)) = text.blocks.first_mut()
        && let Some(Span::Plain(words)) = spans.first_mut()
    {
        *words = words.trim_start().chars().skip(1).collect();
    }
    text
}

/// Turns `#help` into the room of that name, where there is one: people type names of rooms, and clients leave them so.
fn name_places(text: &mut Text, rooms: &Rooms) {
    for block in &mut text.blocks {
        if let Block::Paragraph(spans) = block {
            *spans = std::mem::take(spans).into_iter().flat_map(|span| named(span, rooms)).collect();
        }
    }
}

fn named(span: Span, rooms: &Rooms) -> Vec<Span> {
    let Span::Plain(words) = span else { return vec![span] };
    let (mut spans, mut plain) = (Vec::new(), String::new());
    for word in words.split_inclusive(char::is_whitespace) {
        let name = word.trim_end();
        match rooms.named(name).filter(|_| name.len() > 1 && name.starts_with('#')) {
            Some(place) => {
                if !plain.is_empty() {
                    spans.push(Span::Plain(std::mem::take(&mut plain)));
                }
                spans.push(place);
                plain.push_str(&word[name.len()..]);
            }
            None => plain.push_str(word),
        }
    }
    if !plain.is_empty() {
        spans.push(Span::Plain(plain));
    }
    spans
}
