//! What is sent, whatever was typed: both renderings are held against files.

use super::*;
use crate::decode::{Rooms, words};
use chrono_tz::Tz;
use serde_json::Value;
use stoa_chat::{Block, EffectKey, Network, PlaceRef, Post, Span, Timestamp, UserRef};

struct Known;

impl Names for Known {
    fn person(&self, id: &str) -> Option<String> {
        (id == "@ben:example.org").then(|| "Ben <b>".to_owned())
    }

    fn room(&self, id: &str) -> Option<String> {
        (id == "!help:example.org").then(|| "help".to_owned())
    }

    fn zone(&self) -> Tz {
        chrono_tz::Europe::Warsaw
    }
}

fn content(text: &Text, relation: Relation<'_>) -> (Value, bool) {
    let post =
        Post::of(text.clone()).with_button("I'll take it", "take Q1").with_button("<Not> I", "pass Q1");
    let (key, choices) = (EffectKey("k1".to_owned()), choices(&post.buttons, &[]));
    let letter = Letter {
        text,
        choices: &choices,
        prefix: "!stoa ",
        direct: false,
        names: &Known,
        key: Some(&key),
        more: None,
    };
    said(&letter, relation)
}

/// Both renderings, one under the other.
fn page(text: &Text) -> String {
    let Rendered { body, html, mentions } = render(text, &Known);
    let tags = ["<p>", "<ul>", "<li>", "<blockquote>", "<pre>"];
    let html = tags.iter().fold(html, |html, tag| html.replace(tag, &format!("\n{tag}")));
    format!("{body}\n\n-- html --{html}\n\n-- mentions --\n{}\n", mentions.join("\n"))
}

fn holds(name: &str, page: &str, kept: &str) {
    assert!(page == kept, "src/render/snapshots/{name} differs from this:\n{page}");
}

fn hostile() -> Text {
    let network = Network::new("matrix:example.org");
    let typed = "<script>alert(1)</script> @room @ben:example.org <a href=\"https://matrix.to/#/@ben:example.org\">x</a>";
    let turned = "see \u{202e}gpj.exe\u{202c} and \u{2066}this\u{2069}\u{0}";
    let nested =
        "<b><i><u><b>deep</b></u></i></b> <img src=x onerror=alert(1)> &lt;script&gt; ]]> <!-- no -->";
    Text {
        blocks: vec![
            Block::Paragraph(vec![Span::Plain(typed.into()), Span::Plain(turned.into())]),
            Block::Paragraph(vec![Span::Bold(nested.into()), Span::Code("<x>`y`</x>".into())]),
            Block::Paragraph(vec![
                Span::Link { label: "click".into(), url: "javascript:alert(1)".into() },
                Span::Link { label: "Ben".into(), url: "https://matrix.to/#/@ben:example.org".into() },
                Span::Link { label: "all\"".into(), url: "https://x.org/?a=\"b\"&c=<d> e".into() },
                Span::Link { label: "room".into(), url: "matrix:r/help:example.org".into() },
            ]),
            Block::Quote(vec![Block::Code("</code></pre><script>1</script>".into())]),
            Block::Paragraph(vec![
                Span::Mention(UserRef::new(&network, "@ben:example.org")),
                Span::Mention(UserRef::new(&network, "\"><script>")),
                Span::place(&PlaceRef::new(&network, "!help:example.org")),
                Span::place(&PlaceRef::new(&network, "\"><script>")),
            ]),
        ],
    }
}

