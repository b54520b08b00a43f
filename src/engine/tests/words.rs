//! What people type comes out as it went in: long, strange, or meant to break something.

use super::Scene;
use crate::on_each_db;
use crate::testing::TestDb;
use stoa_chat::{Block, Event, EventKind, Span, Text};

/// One paragraph exactly as given, which [`Text::plain`] would tidy up.
fn exactly(words: &str) -> Text {
    Text::paragraph(vec![Span::Plain(words.into())])
}

/// A message with `words` comes in, and the probe says it again.
async fn echoed(scene: &Scene, text: Text) -> Text {
    let event = scene.community.message("ana", "#help", None, "");
    let EventKind::Said(mut message) = event.kind else { panic!("a message was said") };
    message.text = text;
    let place = message.message.place.id.clone();
    scene.accept([Event { kind: EventKind::Said(message), ..event }]).await;
    scene.settle().await;
    scene.community.shown(&place).expect("an echo").post.text
}

on_each_db!(strange_words_come_out_as_they_went_in, |db: TestDb| async move {
    const STRANGE: [&str; 12] = [
        "Ärger mit Straße, żółć, naïveté, Ωμέγα, שלום, السلام, 日本語, ไทย",
        "👩🏽\u{200d}💻 🏳️\u{200d}🌈 🇵🇱 ☝🏿 \u{1f9d1}\u{200d}\u{1f91d}\u{200d}\u{1f9d1}",
        "Z\u{0351}\u{036b}a\u{0321}l\u{0334}g\u{0489}o\u{0315} \u{0301}\u{0301}\u{0301}",
        "\u{202e}desrever\u{202c} \u{2066}isolated\u{2069} \u{200b}\u{feff}\u{2060}\u{00ad}",
        "\u{e000}\u{e001}\u{f8ff} \u{fffd} \u{ffff} \u{fdd0} \u{10ffff}",
        "'; DROP TABLE inbox; -- \" \\ $1 ? :name %s {} {{ }} ${HOME} `id`",
        "\u{1b}[31mred\u{1b}[0m \u{7}\u{8} tab\tand \r\n\r line \u{85}\u{2028}\u{2029} ends",
        "<!channel> <@U1> @here @room @channel &lt;b&gt; **bold** _it_ ~~no~~",
        " leading and trailing   \n",
        "NULL null undefined NaN true 0 1e309 -0",
        "\\u0000 \\x00 %00 &#0;",
        "\u{1d400}\u{1f4a9}\u{1d400}\u{1f4a9}",
    ];
    let scene = Scene::new(&db).await;
    for words in STRANGE {
        assert_eq!(echoed(&scene, exactly(words)).await, exactly(words), "{words:?}");
    }
});

on_each_db!(only_nul_is_taken_out, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    assert_eq!(echoed(&scene, exactly("a\0b\0\0c\u{1}")).await, exactly("abc\u{1}"));
    let quote = |words: &str| Text { blocks: vec![Block::Quote(vec![Block::Code(words.into())])] };
    assert_eq!(echoed(&scene, quote("\0x\0")).await, quote("x"));
    scene.commanded("ana", &["no\0te one\0word"]).await;
    scene.settle().await;
    assert_eq!(scene.journal().await, ["oneword"]);
});

on_each_db!(nobody_is_alerted_by_words_that_are_said_again, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let ben = Span::Mention(scene.community.user("ben"));
    let said = Text::paragraph(vec![Span::Plain("ask ".into()), ben.clone(), Span::Plain(" and all".into())]);
    assert_eq!(echoed(&scene, said).await, exactly("ask @ben and all"), "somebody unknown keeps their id");
    scene.accept([scene.community.profile("ben", "Ben B.", None)]).await;
    let said = Text { blocks: vec![Block::Quote(vec![Block::List(vec![vec![ben]])])] };
    let named =
        Text { blocks: vec![Block::Quote(vec![Block::List(vec![vec![Span::Plain("@Ben B.".into())]])])] };
    assert_eq!(echoed(&scene, said).await, named);
});

on_each_db!(a_hundred_kilobytes_are_a_message_too, |db: TestDb| async move {
    let scene = Scene::new(&db).await;
    let long = "Wörter 👋 und noch mehr. ".repeat(4_000);
    assert!(long.len() > 100_000);
    assert_eq!(echoed(&scene, exactly(&long)).await, exactly(&long));
    scene.commanded("ana", &[&format!("note {long}"), &long]).await;
    scene.settle().await;
    assert_eq!(scene.journal().await, [long.trim()]);
    assert_eq!(scene.told("ana").len(), 1, "an unknown command is answered, however long it is");
    assert!(scene.parked().await.is_empty());
});
