//! What posts, forms and the Home page look like, and that nothing exceeds Slack's limits or gets lost.
//!
//! Every block and view of [`samples`] is also judged by Slack's own libraries, in `tests/oracles.rs`.

use super::*;
use crate::decode::tests_hearing;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use stoa_chat::{Block, Field, FieldKind, Form, Network, Post, Span, Text, Timestamp, UserRef};

fn parts(of: &Post) -> Vec<Part> {
    match post(of) {
        Rendered::Messages(parts) => parts,
        Rendered::WithFile(part, _) => vec![part],
    }
}

fn plain(words: &str) -> Span {
    Span::Plain(words.into())
}

fn card() -> Post {
    let ben = UserRef::new(&Network::new("slack:T1"), "U2");
    let blocks = vec![
        Block::Paragraph(vec![
            Span::Bold("Q17".into()),
            plain(" · "),
            Span::Code("#db".into()),
            plain(" asked by "),
            Span::Mention(ben),
        ]),
        Block::Quote(vec![
            Block::Paragraph(vec![plain("Why is 1 < 2 & *this* slow?")]),
            Block::Code("SELECT 1".into()),
        ]),
        Block::List(vec![
            vec![plain("next at "), Span::Time(Timestamp::from_millis(1_800_000_000_000))],
            vec![Span::Link { label: "the docs".into(), url: "https://a.example/?x=1&y=2".into() }],
        ]),
    ];
    Post::of(Text { blocks }).with_button("I'll take it", "take Q17").with_button("Not now", "pass Q17")
}

fn ask() -> Form {
    let field = |name: &str, label: &str, kind, required| Field {
        name: name.into(),
        label: label.into(),
        kind,
        required,
    };
    Form {
        id: "ask".into(),
        title: "Ask a question of everybody here".into(),
        submit: "Ask".into(),
        fields: vec![
            field("question", "What do you want to know?", FieldKind::Lines { most: 3_000 }, true),
            field(
                "topic",
                "Topic",
                FieldKind::Choice { of: vec![("db".into(), "Databases".into()), ("ci".into(), "CI".into())] },
                false,
            ),
            field("anon", "Ask anonymously", FieldKind::Tick, false),
            field("title", "In a line", FieldKind::Line { most: 80 }, true),
        ],
        values: BTreeMap::from([
            ("question".into(), "why & how?".into()),
            ("topic".into(), "ci".into()),
            ("anon".into(), "true".into()),
        ]),
        problems: BTreeMap::from([("title".into(), "Please answer this.".into())]),
    }
}

fn opened() -> FormPlace {
    FormPlace { place: "C1".into(), direct: false }
}

#[test]
fn a_card_is_rich_text_with_buttons() {
    let [part] = &parts(&card())[..] else { panic!("it fits one message") };
    let styled = |text: &str, style: &str| json!({ "type": "text", "text": text, "style": { style: true } });
    let text = |text: &str| json!({ "type": "text", "text": text });
    let button = |at: usize, label: &str, value: &str| {
        let text = json!({ "type": "plain_text", "text": label, "emoji": true });
        json!({ "type": "button", "action_id": format!("press-{at}"), "text": text, "value": value })
    };
    let section = |elements: Value| json!({ "type": "rich_text_section", "elements": elements });
    let date = json!({ "type": "date", "timestamp": 1_800_000_000, "format": "{date_short_pretty} {time}", "fallback": "2027-01-15 08:00 UTC" });
    let expected = json!([
        { "type": "rich_text", "elements": [
            section(json!([styled("Q17", "bold"), text(" · "), styled("#db", "code"), text(" asked by "), { "type": "user", "user_id": "U2" }])),
            { "type": "rich_text_quote", "elements": [text("Why is 1 < 2 & *this* slow?"), text("\n\n"), styled("SELECT 1", "code")] },
            { "type": "rich_text_list", "style": "bullet", "elements": [
                section(json!([text("next at "), date])),
                section(json!([{ "type": "link", "url": "https://a.example/?x=1&y=2", "text": "the docs" }])),
            ] },
        ] },
        { "type": "actions", "elements": [button(0, "I'll take it", "take Q17"), button(1, "Not now", "pass Q17")] },
    ]);
    assert_eq!(Value::from(part.blocks.clone()), expected);
    let said = "Q17 · #db asked by <@U2>\n\nWhy is 1 &lt; 2 &amp; *this* slow?\n\nSELECT 1\n\n• next at \
        <!date^1800000000^{date_short_pretty} {time}|2027-01-15 08:00 UTC>\n• the docs (https://a.example/?x=1&amp;y=2)";
    assert_eq!(part.text, said);
}

