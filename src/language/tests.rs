//! What a reader sees, and what no reader may ever see.

use super::*;
use stoa_chat::{Block, Network, Span, Text, Timestamp, UserRef};

wording! {
    /// What the tests say.
    static CATALOGUE = "tests";

    /// All kinds of spans.
    fn took(number: i64, advocate: &UserRef, until: Timestamp) -> Text;

    /// Several blocks, a choice and rich arguments.
    fn card(number: u64, answers: usize, question: &Text, hint: &Text) -> Text;

    /// The same words in every kind of place.
    fn echoed(words: &str) -> Text;

    /// A quotation within one.
    fn quoted(words: &str) -> Text;

    /// A term, and a person within emphasis.
    fn welcomed(person: &UserRef) -> Text;

    /// A label.
    fn label_take(number: i32, name: &str) -> String;

    /// A sentence that nobody has translated.
    fn only_english() -> Text;

    /// A sentence that nobody has written.
    fn nowhere() -> Text;
}

fn ben() -> UserRef {
    UserRef::new(&Network::new("terminal"), "ben")
}

fn plain(words: &str) -> Span {
    Span::Plain(words.to_owned())
}

fn bold(words: &str) -> Span {
    Span::Bold(words.to_owned())
}

/// What is wrong with an English source.
fn problems(source: &str, sentences: &[Sentence]) -> Vec<String> {
    gaps::find("tests", Language::En, source, sentences)
}

