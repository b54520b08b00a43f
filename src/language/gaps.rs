//! Compares a catalogue with what its functions promise, so that no reader finds the difference.
//!
//! A sentence that chooses its words is read once for every choice: a mark that is left open only in the
//! German plural is found as surely as a missing sentence.

use super::argument::{is_marker, marker};
use super::catalogue::EXAMPLE;
use super::{Language, Sentence, markup};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement};
use fluent_syntax::parser::{self, ParserError};
use fluent_syntax::unicode::unescape_unicode_to_string;
use std::collections::{BTreeMap, BTreeSet};
use stoa_chat::{Block, Span};

/// What is wrong with `source`, the catalogue of `feature` in `language`.
pub(super) fn find(feature: &str, language: Language, source: &str, sentences: &[Sentence]) -> Vec<String> {
    let (resource, errors) = match parser::parse_runtime(source) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors),
    };
    let mut file =
        File { problems: errors.iter().map(|error| located(error, source)).collect(), ..File::default() };
    if source.contains(is_marker) {
        file.problems.push("private-use characters are kept for arguments".to_owned());
    }
    resource.body.iter().for_each(|entry| file.add(entry));
    file.compare(sentences);
    file.problems.iter().map(|problem| format!("{feature}, {language}: {problem}")).collect()
}

fn located(error: &ParserError, source: &str) -> String {
    let line = source.bytes().take(error.pos.start).filter(|byte| *byte == b'\n').count() + 1;
    // By far the most likely cause, and the least obvious.
    let hint = if source.lines().nth(line - 1).is_some_and(|line| line.trim_start().starts_with(['*', '['])) {
        " (a line that begins with `*` or `[` is a variant: write `{ \"\" }` before the mark)"
    } else {
        ""
    };
    format!("line {line}: {error}{hint}")
}

/// What one file says.
#[derive(Default)]
struct File<'a> {
    messages: BTreeMap<&'a str, &'a Pattern<&'a str>>,
    /// Names that sentences share, such as `-stoa`.
    terms: BTreeMap<&'a str, &'a str>,
    problems: Vec<String>,
}

impl<'a> File<'a> {
    fn add(&mut self, entry: &'a Entry<&'a str>) {
        match entry {
            Entry::Message(Message { id, value: Some(pattern), attributes, .. }) => {
                if self.messages.insert(id.name, pattern).is_some() {
                    self.problems.push(format!("`{}` is there twice", id.name));
                }
                for attribute in attributes {
                    self.problems.push(format!(
                        "`{}.{}` is an attribute, which nothing reads",
                        id.name, attribute.id.name
                    ));
                }
            }
            Entry::Message(message) => self.problems.push(format!("`{}` says nothing", message.id.name)),
            Entry::Term(term) => match term.value.elements.as_slice() {
                [PatternElement::TextElement { value }] => drop(self.terms.insert(term.id.name, value)),
                _ => self.problems.push(format!("`-{}` is more than plain words", term.id.name)),
            },
            // Junk is what a parser error was about.
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) | Entry::Junk { .. } => {}
        }
    }

    fn compare(&mut self, sentences: &[Sentence]) {
        let said: BTreeSet<&str> = sentences.iter().map(|sentence| sentence.key).collect();
        let unsaid = self.messages.keys().filter(|key| !said.contains(*key) && !key.starts_with(EXAMPLE));
        for key in unsaid.copied().collect::<Vec<_>>() {
            self.problems.push(format!("`{key}` is said by no function"));
        }
        for sentence in sentences {
            match self.messages.get(sentence.key) {
                Some(pattern) => {
                    let found = Reader::read(sentence, &self.terms, pattern);
                    self.problems.extend(found.iter().map(|problem| format!("`{}` {problem}", sentence.key)));
                }
                None => self.problems.push(format!("`{}` is missing", sentence.key)),
            }
        }
    }
}

/// Reads one sentence in all its variants.
struct Reader<'a> {
    sentence: &'a Sentence,
    terms: &'a BTreeMap<&'a str, &'a str>,
    used: BTreeSet<&'a str>,
    /// A set, since the variants of a sentence mostly share their problems.
    problems: BTreeSet<String>,
}

