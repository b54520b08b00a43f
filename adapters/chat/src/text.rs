//! What is said, free of any platform's markup.
//!
//! Adapters render a [`Text`] into their own markup and parse their own markup into one. Whatever a person
//! typed arrives in [`Span::Plain`], which an adapter must escape: only a [`Span::Mention`] may ever ping.

use crate::{PlaceRef, Timestamp, UserRef};
use serde::{Deserialize, Serialize};

/// A message's words: blocks from top to bottom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Text {
    /// The blocks, in reading order.
    pub blocks: Vec<Block>,
}

/// One block of a [`Text`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Running words; a line feed within them is a line break.
    Paragraph(Vec<Span>),
    /// Items with a bullet each.
    List(Vec<Vec<Span>>),
    /// Somebody's words, set apart.
    Quote(Vec<Block>),
    /// Lines to be shown as they are, in a fixed pitch.
    Code(String),
}

/// A run of characters of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// Characters without meaning to the platform: markup in them is to be escaped.
    Plain(String),
    /// Strongly emphasised.
    Bold(String),
    /// Emphasised.
    Italic(String),
    /// Code within a sentence.
    Code(String),
    /// A link that shows `label`.
    Link {
        /// What is read.
        label: String,
        /// Where it leads.
        url: String,
    },
    /// A person, named as the platform names them.
    Mention(UserRef),
    /// A place, which the platform shows by its present name to whoever may know it.
    Place {
        /// The place.
        place: PlaceRef,
        /// What whoever wrote this called it; empty if they did not say.
        name: String,
    },
    /// A moment, shown in the reader's own time zone where the platform can.
    Time(Timestamp),
}

impl Text {
    /// Words without any markup: an empty line begins a new paragraph. NUL characters are removed, since
    /// PostgreSQL would refuse them for ever.
    pub fn plain(words: &str) -> Self {
        let words = words.replace('\0', "");
        let mut blocks = Vec::new();
        for part in words.split("\n\n") {
            let part = part.trim_matches('\n');
            if !part.is_empty() {
                blocks.push(Block::Paragraph(vec![Span::Plain(part.to_owned())]));
            }
        }
        Self { blocks }
    }

    /// One paragraph of `spans`.
    pub fn paragraph(spans: Vec<Span>) -> Self {
        Self { blocks: vec![Block::Paragraph(spans)] }
    }

    /// Whether nothing would be seen.
    pub fn is_empty(&self) -> bool {
        self.to_plain().trim().is_empty()
    }

    /// These blocks, then those of `after`.
    #[must_use]
    pub fn then(mut self, after: Self) -> Self {
        self.blocks.extend(after.blocks);
        self
    }

    /// These words as a quotation.
    #[must_use]
    pub fn quoted(self) -> Self {
        Self { blocks: vec![Block::Quote(self.blocks)] }
    }

    /// The words alone, blocks separated by an empty line; a mention is `@` and the account's id.
    pub fn to_plain(&self) -> String {
        let mut parts = Vec::new();
        for block in &self.blocks {
            parts.push(block.to_plain());
        }
        parts.join("\n\n")
    }

    /// Everybody mentioned, in reading order, each once.
    pub fn mentions(&self) -> Vec<UserRef> {
        let mut found = Vec::new();
        self.for_each_span(&mut |span| {
            if let Span::Mention(user) = span
                && !found.contains(user)
            {
                found.push(user.clone());
            }
        });
        found
    }

    /// Every place named, in reading order.
    pub fn places(&self) -> Vec<PlaceRef> {
        let mut found = Vec::new();
        self.for_each_span(&mut |span| {
            if let Span::Place { place, .. } = span {
                found.push(place.clone());
            }
        });
        found
    }

    /// The same text in which everybody mentioned is only called by the name that `name` gives: it alerts nobody
    /// when it is said again elsewhere.
    #[must_use]
    pub fn naming(mut self, name: &impl Fn(&UserRef) -> String) -> Self {
        for block in &mut self.blocks {
            block.name_mentions(name);
        }
        self
    }