#[test]
fn a_form_is_a_modal_with_its_problems_and_answers() {
    let view = modal(&ask(), &opened());
    assert_eq!(view["title"]["text"], "Ask a question of…");
    assert_eq!(view["blocks"][0]["text"]["text"], "Ask a question of everybody here");
    assert_eq!(view["blocks"][1]["element"]["initial_value"], "why & how?");
    assert_eq!(view["blocks"][2]["element"]["initial_option"]["value"], "ci");
    assert_eq!(view["blocks"][3]["element"]["initial_options"][0]["value"], "true");
    assert_eq!(
        (&view["blocks"][3]["optional"], &view["blocks"][1]["optional"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(view["blocks"][4]["elements"][0]["text"], "⚠️ Please answer this.");
    let metadata = view["private_metadata"].as_str().unwrap();
    assert_eq!(FormPlace::read(metadata), Some(opened()));
}

#[test]
fn answers_survive_in_the_message_that_offers_the_form_again() {
    let mut form = ask();
    let long = "<a> & b\n".repeat(900);
    form.values.insert("question".into(), long.clone());
    let part = reopening(&form, &UserRef::new(&Network::new("slack:T1"), "U1"), &opened());
    let message = json!({ "blocks": part.blocks });
    let mut expected = form.values.clone();
    expected.insert("question".into(), long);
    assert_eq!(values_kept(&message), expected);
    limits_hold(&[part]);
}

/// Sizes that Slack refuses, counted as it does.
fn limits_hold(parts: &[Part]) {
    for part in parts {
        assert!(part.blocks.len() <= 50 && !part.text.is_empty() && part.text.chars().count() <= 4_000);
        let whole: usize = part.blocks.iter().map(size).sum();
        assert!(whole <= 13_000, "{whole} characters in one message");
        for block in &part.blocks {
            assert!(
                size(block) <= 3_000 || block["type"] == "actions",
                "{} characters in one block",
                size(block)
            );
            let elements = block["elements"].as_array().map_or(0, Vec::len);
            assert!(block["type"] != "actions" || elements <= 25);
        }
    }
}

/// How many characters of words stand in a block.
fn size(value: &Value) -> usize {
    match value {
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| *name != "type" && *name != "action_id")
            .map(|(_, field)| size(field))
            .sum(),
        Value::Array(items) => items.iter().map(size).sum(),
        Value::String(text) => text.encode_utf16().count(),
        _ => 0,
    }
}

/// The words of blocks, read back by the decoder.
fn read_back(parts: &[Part]) -> String {
    let hearing = tests_hearing();
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '•').collect::<String>();
    let texts =
        parts.iter().map(|part| letters(&hearing.text_of(&json!({ "blocks": part.blocks })).to_plain()));
    texts.collect()
}

#[test]
fn long_posts_are_split_and_nothing_is_lost() {
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for words in ["word ".repeat(5_000), "ż🙂".repeat(7_000), "<&>".repeat(2_500), "line\n".repeat(5_000)]
    {
        let several = [
            Block::Paragraph(vec![plain(&words)]),
            Block::Quote(vec![Block::Paragraph(vec![plain(&words)])]),
            Block::Code(words.clone()),
        ];
        for block in several {
            let post = Post::of(Text { blocks: vec![block] }).with_button("Go", "go");
            let parts = parts(&post);
            assert!(parts.len() > 1);
            limits_hold(&parts);
            assert_eq!(
                parts.last().unwrap().blocks.last().unwrap()["type"],
                "actions",
                "buttons stand at the end"
            );
            let mut without = parts.clone();
            without.last_mut().unwrap().blocks.pop();
            assert!(read_back(&without) == letters(&words), "something is lost");
        }
    }
    let items: Vec<_> = (0..900).map(|at| vec![plain(&format!("item-{at};"))]).collect();
    let list = Post::of(Text { blocks: vec![Block::List(items)] });
    limits_hold(&parts(&list));
    assert!(read_back(&parts(&list)).contains("item-899;"));
}

#[test]
fn a_post_of_book_length_is_a_beginning_and_a_file() {
    let words = "word ".repeat(20_000);
    let Rendered::WithFile(part, whole) = post(&Post::of(Text::plain(&words)).with_button("Go", "go")) else {
        panic!("a file")
    };
    assert_eq!(whole.trim(), words.trim());
    assert_eq!(part.blocks.last().unwrap()["type"], "actions");
    limits_hold(&[part]);
}

#[test]
fn an_edit_that_does_not_fit_keeps_its_buttons_and_says_that_there_is_more() {
    let part = one(&Post::of(Text::plain(&"word ".repeat(5_000))).with_button("Go", "go"));
    let kinds: Vec<_> = part.blocks.iter().rev().take(2).map(|block| block["type"].clone()).collect();
    assert_eq!(kinds, ["actions", "context"]);
    limits_hold(&[part]);
    let Rendered::Messages(parts) = post(&card()) else { panic!("it fits") };
    assert_eq!(one(&card()), parts[0]);
}

#[test]
fn buttons_keep_within_their_limits() {
    let mut post = Post::of(Text::plain("choose"));
    for at in 0..60 {
        post = post.with_button("very ".repeat(40), format!("take Q{at}"));
    }
    post = post.with_button("too long", "x".repeat(2_001)).with_button("<&>".repeat(30), "ok");
    let parts = parts(&post);
    limits_hold(&parts);
    let all: Vec<&Value> = parts[0]
        .blocks
        .iter()
        .filter(|block| block["type"] == "actions")
        .flat_map(|block| block["elements"].as_array().unwrap())
        .collect();
    assert_eq!(all.len(), 61);
    assert!(all.iter().all(|button| button["text"]["text"].as_str().unwrap().chars().count() <= 75));
    assert!(parts[0].blocks[0].to_string().contains(&"x".repeat(2_001)), "its typed twin is shown instead");
}

#[test]
fn odd_posts_are_not_refused() {
    for odd in [
        Post::default(),
        Post::of(Text::plain("\0")),
        Post::default().with_button("Go", "go"),
        Post::of(Text::paragraph(vec![plain("")])),
    ] {
        for part in parts(&odd) {
            assert!(!part.text.trim().is_empty());
            assert!(
                part.blocks
                    .iter()
                    .all(|block| block["elements"].as_array().is_some_and(|elements| !elements.is_empty()))
            );
        }
    }
    let odd = vec![
        Span::Link { label: "x".into(), url: "javascript:alert(1)".into() },
        Span::Link { label: "x".into(), url: "not a link".into() },
        Span::Time(Timestamp::from_millis(-5)),
        Span::Time(Timestamp::from_millis(i64::MAX)),
        Span::Mention(UserRef::new(&Network::new("slack:T1"), "ben")),
    ];
    let text = parts(&Post::of(Text::paragraph(odd)))[0].blocks[0].to_string();
    assert!(!text.contains("\"link\"") && !text.contains("\"user\""), "{text}");
    let view = home(&[Post::of(Text { blocks: vec![Block::Code("line\n".repeat(80_000))] })]);
    assert!(view["blocks"].as_array().unwrap().len() <= 100);
}