impl<'a> Reader<'a> {
    fn read(
        sentence: &'a Sentence,
        terms: &'a BTreeMap<&'a str, &'a str>,
        pattern: &'a Pattern<&'a str>,
    ) -> BTreeSet<String> {
        let mut reader = Self { sentence, terms, used: BTreeSet::new(), problems: BTreeSet::new() };
        for words in reader.variants(pattern) {
            reader.check(&words);
        }
        for (name, _) in sentence.arguments.iter().filter(|(name, _)| !reader.used.contains(name)) {
            reader.problems.insert(format!("never uses `${name}`"));
        }
        reader.problems
    }

    fn check(&mut self, words: &str) {
        match markup::read(words) {
            Err(problem) => drop(self.problems.insert(format!("has bad markup: {problem}"))),
            Ok(text) if self.sentence.one_line => {
                let plain = matches!(&text.blocks[..], [Block::Paragraph(spans)]
                    if matches!(&spans[..], [Span::Plain(words)] if !words.contains('\n')));
                if !plain {
                    self.problems.insert("is a label, which is one line without markup".to_owned());
                }
            }
            Ok(_) => {}
        }
    }

    /// The words of every combination of choices, with markers for all arguments.
    fn variants(&mut self, pattern: &'a Pattern<&'a str>) -> Vec<String> {
        let mut beginnings = vec![String::new()];
        for element in &pattern.elements {
            let endings = match element {
                PatternElement::TextElement { value } => vec![(*value).to_owned()],
                PatternElement::Placeable { expression } => self.expression(expression),
            };
            beginnings = beginnings
                .iter()
                .flat_map(|beginning| endings.iter().map(move |ending| format!("{beginning}{ending}")))
                .collect();
        }
        beginnings
    }

    fn expression(&mut self, expression: &'a Expression<&'a str>) -> Vec<String> {
        match expression {
            Expression::Select { selector, variants } => {
                self.selector(selector);
                variants.iter().flat_map(|variant| self.variants(&variant.value)).collect()
            }
            Expression::Inline(inline) => self.inline(inline),
        }
    }

    fn selector(&mut self, selector: &'a InlineExpression<&'a str>) {
        let InlineExpression::VariableReference { id } = selector else {
            self.problems.insert("chooses by something that is no argument".to_owned());
            return;
        };
        self.argument(id.name);
        if self.sentence.arguments.contains(&(id.name, false)) {
            self.problems.insert(format!("chooses by `${}`, which is not a number", id.name));
        }
    }

    fn inline(&mut self, inline: &'a InlineExpression<&'a str>) -> Vec<String> {
        match inline {
            InlineExpression::StringLiteral { value } => vec![unescape_unicode_to_string(value).into_owned()],
            InlineExpression::NumberLiteral { value } => vec![(*value).to_owned()],
            InlineExpression::VariableReference { id } => vec![self.argument(id.name)],
            InlineExpression::Placeable { expression } => self.expression(expression),
            InlineExpression::TermReference { id, attribute: None, arguments: None } => {
                match self.terms.get(id.name) {
                    Some(words) => vec![(*words).to_owned()],
                    None => self.unknown(format!("uses `-{}`, which is nowhere", id.name)),
                }
            }
            _ => self.unknown("uses more of Fluent than arguments, choices and terms".to_owned()),
        }
    }

    /// Notes that an argument is used, and gives its marker.
    fn argument(&mut self, name: &'a str) -> String {
        self.used.insert(name);
        let index = self.sentence.arguments.iter().position(|(given, _)| *given == name);
        if index.is_none() {
            self.problems.insert(format!("uses `${name}`, which it is not given"));
        }
        marker(index.unwrap_or_default()).map(String::from).unwrap_or_default()
    }

    fn unknown(&mut self, problem: String) -> Vec<String> {
        self.problems.insert(problem);
        vec![String::new()]
    }
}
