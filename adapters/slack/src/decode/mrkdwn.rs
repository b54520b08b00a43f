//! Slack's markup → [`Text`].
//!
//! It never fails and drops no characters but markup: what does not read as markup stays as it was typed.

use super::emoji;
use super::spans::Spans;
use stoa_chat::{Block, Network, PlaceRef, Span, Text, Timestamp, UserRef};

/// Reads `typed` with all of Slack's markup.
pub fn read(typed: &str, network: &Network) -> Text {
    let mut blocks = Vec::new();
    let mut rest = typed;
    while let Some((before, code, after)) = next_fence(rest) {
        read_lines(before, network, &mut blocks);
        blocks.push(Block::Code(unescape(code.trim_matches('\n'))));
        rest = after;
    }
    read_lines(rest, network, &mut blocks);
    Text { blocks }
}

/// Reads what was typed after a command: Slack marks up nothing there but people, channels and links. Code is what it
/// would be in a message, since people mark it in the same way; all else stays as it was typed.
pub fn read_plain(typed: &str, network: &Network) -> Text {
    let mut blocks = Vec::new();
    let mut rest = typed;
    while let Some((before, code, after)) = next_fence(rest) {
        plain_paragraphs(before, network, &mut blocks);
        blocks.push(Block::Code(unescape(code.trim_matches('\n'))));
        rest = after;
    }
    plain_paragraphs(rest, network, &mut blocks);
    Text { blocks }
}

fn plain_paragraphs(typed: &str, network: &Network, blocks: &mut Vec<Block>) {
    for part in typed.split("\n\n").map(|part| part.trim_matches('\n')).filter(|part| !part.is_empty()) {
        let (mut spans, mut rest, mut before) = (Spans::default(), part, None);
        while let Some(next) = rest.chars().next() {
            let marked = match next {
                '<' => reference(rest, network),
                '`' => enclosed(rest, '`', before).map(|(code, after)| (Span::Code(unescape(code)), after)),
                _ => None,
            };
            before = Some(next);
            if let Some((span, after)) = marked {
                spans.push(span);
                rest = after;
            } else {
                let (character, after) = unescaped_character(rest, next);
                spans.push_char(character);
                rest = after;
            }
        }
        blocks.push(Block::Paragraph(spans.done()));
    }
}