    /// Takes the first word off: `ask why is it slow` gives `ask` and `why is it slow`.
    ///
    /// The name of a place is a word like any other, since some platforms take `#sql` for one. The word is empty if the
    /// text does not begin with plain words (a mention, a list, nothing).
    pub fn split_first_word(mut self) -> (String, Self) {
        let Some(Block::Paragraph(spans)) = self.blocks.first_mut() else { return (String::new(), self) };
        if let Some(Span::Place { .. }) = spans.first() {
            let word = spans.remove(0).to_plain();
            if spans.is_empty() {
                self.blocks.remove(0);
            }
            return (word, self);
        }
        let Some(Span::Plain(first)) = spans.first_mut() else { return (String::new(), self) };
        let begin = first.trim_start();
        let end = begin.find(char::is_whitespace).unwrap_or(begin.len());
        let word = begin[..end].to_owned();
        *first = begin[end..].trim_start().to_owned();
        if first.is_empty() {
            spans.remove(0);
        }
        if spans.is_empty() {
            self.blocks.remove(0);
        }
        (word, self)
    }

    /// Removes NUL characters everywhere and says how many there were.
    pub fn remove_nul(&mut self) -> usize {
        let mut removed = 0;
        self.rewrite(&mut |run| removed += remove_nul(run));
        removed
    }

    /// Gives every run of characters to `rewrite`: words, code, labels and addresses of links, ids of people.
    pub fn rewrite(&mut self, rewrite: &mut impl FnMut(&mut String)) {
        for block in &mut self.blocks {
            block.rewrite(&mut *rewrite);
        }
    }

    fn for_each_span<'a>(&'a self, visit: &mut impl FnMut(&'a Span)) {
        for block in &self.blocks {
            block.for_each_span(visit);
        }
    }
}

impl Block {
    fn to_plain(&self) -> String {
        match self {
            Self::Paragraph(spans) => spans.iter().map(Span::to_plain).collect(),
            Self::List(items) => {
                let line =
                    |item: &Vec<Span>| format!("• {}", item.iter().map(Span::to_plain).collect::<String>());
                items.iter().map(line).collect::<Vec<_>>().join("\n")
            }
            Self::Quote(blocks) => blocks.iter().map(Self::to_plain).collect::<Vec<_>>().join("\n\n"),
            Self::Code(code) => code.clone(),
        }
    }

    fn for_each_span<'a>(&'a self, visit: &mut impl FnMut(&'a Span)) {
        match self {
            Self::Paragraph(spans) => spans.iter().for_each(visit),
            Self::List(items) => items.iter().flatten().for_each(visit),
            Self::Quote(blocks) => {
                for block in blocks {
                    block.for_each_span(&mut *visit);
                }
            }
            Self::Code(_) => {}
        }
    }

    fn name_mentions(&mut self, name: &impl Fn(&UserRef) -> String) {
        let rename = |spans: &mut Vec<Span>| {
            let mut named: Vec<Span> = Vec::with_capacity(spans.len());
            for span in spans.drain(..) {
                let span = match span {
                    Span::Mention(user) => Span::Plain(format!("@{}", name(&user).trim_start_matches('@'))),
                    other => other,
                };
                match (named.last_mut(), span) {
                    (Some(Span::Plain(words)), Span::Plain(more)) => words.push_str(&more),
                    (_, span) => named.push(span),
                }
            }
            *spans = named;
        };
        match self {
            Self::Paragraph(spans) => rename(spans),
            Self::List(items) => items.iter_mut().for_each(rename),
            Self::Quote(blocks) => blocks.iter_mut().for_each(|block| block.name_mentions(name)),
            Self::Code(_) => {}
        }
    }

    fn rewrite(&mut self, rewrite: &mut impl FnMut(&mut String)) {
        match self {
            Self::Paragraph(spans) => spans.iter_mut().for_each(|span| span.rewrite(&mut *rewrite)),
            Self::List(items) => items.iter_mut().flatten().for_each(|span| span.rewrite(&mut *rewrite)),
            Self::Quote(blocks) => {
                for block in blocks {
                    block.rewrite(&mut *rewrite);
                }
            }
            Self::Code(code) => rewrite(code),
        }
    }
}

