//! How each kind of news reads.

use super::*;
use std::collections::BTreeMap;
use stoa_chat::{Text, Timestamp};

fn entry(audience: Audience, news: News) -> Entry {
    Entry { audience, zone: Tz::Europe__Warsaw, news }
}

fn help() -> Audience {
    Audience::of(Room::Place("#help".into()))
}

fn plain(entries: &[Entry]) -> Vec<String> {
    render(entries, Style::plain())
}

#[test]
fn a_card_and_what_became_of_it() {
    let text = Text::paragraph(vec![Span::Plain("Due ".into()), Span::Time(Timestamp::from_millis(0))]);
    let buttons = vec![(4, "I'll take it".to_owned()), (5, "Pass".to_owned())];
    let shown = Shown { text, buttons };
    let under = Audience { thread: Some(1), ..help() };
    let seen = plain(&[
        entry(help(), News::Said { number: 1, by: "ana".into() }),
        entry(under, News::Appeared { number: 2, shown: shown.clone() }),
        entry(help(), News::Changed { number: 2, shown: Shown { buttons: vec![], ..shown } }),
        entry(help(), News::Reacted { number: 1, emoji: "✅".into() }),
        entry(help(), News::Gone { number: 2 }),
    ]);
    let lines = [
        "1 · ana in #help",
        "2 · #help, under 1",
        "    Due Thu 1 Jan 01:00",
        "    [4] I'll take it   [5] Pass",
        "2 is now",
        "    Due Thu 1 Jan 01:00",
        "stoa reacts ✅ to 1",
        "2 is gone",
    ];
    assert_eq!(seen, lines);
}

#[test]
fn what_somebody_tells_the_bot_alone() {
    let direct = Audience::of(Room::Direct("ana".into()));
    let said = |audience| plain(&[entry(audience, News::Said { number: 7, by: "ana".into() })]);
    assert_eq!(said(direct.clone()), ["7 · ana to stoa"]);
    assert_eq!(said(Audience { thread: Some(3), ..direct }), ["7 · ana to stoa, under 3"]);
    assert_eq!(
        said(Audience::of(Room::Together(vec!["ana".into(), "ben".into()]))),
        ["7 · ana to ana and ben"]
    );
}

#[test]
fn many_buttons_take_several_lines() {
    let buttons: Vec<_> = (1..=4).map(|number| (number, "label".to_owned())).collect();
    let lines = ["[1] label   [2] label", "[3] label   [4] label"];
    assert_eq!(button_lines(&buttons, Style { colour: false, width: 25 }), lines);
}

#[test]
fn a_form_shows_what_is_wrong_and_how_to_answer() {
    let field = |name: &str, label: &str, kind, required| Field {
        name: name.into(),
        label: label.into(),
        kind,
        required,
    };
    let choice =
        FieldKind::Choice { of: vec![("#help".into(), "Help".into()), ("#ops".into(), "Ops".into())] };
    let form = Form {
        id: "ask".into(),
        title: "Ask".into(),
        submit: "Send".into(),
        fields: vec![
            field("question", "What is it?", FieldKind::Line { most: 9 }, true),
            field("place", "Where?", choice, true),
            field("quietly", "Anonymously?", FieldKind::Tick, false),
        ],
        values: BTreeMap::from([("question".into(), "Why?".into())]),
        problems: BTreeMap::from([("place".into(), "Choose one.".into())]),
    };
    let lines = [
        "form for ana · Ask",
        "    question: What is it?",
        "    = Why?",
        "    place: Where? (Help / Ops)",
        "    ! Choose one.",
        "    quietly: Anonymously? (yes / no)",
        "    ana fills ask: question=…; place=…; quietly=…",
    ];
    let audience = Audience { alone: Some("ana".into()), ..help() };
    assert_eq!(plain(&[entry(audience, News::FormOpened { form })]), lines);
}

#[test]
fn colours_are_only_shown_when_asked_for() {
    let news = [entry(help(), News::Gone { number: 2 })];
    assert_eq!(render(&news, Style { colour: true, width: 80 }), ["\u{1b}[1m2\u{1b}[0m is gone"]);
}