/// What `&amp;`, `&lt;` and `&gt;` stand for.
pub fn unescape(escaped: &str) -> String {
    escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// What stands before, in and after the next pair of code fences.
fn next_fence(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("```")?;
    let (code, after) = rest.split_once("```")?;
    (!code.trim().is_empty()).then_some((before, code, after))
}

/// What kind of line it is, and the line without its mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line<'a> {
    Words(&'a str),
    Item(&'a str),
    Quoted(&'a str),
    Empty,
}

impl<'a> Line<'a> {
    fn of(line: &'a str) -> Self {
        if line.trim().is_empty() {
            return Self::Empty;
        }
        let quoted = line.strip_prefix("&gt;").or_else(|| line.strip_prefix('>'));
        if let Some(quoted) = quoted {
            return Self::Quoted(quoted.strip_prefix(' ').unwrap_or(quoted));
        }
        match line.trim_start().strip_prefix("• ") {
            Some(item) => Self::Item(item),
            None => Self::Words(line),
        }
    }
}

/// Reads lines without code blocks; those of one kind that follow each other belong together.
fn read_lines(text: &str, network: &Network, blocks: &mut Vec<Block>) {
    let (mut words, mut quoted, mut items) = (Vec::new(), Vec::new(), Vec::new());
    let ends = [Line::Empty];
    for line in text.split('\n').map(Line::of).chain(ends) {
        if !matches!(line, Line::Words(_)) && !words.is_empty() {
            blocks.push(Block::Paragraph(inline(&words.join("\n"), network)));
            words.clear();
        }
        if !matches!(line, Line::Quoted(_)) && !quoted.is_empty() {
            blocks.push(Block::Quote(vec![Block::Paragraph(inline(&quoted.join("\n"), network))]));
            quoted.clear();
        }
        if !matches!(line, Line::Item(_)) && !items.is_empty() {
            blocks.push(Block::List(std::mem::take(&mut items)));
        }
        match line {
            Line::Words(line) => words.push(line),
            Line::Quoted(line) => quoted.push(line),
            Line::Item(line) => items.push(inline(line, network)),
            Line::Empty => {}
        }
    }
}

/// Reads the markup within a paragraph.
fn inline(text: &str, network: &Network) -> Vec<Span> {
    let mut spans = Spans::default();
    let (mut rest, mut before) = (text, None);
    while let Some(next) = rest.chars().next() {
        let marked = match next {
            '<' => reference(rest, network).map(|(span, after)| (vec![span], after)),
            '`' => enclosed(rest, '`', None).map(|(code, after)| (vec![Span::Code(unescape(code))], after)),
            '*' | '_' | '~' => emphasised(rest, next, before, network),
            ':' => shortcode(rest).map(|(emoji, after)| (vec![Span::Plain(emoji)], after)),
            _ => None,
        };
        if let Some((found, after)) = marked {
            before = Some(next);
            for span in found {
                spans.push(span);
            }
            rest = after;
        } else {
            let (character, after) = unescaped_character(rest, next);
            spans.push_char(character);
            before = Some(character);
            rest = after;
        }
    }
    spans.done()
}

/// The character that `text` begins with, an escaped one as what it stands for.
fn unescaped_character(text: &str, next: char) -> (char, &str) {
    for (escape, character) in [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>')] {
        if let Some(after) = text.strip_prefix(escape) {
            return (character, after);
        }
    }
    (next, &text[next.len_utf8()..])
}

/// What stands between `mark` and the next one on the same line, if it is something.
fn enclosed(text: &str, mark: char, before: Option<char>) -> Option<(&str, &str)> {
    if before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let inner = &text[mark.len_utf8()..];
    let end = inner.find([mark, '\n']).filter(|end| inner[*end..].starts_with(mark))?;
    (end > 0).then(|| (&inner[..end], &inner[end + mark.len_utf8()..]))
}

/// Emphasised words, where the mark stands at the edge of words as Slack wants it.
fn emphasised<'a>(
    text: &'a str,
    mark: char,
    before: Option<char>,
    network: &Network,
) -> Option<(Vec<Span>, &'a str)> {
    let (inner, after) = enclosed(text, mark, before)?;
    let tight = !inner.starts_with(' ') && !inner.ends_with(' ');
    if !tight || after.starts_with(char::is_alphanumeric) {
        return None;
    }
    let spans = inline(inner, network);
    let spans = match (&spans[..], mark) {
        ([Span::Plain(words)], '*') => vec![Span::Bold(words.clone())],
        ([Span::Plain(words)], '_') => vec![Span::Italic(words.clone())],
        // A span has one kind: a link or a person within emphasised words is worth more than the emphasis.
        _ => spans,
    };
    Some((spans, after))
}

/// An emoji by its name, `:wave:`, without a skin tone; a name that nobody knows stays as it is.
fn shortcode(text: &str) -> Option<(String, &str)> {
    let (name, after) = text.strip_prefix(':')?.split_once(':')?;
    let named = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_+-'".contains(c));
    let emoji = named.then(|| emoji::emoji(name)).filter(|emoji| !emoji.starts_with(':'))?;
    let tone = after.strip_prefix(":skin-tone-").and_then(|tone| tone.split_once(':'));
    let after = tone.filter(|(tone, _)| tone.len() == 1).map_or(after, |(_, after)| after);
    Some((emoji, after))
}

/// `<…>`: a person, a channel, a group, a moment or a link.
fn reference<'a>(text: &'a str, network: &Network) -> Option<(Span, &'a str)> {
    let inner = text.strip_prefix('<')?;
    let end = inner.find(['>', '\n', '<']).filter(|end| inner[*end..].starts_with('>'))?;
    let (inner, after) = (&inner[..end], &inner[end + 1..]);
    let (target, label) = match inner.split_once('|') {
        Some((target, label)) => (target, Some(unescape(label)).filter(|label| !label.is_empty())),
        None => (inner, None),
    };
    let span = match target.split_at_checked(1)? {
        ("@", id) if !id.is_empty() => Span::Mention(UserRef::new(network, id)),
        ("#", id) if !id.is_empty() => {
            Span::Place { place: PlaceRef::new(network, id), name: label.unwrap_or_default() }
        }
        ("!", special) => special_mention(special, label),
        _ if !target.contains([':', '/', '.']) => return None,
        _ => {
            let url = unescape(target);
            Span::Link { label: label.unwrap_or_else(|| url.trim_start_matches("mailto:").to_owned()), url }
        }
    };
    Some((span, after))
}

/// `<!here>`, `<!subteam^S1|@team>`, `<!date^1392734382^{date}|Feb 18>`: none of them may alert anybody again.
fn special_mention(special: &str, label: Option<String>) -> Span {
    let mut parts = special.split('^');
    let kind = parts.next().unwrap_or_default();
    let second = parts.next();
    if kind == "date"
        && let Some(seconds) = second.and_then(|seconds| seconds.parse::<i64>().ok())
    {
        return Span::Time(Timestamp::from_millis(seconds.saturating_mul(1000)));
    }
    let shown = label.unwrap_or_else(|| second.unwrap_or(kind).to_owned());
    if kind == "date" {
        Span::Plain(shown)
    } else {
        Span::Plain(format!("@{}", shown.trim_start_matches('@')))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network() -> Network {
        Network::new("slack:T1")
    }

    fn spans(typed: &str) -> Vec<Span> {
        match read(typed, &network()).blocks.as_slice() {
            [Block::Paragraph(spans)] => spans.clone(),
            other => panic!("one paragraph, not {other:?}"),
        }
    }

    fn plain(words: &str) -> Span {
        Span::Plain(words.into())
    }

    #[test]
    fn emphasis_stands_at_the_edge_of_words() {
        let expected = [Span::Bold("now".into()), plain(" "), Span::Italic("or".into()), plain(" never")];
        assert_eq!(spans("*now* _or_ ~never~"), expected);
        for literal in ["2 * 3 * 4", "snake_case_name", "a*b*c", "* x *", "*", "**", "_", "`"] {
            assert_eq!(spans(literal), [plain(literal)], "{literal}");
        }
    }

    #[test]
    fn references_are_read() {
        let ben = Span::Mention(UserRef::new(&network(), "U2"));
        assert_eq!(spans("<@U2> and <@U2|ben>"), [ben.clone(), plain(" and "), ben]);
        let place =
            |id: &str, name: &str| Span::Place { place: PlaceRef::new(&network(), id), name: name.into() };
        assert_eq!(
            spans("in <#C1|help> and <#C2>"),
            [plain("in "), place("C1", "help"), plain(" and "), place("C2", "")]
        );
        assert_eq!(spans("<!here> <!subteam^S1|@ops> <!channel|channel>"), [plain("@here @ops @channel")]);
        assert_eq!(
            spans("<!date^1392734382^{date}|Feb 18>"),
            [Span::Time(Timestamp::from(1_392_734_382_000))]
        );
        let link = |label: &str, url: &str| Span::Link { label: label.into(), url: url.into() };
        assert_eq!(
            spans("<https://a.example/?x=1&amp;y=2>"),
            [link("https://a.example/?x=1&y=2", "https://a.example/?x=1&y=2")]
        );
        assert_eq!(spans("<https://a.example|the &lt;docs&gt;>"), [link("the <docs>", "https://a.example")]);
        assert_eq!(spans(":wave::skin-tone-4: at 10:30:45 :parrot-x:"), [plain("👋 at 10:30:45 :parrot-x:")]);
        assert_eq!(spans("a < b <T> &lt;@U2&gt; &amp;lt;"), [plain("a < b <T> <@U2> &lt;")]);
    }

    #[test]
    fn blocks_are_read() {
        let text = read(
            "intro\n&gt; said\n&gt; twice\n• one\n• two\n\n```\nlet x = 1 &lt; 2;\n```\nend",
            &network(),
        );
        let expected = [
            Block::Paragraph(vec![plain("intro")]),
            Block::Quote(vec![Block::Paragraph(vec![plain("said\ntwice")])]),
            Block::List(vec![vec![plain("one")], vec![plain("two")]]),
            Block::Code("let x = 1 < 2;".into()),
            Block::Paragraph(vec![plain("end")]),
        ];
        assert_eq!(text.blocks, expected);
    }

    #[test]
    fn what_follows_a_command_keeps_its_marks() {
        let text = read_plain("why does *p `q` <@U2|ben>\n\n`fail &amp; die ```x &gt; y```", &network());
        let ben = Span::Mention(UserRef::new(&network(), "U2"));
        let expected = [
            Block::Paragraph(vec![plain("why does *p "), Span::Code("q".into()), plain(" "), ben]),
            Block::Paragraph(vec![plain("`fail & die ")]),
            Block::Code("x > y".into()),
        ];
        assert_eq!(text.blocks, expected);
    }
}
