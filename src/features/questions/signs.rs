//! Which messages are taken for a question, and which of those for one to everybody in a place: rather none than a
//! wrong one, since somebody is going to be interrupted.

use crate::knowledge::reads_like_a_question;
use stoa_chat::{Block, Span, Text};

/// The fewest words that are worth somebody else's attention.
const FEWEST_WORDS: usize = 3;

/// Whether the sentences of `text` read like a question; code and quotations are not the writer's own.
pub(super) fn reads_like_question(text: &Text) -> bool {
    reads_like_a_question(&prose(&text.blocks))
}

/// Whether a message that nobody addressed to us is a question to everybody in the place: long enough, in words,
/// and to nobody in particular.
pub(super) fn asks_the_place(text: &Text) -> bool {
    let long = prose(&text.blocks).split_whitespace().count() >= FEWEST_WORDS;
    long && text.mentions().is_empty() && reads_like_question(text)
}

/// The words of a text that are somebody's own sentences.
fn prose(blocks: &[Block]) -> String {
    let mut words = String::new();
    let mut add = |spans: &[Span]| {
        for span in spans {
            match span {
                Span::Plain(run) | Span::Bold(run) | Span::Italic(run) => words.push_str(run),
                // Something stood there: what is before and after it are not one word.
                _ => words.push(' '),
            }
        }
        words.push('\n');
    };
    for block in blocks {
        match block {
            Block::Paragraph(spans) => add(spans),
            Block::List(items) => items.iter().for_each(|item| add(item)),
            Block::Quote(_) | Block::Code(_) => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use stoa_chat::{Network, UserRef};

    #[test]
    fn questions_are_recognised_in_both_languages() {
        for asked in [
            "Where do the logs go?",
            "the build is red, any idea (again?)",
            "how do I unlock the state",
            "Hi all, can anybody look at the build",
            "is there a staging database",
            "Wie bekomme ich Zugriff auf das Portal",
            "Hallo zusammen, weiß jemand wo das steht",
            "Gibt es dafür eine Vorlage",
            "Kurze Frage: kann ich hier buchen",
            "本当に？",
        ] {
            assert!(reads_like_question(&Text::plain(asked)), "{asked}");
        }
    }

    #[test]
    fn other_words_are_none() {
        for said in [
            "thanks!",
            "Danke, hat geklappt",
            "How nice of you!",
            "Will do.",
            "Have a nice day",
            "see https://example.org/search?q=state",
            "Mittagessen um zwölf",
            "why",
            "",
        ] {
            assert!(!reads_like_question(&Text::plain(said)), "{said}");
        }
    }

    #[test]
    fn code_and_quotations_ask_nothing() {
        let quoted = Text { blocks: vec![Block::Quote(Text::plain("Where is it?").blocks)] };
        let code = Text { blocks: vec![Block::Code("a ? b : c?".into())] };
        assert!(!reads_like_question(&quoted) && !reads_like_question(&code));
        let within = Text::paragraph(vec![Span::Plain("use ".into()), Span::Code("x?".into())]);
        assert!(!reads_like_question(&within));
    }

    #[test]
    fn a_question_to_the_place_is_to_nobody_in_particular() {
        assert!(asks_the_place(&Text::plain("where are the logs?")));
        assert!(!asks_the_place(&Text::plain("really, Ben?")), "too short to be somebody else's matter");
        let ben = Span::Mention(UserRef::new(&Network::new("terminal"), "ben"));
        let to_ben = Text::paragraph(vec![ben, Span::Plain(" where are the logs?".into())]);
        assert!(!asks_the_place(&to_ben));
    }
}
