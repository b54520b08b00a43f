//! What was typed to give kudos: to whom, for what, and which value it stands for. Pure.
//!
//! ```text
//! kudos @ben @chen for the release #care     ──▶ the command
//! @ben ++ the release                        ──▶ in a place, without a command
//! ```

use crate::people;
use stoa_chat::{Block, Span, Text, UserRef};

/// Somebody who was named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// By their account.
    Account(UserRef),
    /// By a word that the network did not take for anybody.
    Word(String),
}

/// What was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    /// To whom, each once.
    pub to: Vec<Named>,
    /// For what.
    pub reason: Text,
    /// The value behind the last `#`.
    pub value: Option<String>,
}

/// What stands between people who are named together.
const BETWEEN: [&str; 6] = ["and", "und", "&", "+", "to", "an"];
/// What stands before the reason.
const BEFORE: [&str; 4] = ["for", "für", "because", "weil"];

/// Reads what stands behind the command.
pub(super) fn read(rest: Text) -> Typed {
    let (to, mut reason) = people_in_front(rest);
    let (word, less) = reason.clone().split_first_word();
    if BEFORE.contains(&word.trim_end_matches(':').to_lowercase().as_str()) {
        reason = less;
    }
    typed(to, reason)
}

/// Reads a message that gives kudos without a command; `None` if it does not.
pub(super) fn read_plus(said: &Text) -> Option<Typed> {
    let (to, rest) = people_in_front(said.clone());
    let (word, reason) = rest.split_first_word();
    // Only people whom the network knows: `c ++ is a language` is no praise.
    let known = !to.is_empty() && to.iter().all(|named| matches!(named, Named::Account(_)));
    (known && word == "++").then(|| typed(to, reason))
}

fn typed(to: Vec<Named>, reason: Text) -> Typed {
    let plain = reason.to_plain();
    let value = plain.split_whitespace().filter_map(people::topic).next_back();
    Typed { to, reason, value }
}

/// Takes everybody who is named in front off a text.
fn people_in_front(mut text: Text) -> (Vec<Named>, Text) {
    let mut to: Vec<Named> = Vec::new();
    while let Some(named) = take_named(&mut text, !to.is_empty()) {
        if !to.contains(&named) {
            to.push(named);
        }
    }
    (to, text)
}

/// Takes the next person off, and what stands between people if there was one before.
fn take_named(text: &mut Text, further: bool) -> Option<Named> {
    let mut rest = text.clone();
    loop {
        if let Some(Block::Paragraph(spans)) = rest.blocks.first_mut() {
            let blank =
                |span: &Span| matches!(span, Span::Plain(words) if words.trim_matches([' ', ',']).is_empty());
            while spans.first().is_some_and(blank) {
                spans.remove(0);
            }
            if let Some(Span::Mention(user)) = spans.first() {
                let user = user.clone();
                spans.remove(0);
                *text = rest;
                return Some(Named::Account(user));
            }
            if let Some(Span::Plain(words)) = spans.first_mut() {
                *words = words.trim_start_matches([' ', ',']).to_owned();
            }
        }
        let (word, less) = rest.split_first_word();
        if let Some(name) = word.strip_prefix('@').filter(|name| !name.is_empty()) {
            *text = less;
            return Some(Named::Word(name.trim_end_matches(',').to_owned()));
        }
        if !further || !BETWEEN.contains(&word.to_lowercase().as_str()) {
            return None;
        }
        rest = less;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use stoa_chat::Network;

    fn user(id: &str) -> UserRef {
        UserRef::new(&Network::new("terminal"), id)
    }

    fn text(spans: Vec<Span>) -> Text {
        Text::paragraph(spans)
    }

    fn plain(words: &str) -> Span {
        Span::Plain(words.to_owned())
    }

    #[test]
    fn people_come_first_then_the_reason() {
        let ben = || Span::Mention(user("ben"));
        let chen = || Span::Mention(user("chen"));
        for spans in [
            vec![ben(), plain(" "), chen(), plain(" for the release #care")],
            vec![ben(), plain(", "), chen(), plain(" the release #care")],
            vec![plain("to "), ben(), plain(" and "), chen(), plain(" for: the release #care")],
        ] {
            let told = format!("{spans:?}");
            let typed = read(text(spans));
            if told.contains("\"to \"") {
                assert!(typed.to.is_empty(), "nobody stands in front: {told}");
                continue;
            }
            assert_eq!(typed.to, [Named::Account(user("ben")), Named::Account(user("chen"))], "{told}");
            assert_eq!(typed.reason.to_plain().trim(), "the release #care", "{told}");
            assert_eq!(typed.value.as_deref(), Some("care"), "{told}");
        }
        let typed = read(text(vec![plain("@bne for nothing")]));
        assert_eq!((typed.to, typed.value), (vec![Named::Word("bne".to_owned())], None));
        assert!(read(text(vec![plain("for nothing")])).to.is_empty());
        assert_eq!(read(text(vec![ben(), plain(" "), ben(), plain(" twice")])).to.len(), 1, "each once");
    }

    #[test]
    fn two_signs_make_kudos_of_a_message() {
        let ben = || Span::Mention(user("ben"));
        let given = read_plus(&text(vec![ben(), plain(" ++ the release")])).expect("it is kudos");
        assert_eq!(given.reason.to_plain().trim(), "the release");
        for other in [
            vec![ben(), plain(" look at this")],
            vec![plain("c ++ is a language")],
            vec![plain("@ben ++ but nobody knows them")],
            vec![plain("++ "), ben()],
        ] {
            assert_eq!(read_plus(&text(other.clone())), None, "{other:?}");
        }
    }
}