const fn sentence(key: &'static str, arguments: &'static [(&'static str, bool)]) -> Sentence {
    Sentence { key, arguments, one_line: false }
}

#[test]
fn a_tag_asks_for_a_language_whatever_its_country() {
    for tag in ["de", "de-AT", "de_CH.UTF-8", "DE"] {
        assert_eq!(Language::from_tag(tag), Language::De, "{tag}");
    }
    for tag in ["en-US", "fr", "", "deutsch", "-de"] {
        assert_eq!(Language::from_tag(tag), Language::En, "{tag}");
    }
}

#[test]
fn a_language_is_written_and_read_alike_everywhere() {
    for (index, language) in Language::ALL.into_iter().enumerate() {
        assert_eq!(language as usize, index);
        assert_eq!(language.to_string().parse(), Ok(language));
        assert_eq!(serde_json::to_value(language).unwrap(), language.tag());
    }
    assert!("de-AT".parse::<Language>().is_err());
}

#[test]
fn a_sentence_holds_people_moments_and_numbers() {
    let until = Timestamp::from_millis(5);
    let words = |before: &str, between: &str| {
        Text::paragraph(vec![
            Span::Mention(ben()),
            plain(before),
            bold("Q17"),
            plain(between),
            Span::Time(until),
            plain("."),
        ])
    };
    assert_eq!(took(Language::En, 17, &ben(), until), words(" takes ", " and answers by "));
    assert_eq!(took(Language::De, 17, &ben(), until), words(" übernimmt ", " und antwortet bis "));
}

#[test]
fn numbers_choose_between_singular_and_plural() {
    let heading = |language, answers| {
        let text = card(language, 1, answers, &Text::plain("Why?"), &Text::plain("wait"));
        Text { blocks: text.blocks[..1].to_vec() }.to_plain()
    };
    assert_eq!(heading(Language::En, 0), "Question Q1, no answer:");
    assert_eq!(heading(Language::En, 1), "Question Q1, one answer:");
    assert_eq!(heading(Language::En, 2), "Question Q1, 2 answers:");
    assert_eq!(heading(Language::De, 1), "Frage Q1, eine Antwort:");
    assert_eq!(heading(Language::De, 12_345), "Frage Q1, 12345 Antworten:");
}

#[test]
fn a_text_alone_brings_its_blocks_and_elsewhere_joins_the_line() {
    let code = Block::Code("loop {}".to_owned());
    let question = Text::plain("Why is\nit slow?\n\nHere:").then(Text { blocks: vec![code.clone()] });
    let hint = Text::paragraph(vec![plain("ask "), Span::Mention(ben())]);
    let card = card(Language::En, 17, 2, &question, &hint);
    assert_eq!(
        card.blocks,
        [
            Block::Paragraph(vec![plain("Question "), bold("Q17"), plain(", 2 answers:")]),
            Block::Quote(vec![
                Block::Paragraph(vec![plain("Why is\nit slow?")]),
                Block::Paragraph(vec![plain("Here:")]),
                code,
            ]),
            Block::Paragraph(vec![plain("What you can do:")]),
            Block::List(vec![
                vec![Span::Code("take Q17".to_owned()), plain(" if you know it")],
                vec![plain("ask "), Span::Mention(ben())],
            ]),
        ]
    );
}

#[test]
fn several_blocks_in_a_list_become_lines_of_an_item() {
    let parts = list([Text::plain("one"), Text::plain("two")]);
    let both = list([Text::plain("first\n\nsecond").then(parts).then(Text::plain("last").quoted())]);
    assert_eq!(both.blocks, [Block::List(vec![vec![plain("first\nsecond\n• one\n• two\nlast")]])]);
}

#[test]
fn what_people_type_never_becomes_anything_else() {
    let long = "**x** ".repeat(20_000);
    let hostile = [
        "**x**",
        "{ $words }",
        "\u{E000}\u{E001}\u{F8FF}",
        "]( ) [a](http://b) `c` __d__",
        "- e\n> f",
        "@everyone <!channel> <@U1>",
        "\u{2068}g\u{2069} \\u0041 { \"",
        long.as_str(),
    ];
    for words in hostile {
        let link = Span::Link { label: words.to_owned(), url: format!("https://example.org/?q={words}") };
        let spans = vec![plain("You said "), bold(words), plain(" in "), link, plain(&format!(", {words}."))];
        assert_eq!(echoed(Language::En, words), Text::paragraph(spans));
        let inner = vec![Block::Paragraph(vec![plain(words)])];
        assert_eq!(quoted(Language::De, words).blocks, [Block::Quote(vec![Block::Quote(inner)])]);
    }
}

#[test]
fn what_would_spoil_a_row_or_a_line_is_removed() {
    assert_eq!(echoed(Language::En, "a\0b").to_plain(), "You said ab in ab (https://example.org/?q=ab), ab.");
    assert_eq!(quoted(Language::En, "a\0b").to_plain(), "ab");
    assert_eq!(label_take(Language::En, 3, " **Ann**\n\u{E000}\0 B "), "Take Q3 of **Ann** \u{E000} B");
    assert_eq!(label_take(Language::De, 3, "Ann"), "Q3 von Ann übernehmen");
}

#[test]
fn emphasis_is_passed_on_to_words_but_not_to_people() {
    assert_eq!(
        welcomed(Language::De, &ben()),
        Text::paragraph(vec![plain("Willkommen bei Stoa, "), Span::Mention(ben()), plain("!")])
    );
}

#[test]
fn an_empty_argument_leaves_nothing_behind() {
    assert_eq!(quoted(Language::En, "").blocks, []);
    assert!(echoed(Language::En, "").to_plain().starts_with("You said  in "));
    let without_hint = card(Language::En, 1, 1, &Text::plain("Why?"), &Text::default());
    assert!(matches!(without_hint.blocks.last(), Some(Block::List(items)) if items.len() == 1));
}

#[test]
fn a_missing_sentence_is_said_in_english_or_by_its_key_and_never_panics() {
    assert_eq!(only_english(Language::De), Text::plain("Good morning."));
    assert_eq!(nowhere(Language::De), Text::plain("nowhere"));
    assert_eq!(nowhere(Language::En), Text::plain("nowhere"));
}

#[test]
fn a_broken_sentence_is_said_as_it_stands() {
    static BROKEN: Catalogue = Catalogue::new("tests", ["open = **open { $x }", "{"], &[]);
    assert_eq!(BROKEN.text(Language::De, "open", &[("x", Value::Words("*"))]), Text::plain("**open *"));
    assert_eq!(BROKEN.text(Language::En, "open", &[]), Text::plain("**open {$x}"));
}

#[test]
fn gaps_name_the_feature_the_language_and_the_sentence() {
    assert_eq!(
        CATALOGUE.gaps(),
        [
            "tests, en: `nowhere` is missing",
            "tests, de: `only_english` is missing",
            "tests, de: `nowhere` is missing"
        ]
    );
}

#[test]
fn gaps_compare_keys_and_arguments() {
    const SENTENCES: [Sentence; 3] = [
        sentence("a", &[("name", false), ("count", true)]),
        sentence("b", &[("name", false)]),
        sentence("c", &[]),
    ];
    let source =
        "a = { $nmae } { $count }\nb = { $name ->\n  [x] y\n *[z] w\n }\nold = x\nc = 1\nc = 2\n .d = e";
    assert_eq!(
        problems(source, &SENTENCES),
        [
            "tests, en: `c` is there twice",
            "tests, en: `c.d` is an attribute, which nothing reads",
            "tests, en: `old` is said by no function",
            "tests, en: `a` never uses `$name`",
            "tests, en: `a` uses `$nmae`, which it is not given",
            "tests, en: `b` chooses by `$name`, which is not a number",
        ]
    );
}

#[test]
fn gaps_find_what_cannot_be_parsed() {
    let source = "a = fine\nb b = not\nc =\n    one\n    **two**\n";
    let found = problems(source, &[sentence("a", &[]), sentence("c", &[])]);
    assert!(found[0].contains("line 2: Expected a token"), "{found:?}");
    assert!(found[1].contains("line 5") && found[1].contains("before the mark"), "{found:?}");
    assert_eq!(found.len(), 2);
    assert_eq!(problems("a = \u{E000}", &[sentence("a", &[])]).len(), 1);
}

#[test]
fn gaps_read_the_markup_of_every_variant() {
    const COUNT: &[(&str, bool)] = &[("n", true)];
    let of = |source| {
        let found = problems(source, &[sentence("a", COUNT)]);
        assert_eq!(found.len(), 1, "{source}: {found:?}");
        found[0].trim_start_matches("tests, en: `a` ").to_owned()
    };
    assert_eq!(
        of("a = { $n ->\n [one] **x\n *[other] **y**\n }"),
        "has bad markup: `**` is not closed in its line"
    );
    assert_eq!(of("a = { $n } ____"), "has bad markup: nothing stands within `__`");
    assert_eq!(
        of("a = > **{ $n } `b`**"),
        "has bad markup: `**` holds another mark, and emphasis cannot be nested"
    );
    assert_eq!(of("a =\n - { $n }\n   b"), "has bad markup: the line `b` is indented");
    assert_eq!(of("a = { $n } { -b }"), "uses `-b`, which is nowhere");
    assert_eq!(of("a = { NUMBER($n) }{ $n }"), "uses more of Fluent than arguments, choices and terms");
}

#[test]
fn gaps_hold_a_label_to_one_plain_line() {
    const LABEL: [Sentence; 1] = [Sentence { key: "a", arguments: &[], one_line: true }];
    for source in ["a = **Take**", "a =\n    Take\n    it", "a = - Take", "a = { \"\" }"] {
        assert_eq!(problems(source, &LABEL), ["tests, en: `a` is a label, which is one line without markup"]);
    }
    assert_eq!(problems("a = Take [it]", &LABEL), [""; 0]);
}

#[test]
fn brackets_are_links_only_as_a_whole() {
    let spans = |words| match markup::read(words).unwrap().blocks.pop() {
        Some(Block::Paragraph(spans)) => spans,
        other => panic!("{other:?}"),
    };
    assert_eq!(spans("a [b] c](d) [e]"), [plain("a [b] c](d) [e]")]);
    let link = Span::Link { label: "b".to_owned(), url: "c".to_owned() };
    assert_eq!(spans("[a] [b](c)d"), [plain("[a] "), link, plain("d")]);
    assert_eq!(spans("`**` x"), [Span::Code("**".to_owned()), plain(" x")]);
}
