//! No words that somebody typed may alert anybody: 100,000 hostile texts, read by a parser of this test's own.

use super::*;
use crate::socket::Chance;
use serde_json::Value;
use std::collections::BTreeMap;
use stoa_chat::{Block, Field, FieldKind, Form, Network, Post, Span, Text, UserRef};

/// What alerts people when it is taken for markup, and what may hide it from a careless filter.
const PIECES: &[&str] = &[
    "<!channel>",
    "<!here>",
    "<!everyone>",
    "<!here|here>",
    "<@U2>",
    "<@U2|ben>",
    "<@W2>",
    "<!subteam^S1>",
    "<!subteam^S1|@ops>",
    "<#C1|help>",
    "@channel",
    "@here",
    "@everyone",
    "@ben",
    "&lt;!channel&gt;",
    "&amp;lt;@U2&gt;",
    "&#60;!channel&#62;",
    "<",
    ">",
    "&",
    "|",
    "!",
    "@",
    "\u{200b}",
    "\u{200d}",
    "\u{2060}",
    "\u{feff}",
    "\u{ad}",
    "\0",
    "\u{202e}",
    "`",
    "```",
    "*",
    "_",
    "~",
    "\n",
    "\n\n",
    "> ",
    "&gt; ",
    "• ",
    " ",
    "a",
    "ż",
    "🙂",
    "<https://x.example|<!here>>",
    "<!date^1392734382^{date}|<!channel>>",
    "\\<!here\\>",
    "%3C!here%3E",
    "＜!channel＞",
    "<!ch\u{200b}annel>",
    "<\0!channel>",
];

/// The tokens between `<` and `>` that Slack takes for references, as its documentation of message formatting says.
fn references(markup: &str) -> Vec<String> {
    let (mut found, mut open) = (Vec::new(), None);
    for (at, character) in markup.char_indices() {
        match (character, open) {
            ('<', _) => open = Some(at + 1),
            ('>', Some(from)) => {
                found.push(markup[from..at].to_owned());
                open = None;
            }
            _ => {}
        }
    }
    found
}

/// Whatever in `value` could alert somebody or be read as markup.
fn dangers(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            let kind = fields.get("type").and_then(Value::as_str).unwrap_or_default();
            if ["user", "usergroup", "broadcast", "channel", "team", "mrkdwn", "markdown"].contains(&kind) {
                found.push(value.to_string());
            }
            fields.values().for_each(|field| dangers(field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| dangers(item, found)),
        _ => {}
    }
}

fn hostile(chance: &mut Chance) -> String {
    let mut pick = |most: u32| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a small positive number"
        )]
        let number = (chance.share() * f64::from(most)) as usize;
        number
    };
    let (count, most) = (1 + pick(7), u32::try_from(PIECES.len()).unwrap() - 1);
    (0..count).map(|_| PIECES[pick(most + 1).min(PIECES.len() - 1)]).collect()
}

/// A post with `words` in every kind of span, in one kind of block.
fn posts(words: &str, number: usize) -> Post {
    let span = |kind: fn(String) -> Span| kind(words.to_owned());
    let stranger = UserRef::new(&Network::new("slack:T1"), words);
    let spans = vec![
        span(Span::Plain),
        span(Span::Bold),
        span(Span::Italic),
        span(Span::Code),
        Span::Link { label: words.to_owned(), url: words.to_owned() },
        Span::Link { label: words.to_owned(), url: format!("https://x.example/{words}") },
        Span::Mention(stranger),
    ];
    let block = match number % 4 {
        0 => Block::Paragraph(spans),
        1 => Block::List(vec![spans]),
        2 => Block::Quote(vec![Block::List(vec![spans]), Block::Code(words.to_owned())]),
        _ => Block::Code(words.to_owned()),
    };
    let blocks = vec![block];
    Post { text: Text { blocks }, buttons: Vec::new() }.with_button(words, words).with_button("x", words)
}

#[test]
fn a_hundred_thousand_hostile_texts_alert_nobody() {
    let mut chance = Chance::new(2026);
    for number in 0..100_000 {
        let words = hostile(&mut chance);
        let post_of = posts(&words, number);
        let parts = match post(&post_of) {
            Rendered::Messages(parts) => parts,
            Rendered::WithFile(part, _) => vec![part],
        };
        let mut found = Vec::new();
        for part in parts {
            found.extend(references(&part.text));
            dangers(&Value::from(part.blocks), &mut found);
        }
        if number % 25 == 0 {
            dangers(&home(&[post_of]), &mut found);
            let form = form(&words);
            let opened = FormPlace { place: words.clone(), direct: false };
            dangers(&modal(&form, &opened), &mut found);
            let to = UserRef::new(&Network::new("slack:T1"), "U1");
            let part = reopening(&form, &to, &opened);
            found.extend(references(&part.text));
            dangers(&Value::from(part.blocks), &mut found);
        }
        assert!(found.is_empty(), "{words:?} gives {found:?}");
    }
}

fn form(words: &str) -> Form {
    let kinds = [
        FieldKind::Line { most: 90 },
        FieldKind::Choice { of: vec![(words.into(), words.into())] },
        FieldKind::Tick,
    ];
    let field = |(at, kind)| Field { name: format!("f{at}"), label: words.into(), kind, required: true };
    Form {
        id: "ask".into(),
        title: words.into(),
        submit: words.into(),
        fields: kinds.into_iter().enumerate().map(field).collect(),
        values: BTreeMap::from([("f0".into(), words.into())]),
        problems: BTreeMap::from([("f0".into(), words.into())]),
    }
}

#[test]
fn the_parser_of_this_test_bites() {
    assert_eq!(references("a <!channel> b <@U2|x>"), ["!channel", "@U2|x"]);
    let mut found = Vec::new();
    dangers(&serde_json::json!([{ "elements": [{ "type": "broadcast", "range": "here" }] }]), &mut found);
    assert_eq!(found.len(), 1);
}
