//! What lines mean, and what mistyped ones are answered with.

use super::*;
use std::time::Duration;

fn deed(line: &str) -> What {
    match Line::parse(line) {
        Ok(Line::Deed(deed)) => deed.what,
        other => panic!("{line}: {other:?}"),
    }
}

fn nearest(line: &str) -> &'static str {
    Line::parse(line).unwrap_err().nearest.example
}

#[test]
fn every_example_is_understood() {
    for form in FORMS {
        assert!(Line::parse(form.example).is_ok(), "{}", form.example);
    }
}

#[test]
fn words_may_hold_colons_and_line_feeds() {
    let said = |to| What::Say { to, words: "ask why: tell me\nnow".into() };
    assert_eq!(deed("ana in #Help: ask why: tell me\nnow"), said(Hearer::Place("#help".into())));
    assert_eq!(deed("ana in 12: ask why: tell me\nnow"), said(Hearer::Thread(12)));
    assert_eq!(deed("ana in q17: ask why: tell me\nnow"), said(Hearer::Card("Q17".into())));
    assert_eq!(deed("Ana to Stoa:ask why: tell me\nnow"), said(Hearer::Bot));
}

#[test]
fn numbers_and_emoji_are_read() {
    assert_eq!(deed("ana presses [4]"), What::Press { button: 4 });
    assert_eq!(deed("ana picks turn on 4"), What::Pick { verb: "turn".into(), message: 4 });
    assert_eq!(deed("ana reacts 👍🏽 to 3"), What::React { emoji: "👍".into(), message: 3 });
    assert_eq!(deed("ana removes ✅ from 3"), What::Unreact { emoji: "✅".into(), message: 3 });
    assert_eq!(deed("ana edits 3: no"), What::Edit { message: 3, words: "no".into() });
}

#[test]
fn an_answer_in_a_form_may_hold_a_semicolon_and_an_equals_sign() {
    let What::Fill { form, values } = deed("ana fills ask: question=a=b; or c;; place=#help") else {
        panic!()
    };
    assert_eq!(form, "ask");
    assert_eq!(values, [("question".into(), "a=b; or c;".into()), ("place".into(), "#help".into())]);
    assert_eq!(deed("ana fills ask"), What::Fill { form: "ask".into(), values: vec![] });
}

#[test]
fn the_rest_is_for_the_reader_or_the_clock() {
    assert_eq!(Line::parse("  "), Ok(Line::Nothing));
    assert_eq!(Line::parse("# Ana asks"), Ok(Line::Comment("Ana asks".into())));
    assert_eq!(Line::parse("time +2d"), Ok(Line::Time(Leap::By(Duration::from_hours(48)))));
    assert_eq!(Line::parse("exit"), Ok(Line::Quit));
}

#[test]
fn a_mistyped_line_is_shown_the_form_that_comes_nearest() {
    assert_eq!(nearest("ana reakts ✅ to 3"), "ana reacts ✅ to 3");
    assert_eq!(nearest("ana reacts ✅ on 3"), "ana reacts ✅ to 3");
    assert_eq!(nearest("ana presses the button"), "ana presses 4");
    assert_eq!(nearest("ana picks turn"), "ana picks turn on 4");
    assert_eq!(nearest("ana to ben: hello"), "ana to stoa: points");
    assert_eq!(nearest("peopel"), "people");
    assert_eq!(nearest("time soon"), "time +4h");
    assert_eq!(nearest("ask where the logs are"), "ana in #help: ask Where are the logs?");
}

#[test]
fn the_problem_is_named() {
    let problem = |line: &str| Line::parse(line).unwrap_err().problem;
    assert_eq!(
        problem("ana in help: hello"),
        "`help` is neither a place, as #help is, nor a message's number"
    );
    assert_eq!(problem("ana in #help hello"), "a colon goes before what is said");
    assert_eq!(problem("ana in #help: "), "there are no words after the colon");
    assert_eq!(problem("ana joins help"), "`help` is no place: places begin with #");
    assert_eq!(problem("ana deletes x"), "`x` is no number");
    assert_eq!(problem("a.na deletes 3"), "`a.na` is nobody's name");
    assert_eq!(problem("ana fills ask: why"), "`why` does not say which question it answers");
}
