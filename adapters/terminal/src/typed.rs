//! What people type, read as [`Text`]: `@ben`, `` `code` `` and fenced blocks; all else is plain words.
//!
//! The town reads no more markup than a question needs. A word is a mention only if somebody of that name
//! lives here, so that an e-mail address or `@channel` stays what it is: characters.

use crate::plan::is_name_char;
use stoa_chat::{Block, Span, Text, UserRef};

const FENCE: &str = "```";

/// Reads `words`; `who` says whether a name is somebody's.
pub(crate) fn read(words: &str, who: &dyn Fn(&str) -> Option<UserRef>) -> Text {
    let mut blocks = Vec::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once(FENCE) {
        let Some((code, after)) = after.split_once(FENCE) else { break };
        blocks.extend(paragraphs(before, who));
        blocks.push(Block::Code(without_language(code).trim_matches('\n').to_owned()));
        rest = after;
    }
    blocks.extend(paragraphs(rest, who));
    Text { blocks }
}

fn paragraphs(words: &str, who: &dyn Fn(&str) -> Option<UserRef>) -> Vec<Block> {
    let parts = words.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| Block::Paragraph(spans(part, who))).collect()
}

/// The name of a language after the opening fence is a hint for colours, not code.
fn without_language(code: &str) -> &str {
    match code.split_once('\n') {
        Some((language, code)) if language.trim_end().chars().all(char::is_alphanumeric) => code,
        _ => code,
    }
}

fn spans(mut words: &str, who: &dyn Fn(&str) -> Option<UserRef>) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut plain = String::new();
    while let Some(first) = words.chars().next() {
        // A mention begins a word: the @ of an e-mail address does not.
        let mentioned = if plain.ends_with(is_name_char) { None } else { mention(words, who) };
        if let Some((span, length)) = mentioned.or_else(|| code(words)) {
            flush(&mut plain, &mut spans);
            spans.push(span);
            words = &words[length..];
        } else {
            plain.push(first);
            words = &words[first.len_utf8()..];
        }
    }
    flush(&mut plain, &mut spans);
    spans
}

/// The mention that `words` begin with, and how many bytes it takes.
fn mention(words: &str, who: &dyn Fn(&str) -> Option<UserRef>) -> Option<(Span, usize)> {
    let after = words.strip_prefix('@')?;
    let name = &after[..after.find(|c| !is_name_char(c)).unwrap_or(after.len())];
    Some((Span::Mention(who(&name.to_lowercase())?), 1 + name.len()))
}

/// The code that `words` begin with, and how many bytes it takes.
fn code(words: &str) -> Option<(Span, usize)> {
    let (code, _) = words.strip_prefix('`')?.split_once('`')?;
    (!code.is_empty()).then(|| (Span::Code(code.to_owned()), code.len() + 2))
}

fn flush(plain: &mut String, spans: &mut Vec<Span>) {
    if !plain.is_empty() {
        spans.push(Span::Plain(std::mem::take(plain)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use stoa_chat::Network;

    fn ben() -> UserRef {
        UserRef::new(&Network::new("terminal"), "ben")
    }

    fn blocks(words: &str) -> Vec<Block> {
        read(words, &|name| (name == "ben").then(ben)).blocks
    }

    fn plain(words: &str) -> Span {
        Span::Plain(words.into())
    }

    #[test]
    fn a_mention_is_somebody_who_lives_here() {
        let thanks =
            vec![plain("thanks "), Span::Mention(ben()), plain(", @zoe and ben@ben.example @channel")];
        assert_eq!(blocks("thanks @Ben, @zoe and ben@ben.example @channel"), [Block::Paragraph(thanks)]);
    }

    #[test]
    fn code_stands_within_a_sentence_or_in_a_block() {
        let run = vec![plain("run "), Span::Code("a".into()), plain(" now`")];
        assert_eq!(blocks("run `a` now`"), [Block::Paragraph(run)]);
        let asked = blocks("why\n\ndoes\n```sh\nls\n```this fail?");
        let code = Block::Code("ls".into());
        let words = |words| Block::Paragraph(vec![plain(words)]);
        assert_eq!(asked, [words("why"), words("does"), code, words("this fail?")]);
    }

    #[test]
    fn what_is_not_closed_is_plain() {
        assert_eq!(blocks("a ```b"), [Block::Paragraph(vec![plain("a ```b")])]);
        assert_eq!(blocks("``` `` ```"), [Block::Code(" `` ".into())]);
        assert!(blocks(" \n\n ").is_empty());
    }
}
