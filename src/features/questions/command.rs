//! The grammar of what people type about questions.

pub(super) use crate::language::excerpt;
pub(super) use crate::people::{split_topics, topic};
use stoa_chat::{Block, Span, Text};

/// Reads `Q17`, `q17`, `#17` or `17` for the letter `Q`.
pub(super) fn number(word: &str, letter: char) -> Option<i64> {
    let word = word.trim_matches(|c: char| c == ',' || c == '.' || c == '#');
    let digits =
        word.strip_prefix(letter).or_else(|| word.strip_prefix(letter.to_ascii_lowercase())).unwrap_or(word);
    digits.parse().ok().filter(|number| *number > 0)
}

/// The first word of what was typed: what follows a number is politeness (`take Q17 please`).
pub(super) fn first_word(words: &str) -> &str {
    words.split_whitespace().next().unwrap_or("")
}

/// The first line of a question, cut to `most` characters at a word: what it is called in lists.
pub(super) fn title(body: &Text, most: usize) -> String {
    let plain = body.to_plain();
    let line = plain.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("");
    excerpt(line, most)
}

/// The text itself if it is short, else its beginning without formatting.
pub(super) fn shortened(text: &Text, most: usize) -> Text {
    let plain = text.to_plain();
    if plain.chars().count() <= most { text.clone() } else { Text::plain(&excerpt(&plain, most)) }
}

/// Whether `text` says anything but mentions and white space.
pub(super) fn says_something(text: &Text) -> bool {
    let speaks = |spans: &[Span]| {
        spans.iter().any(|span| match span {
            Span::Plain(words) | Span::Bold(words) | Span::Italic(words) | Span::Code(words) => {
                !words.trim().is_empty()
            }
            Span::Link { .. } | Span::Place { .. } => true,
            Span::Mention(_) | Span::Time(_) => false,
        })
    };
    text.blocks.iter().any(|block| match block {
        Block::Paragraph(spans) => speaks(spans),
        Block::List(items) => items.iter().any(|item| speaks(item)),
        Block::Quote(blocks) => says_something(&Text { blocks: blocks.clone() }),
        Block::Code(code) => !code.trim().is_empty(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_stand_in_front() {
        let (topics, rest) = split_topics(Text::plain("#Terraform, #ci #terraform why is #this slow"));
        assert_eq!(topics, ["terraform", "ci"]);
        assert_eq!(rest.to_plain(), "why is #this slow");
    }

    #[test]
    fn an_issue_number_is_no_topic() {
        assert_eq!(topic("#42"), None);
        assert_eq!(topic("#c++"), Some("c++".into()));
        assert_eq!(topic("plain"), None);
    }

    #[test]
    fn numbers_are_read_generously() {
        for word in ["Q17", "q17", "17", "#17", "Q17,"] {
            assert_eq!(number(word, 'Q'), Some(17), "{word}");
        }
        for word in ["A17", "Q", "Q-1", "Q0", "seventeen", "Q99999999999999999999"] {
            assert_eq!(number(word, 'Q'), None, "{word}");
        }
    }
}
