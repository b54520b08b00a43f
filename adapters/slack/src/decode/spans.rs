//! Spans, put together one by one: plain ones that follow each other become one.

use stoa_chat::Span;

/// The spans of a paragraph that is being read.
#[derive(Default)]
pub struct Spans(Vec<Span>);

impl Spans {
    /// Adds a span; nothing, if there is nothing in it.
    pub fn push(&mut self, span: Span) {
        match (self.0.last_mut(), span) {
            (_, Span::Plain(words) | Span::Bold(words) | Span::Italic(words) | Span::Code(words))
                if words.is_empty() => {}
            (Some(Span::Plain(words)), Span::Plain(more)) => words.push_str(&more),
            (_, span) => self.0.push(span),
        }
    }

    /// Adds a plain character.
    pub fn push_char(&mut self, character: char) {
        match self.0.last_mut() {
            Some(Span::Plain(words)) => words.push(character),
            _ => self.0.push(Span::Plain(character.to_string())),
        }
    }

    /// All that was added.
    pub fn done(self) -> Vec<Span> {
        self.0
    }

    /// All that was added so far; the next span begins anew.
    pub fn take(&mut self) -> Vec<Span> {
        std::mem::take(&mut self.0)
    }
}
