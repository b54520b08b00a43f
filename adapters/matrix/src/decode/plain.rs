//! Messages without HTML, as people write them in plain clients: code between backticks, whole names of people.

use super::Rooms;
use matrix_sdk::ruma::UserId;
use stoa_chat::{Block, Span, Text, UserRef};

const FENCE: &str = "```";

/// Reads `body`.
pub fn read(body: &str, rooms: &Rooms) -> Text {
    let mut blocks = Vec::new();
    let mut rest = body;
    while let Some((before, after)) = rest.split_once(FENCE) {
        let Some((code, after)) = after.split_once(FENCE) else { break };
        blocks.extend(paragraphs(before, rooms));
        blocks.push(Block::Code(without_language(code).trim_matches('\n').to_owned()));
        rest = after;
    }
    blocks.extend(paragraphs(rest, rooms));
    Text { blocks }
}

/// A body without the quotation of the message that it replies to, which old clients put in front.
pub fn without_fallback(body: &str) -> &str {
    let mut rest = body;
    if !rest.starts_with("> <@") && !rest.starts_with("> * <@") {
        return body;
    }
    while let Some(line) = rest.strip_prefix('>') {
        rest = line.split_once('\n').map_or("", |(_, after)| after);
    }
    rest.trim_start_matches('\n')
}

fn paragraphs(words: &str, rooms: &Rooms) -> Vec<Block> {
    let parts = words.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| Block::Paragraph(spans(part, rooms))).collect()
}

/// The name of a language after the opening fence is a hint for colours, not code.
fn without_language(code: &str) -> &str {
    match code.split_once('\n') {
        Some((language, code)) if language.trim_end().chars().all(char::is_alphanumeric) => code,
        _ => code,
    }
}

fn spans(mut words: &str, rooms: &Rooms) -> Vec<Span> {
    let (mut spans, mut plain) = (Vec::new(), String::new());
    while let Some(first) = words.chars().next() {
        let begins = !plain.ends_with(|c: char| c.is_alphanumeric());
        let mentioned = if begins { mention(words, rooms) } else { None };
        if let Some((span, length)) = mentioned.or_else(|| code(words)) {
            if !plain.is_empty() {
                spans.push(Span::Plain(std::mem::take(&mut plain)));
            }
            spans.push(span);
            words = &words[length..];
        } else {
            plain.push(first);
            words = &words[first.len_utf8()..];
        }
    }
    if !plain.is_empty() {
        spans.push(Span::Plain(plain));
    }
    spans
}

/// The person whose whole name `words` begin with, and how many bytes it takes.
fn mention(words: &str, rooms: &Rooms) -> Option<(Span, usize)> {
    let after = words.strip_prefix('@')?;
    let of_a_name = |c: char| c.is_ascii_alphanumeric() || "._=-/+:".contains(c);
    let end = 1 + after.find(|c| !of_a_name(c)).unwrap_or(after.len());
    let name = words[..end].trim_end_matches(['.', ':', '-']);
    UserId::parse(name).ok()?;
    name.contains(':').then(|| (Span::Mention(UserRef::new(&rooms.network, name)), name.len()))
}

/// The code that `words` begin with, and how many bytes it takes.
fn code(words: &str) -> Option<(Span, usize)> {
    let (code, _) = words.strip_prefix('`')?.split_once('`')?;
    (!code.is_empty()).then(|| (Span::Code(code.to_owned()), code.len() + 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use stoa_chat::Network;

    fn blocks(words: &str) -> Vec<Block> {
        read(words, &Rooms::of(Network::new("matrix:example.org"))).blocks
    }

    #[test]
    fn code_and_whole_names_are_read() {
        let ben = Span::Mention(UserRef::new(&Network::new("matrix:example.org"), "@ben:example.org"));
        let line = vec![
            Span::Plain("thank ".into()),
            ben,
            Span::Plain(", run ".into()),
            Span::Code("ls".into()),
            Span::Plain(" as ana@example.org @here".into()),
        ];
        let asked = blocks("thank @ben:example.org, run `ls` as ana@example.org @here\n\n```sh\nls\n```");
        assert_eq!(asked, [Block::Paragraph(line), Block::Code("ls".into())]);
    }

    #[test]
    fn the_quotation_in_front_of_a_reply_is_left_out() {
        assert_eq!(without_fallback("> <@ben:example.org> why?\n> really\n\nbecause"), "because");
        assert_eq!(without_fallback("> a quotation\nof mine"), "> a quotation\nof mine");
    }
}