impl Span {
    /// A place that the platform knows by a name.
    pub fn place(place: &PlaceRef) -> Self {
        Self::Place { place: place.clone(), name: String::new() }
    }

    /// The characters alone; a place is `#` and what it is called.
    pub fn to_plain(&self) -> String {
        match self {
            Self::Plain(words) | Self::Bold(words) | Self::Italic(words) | Self::Code(words) => words.clone(),
            Self::Link { label, url } if label == url => url.clone(),
            Self::Link { label, url } => format!("{label} ({url})"),
            Self::Mention(user) => format!("@{}", user.id.trim_start_matches('@')),
            Self::Place { place, name } => {
                let name = if name.is_empty() { &place.id } else { name };
                format!("#{}", name.trim_start_matches('#'))
            }
            Self::Time(at) => format!("{}", at.millis()),
        }
    }

    fn rewrite(&mut self, rewrite: &mut impl FnMut(&mut String)) {
        match self {
            Self::Plain(words) | Self::Bold(words) | Self::Italic(words) | Self::Code(words) => {
                rewrite(words);
            }
            Self::Link { label, url } => {
                rewrite(label);
                rewrite(url);
            }
            Self::Mention(user) => rewrite(&mut user.id),
            Self::Place { place, name } => {
                rewrite(&mut place.id);
                rewrite(name);
            }
            Self::Time(_) => {}
        }
    }
}

/// Removes NUL characters from `words` and says how many there were.
pub(crate) fn remove_nul(words: &mut String) -> usize {
    let before = words.len();
    words.retain(|c| c != '\0');
    before - words.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Network;

    #[test]
    fn an_empty_line_begins_a_paragraph() {
        let text = Text::plain("one\ntwo\n\n\nthree\0");
        assert_eq!(text.blocks.len(), 2);
        assert_eq!(text.to_plain(), "one\ntwo\n\nthree");
    }

    #[test]
    fn the_first_word_comes_off_and_the_rest_keeps_its_spans() {
        let ben = Span::Mention(UserRef::new(&Network::new("terminal"), "ben"));
        let text = Text::paragraph(vec![
            Span::Plain("  kudos ".into()),
            ben.clone(),
            Span::Plain(" for help".into()),
        ]);
        let (word, rest) = text.split_first_word();
        assert_eq!(word, "kudos");
        assert_eq!(rest.blocks, vec![Block::Paragraph(vec![ben, Span::Plain(" for help".into())])]);
        assert_eq!(Text::default().split_first_word(), (String::new(), Text::default()));
    }

    #[test]
    fn a_place_in_front_is_a_word() {
        let sql = PlaceRef::new(&Network::new("slack:T1"), "C1");
        let place = Span::Place { place: sql.clone(), name: "sql".into() };
        let text = Text::paragraph(vec![Span::Plain("ask ".into()), place, Span::Plain(" why?".into())]);
        assert_eq!(text.to_plain(), "ask #sql why?");
        assert_eq!(text.places(), std::slice::from_ref(&sql));
        let (_, rest) = text.split_first_word();
        let (word, rest) = rest.split_first_word();
        assert_eq!((word.as_str(), rest.to_plain().as_str()), ("#sql", " why?"));
        assert_eq!(Span::place(&sql).to_plain(), "#C1");
    }

    #[test]
    fn a_named_person_is_plain_words() {
        let ben = Span::Mention(UserRef::new(&Network::new("terminal"), "ben"));
        let spans = vec![Span::Plain("ask ".into()), ben, Span::Plain(" about it".into())];
        let text = Text { blocks: vec![Block::Quote(vec![Block::Paragraph(spans)])] };
        let named = text.naming(&|user| user.id.to_uppercase());
        let words = vec![Span::Plain("ask @BEN about it".into())];
        assert_eq!(named.blocks, [Block::Quote(vec![Block::Paragraph(words)])]);
    }

    #[test]
    fn nul_characters_are_removed_and_counted() {
        let mut text = Text { blocks: vec![Block::Quote(vec![Block::Code("a\0b\0".into())])] };
        assert_eq!(text.remove_nul(), 2);
        assert_eq!(text.to_plain(), "ab");
    }
}