#[test]
fn what_everybody_writes() {
    let network = Network::new("matrix:example.org");
    let text = Text {
        blocks: vec![
            Block::Paragraph(vec![
                Span::Bold("Q17".into()),
                Span::Plain(" · asked by Ana\nsecond line, due ".into()),
                Span::Time(Timestamp::from_millis(1_762_174_800_000)),
            ]),
            Block::List(vec![vec![Span::Plain("one".into())], vec![Span::Italic("two".into())]]),
            Block::Quote(vec![Block::Paragraph(vec![Span::Plain("his\nwords".into())])]),
            Block::Code("SELECT 1\nFROM x".into()),
            Block::Paragraph(vec![
                Span::Mention(UserRef::new(&network, "@ben:example.org")),
                Span::Plain(" in ".into()),
                Span::place(&PlaceRef::new(&network, "!help:example.org")),
                Span::Plain(": ".into()),
                Span::Link { label: "the page".into(), url: "https://example.org/a?b=c&d".into() },
            ]),
        ],
    };
    holds("usual.txt", &page(&text), include_str!("snapshots/usual.txt"));
}

#[test]
fn hostile_words_are_words() {
    holds("hostile.txt", &page(&hostile()), include_str!("snapshots/hostile.txt"));
}

#[test]
fn only_a_mention_alerts() {
    let network = Network::new("matrix:example.org");
    for typed in ["@room @here", "@ben:example.org", "https://matrix.to/#/@ben:example.org"] {
        let spans = [
            Span::Plain(typed.into()),
            Span::Bold(typed.into()),
            Span::Code(typed.into()),
            Span::Link { label: typed.into(), url: typed.into() },
        ];
        for span in spans {
            let (content, _) = content(&Text::paragraph(vec![span]), Relation::None);
            assert_eq!(content["m.mentions"], serde_json::json!({}), "{typed}");
            let html = content["formatted_body"].as_str().unwrap();
            assert!(!html.contains("<a "), "{html}");
        }
    }
    let text = Text::paragraph(vec![Span::Mention(UserRef::new(&network, "@ben:example.org"))]);
    let (content, _) = content(&text, Relation::None);
    assert_eq!(content["m.mentions"]["user_ids"], serde_json::json!(["@ben:example.org"]));
    assert_eq!(content["msgtype"], "m.notice");
}

#[test]
fn what_is_too_long_for_a_server_is_cut_and_says_so() {
    for typed in
        ["a".repeat(60_000), "<\"&>".repeat(15_000), "ż\u{202e}".repeat(40_000), "word\n\n".repeat(10_000)]
    {
        let (content, cut) = content(&Text::plain(&typed), Relation::Thread("$root"));
        let bytes = serde_json::to_vec(&content).unwrap().len();
        assert!(bytes < 44_000, "{bytes}");
        assert!(cut, "{} bytes", typed.len());
        assert!(content["body"].as_str().unwrap().contains("take Q1"), "its choices are there");
        assert_eq!(content["m.relates_to"]["event_id"], "$root");
    }
    let (content, cut) = content(&Text::plain(&"b".repeat(30_000)), Relation::None);
    assert!(!cut && content.get("formatted_body").is_none(), "only its markup was dropped");
}

#[test]
fn an_edit_brings_everything_and_alerts_nobody() {
    let network = Network::new("matrix:example.org");
    let text = Text::paragraph(vec![Span::Mention(UserRef::new(&network, "@ben:example.org"))]);
    let letter =
        Letter { text: &text, choices: &[], prefix: "", direct: true, names: &Known, key: None, more: None };
    let content = edit(&letter, "$old");
    assert_eq!(content["m.mentions"], serde_json::json!({}));
    assert_eq!(content["m.relates_to"], serde_json::json!({ "rel_type": "m.replace", "event_id": "$old" }));
    assert_eq!(content["m.new_content"]["msgtype"], "m.text");
}

#[test]
fn what_we_write_reads_as_what_we_meant() {
    let rooms = Rooms::of(Network::new("matrix:example.org"));
    let text = hostile();
    let Rendered { html, body, .. } = render(&text, &Known);
    let content = serde_json::json!({ "msgtype": "m.text", "body": body, "format": "org.matrix.custom.html",
        "formatted_body": html });
    let read = words(&content, &rooms).unwrap().text.to_plain();
    for kept in
        ["<script>alert(1)</script> @room", "<img src=x onerror=alert(1)>", "</code></pre><script>1</script>"]
    {
        assert!(read.contains(kept), "{read}");
    }
}
