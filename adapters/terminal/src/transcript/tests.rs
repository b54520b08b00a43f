//! What a transcript's text means, and that it survives being written again.

use super::*;

const TEXT: &str = "\
# How a question is asked.
title: A question
now: 2026-03-02 09:00
zone: Europe/Warsaw
seed: 7
people: ana, ben (America/New_York, de), cleo (pl)
places: #help, #ops
content: sample
set: questions.advocates = 2

    1 · to ana

        Hello.

# Ana asks.

> ana in #help: ask Why?\\
> It was well yesterday.
    2 · ana in #help

    end
> time +4h

> ben presses 1
";

fn problem(text: &str) -> String {
    Transcript::parse(text).unwrap_err().to_string()
}

#[test]
fn header_and_steps_are_read() {
    let transcript = Transcript::parse(TEXT).unwrap();
    assert_eq!((transcript.title.as_str(), transcript.seed), ("A question", 7));
    assert_eq!(
        transcript.start,
        clock::moment_at(clock::parse_wall_time("2026-03-02 09:00").unwrap(), Tz::Europe__Warsaw).unwrap()
    );
    assert_eq!(transcript.content.as_deref(), Some("sample"));
    assert_eq!(transcript.settings, [("questions.advocates".to_owned(), "2".to_owned())]);
    let people = &transcript.plan.people;
    assert_eq!((people[1].zone, people[1].language.as_deref()), (Some(Tz::America__New_York), Some("de")));
    assert_eq!((people[2].id.as_str(), people[2].language.as_deref()), ("cleo", Some("pl")));
    assert_eq!(transcript.opening, ["1 · to ana", "", "    Hello."]);
    let Step::Said { line, words, expected } = &transcript.steps[3] else { panic!("{:?}", transcript.steps) };
    assert_eq!((*line, words.as_str()), (17, "ana in #help: ask Why?\nIt was well yesterday."));
    assert_eq!(expected, &["2 · ana in #help", "", "end"]);
}

#[test]
fn what_happened_as_expected_is_written_as_it_was() {
    let transcript = Transcript::parse(TEXT).unwrap();
    let seen: Vec<Vec<String>> = transcript
        .steps
        .iter()
        .filter_map(|step| match step {
            Step::Said { expected, .. } => Some(expected.clone()),
            Step::Note(_) => None,
        })
        .collect();
    assert_eq!(transcript.written(&transcript.opening, &seen), TEXT);
}

#[test]
fn an_unforeseen_opening_is_set_apart_from_what_is_said() {
    let transcript = Transcript::parse("title: x\n\n> ana to stoa: hi\n").unwrap();
    let written = transcript.written(&["1 · to ana".to_owned()], &[vec!["2 · ana to stoa".to_owned()]]);
    assert_eq!(written, "title: x\n\n    1 · to ana\n\n> ana to stoa: hi\n    2 · ana to stoa\n");
    assert_eq!(Transcript::parse(&written).unwrap().opening, ["1 · to ana"]);
}

#[test]
fn a_mistake_is_named_with_its_line() {
    assert!(problem("title: x\nhello\n").starts_with("line 2: the header has lines like"));
    assert!(problem("titel: x\n").starts_with("line 1: `titel` is none of"));
    assert!(problem("title: x\nnow: today\n").starts_with("line 2: `today` is no time in Europe/Warsaw"));
    assert!(problem("zone: Warsaw\n").starts_with("line 1: `Warsaw` is no time zone"));
    assert!(problem("people: ana (de\n").contains("bracket"));
    assert!(problem("people: ana, ana\n").contains("`ana` is taken"));
    assert!(problem("title: x\n\nana in #help: hi\n").starts_with("line 3: it is neither said"));
    assert!(problem("title: x\n\n# note\n    lost\n").starts_with("line 4: what is expected stands below"));
    assert!(problem("title: x\n\n> a \\\n    b\n").starts_with("line 3: it ends with \\"));
}

#[test]
fn a_story_needs_neither_header_nor_marks() {
    let (plan, start) = (TownPlan::default(), Timestamp::from_millis(7));
    let story = Transcript::story("# Once.\n\nana to stoa: a\\\nb\n", plan.clone(), start).unwrap();
    assert_eq!((&story.plan, story.start), (&plan, start));
    let said = Step::Said { line: 5, words: "ana to stoa: a\nb".into(), expected: vec![] };
    assert_eq!(story.steps, [Step::Note("# Once.".into()), Step::Note(String::new()), said]);
    assert_eq!(Transcript::story("# Once.\nana \\", plan, start).unwrap_err().line, 2);
}
