//! Transcripts are played, compared and rewritten; stories are told; people converse.

use crate::parrot::Parrot;
use stoa_terminal::{Style, Town, Transcript, converse, play, tell};

const A_DAY: &str = include_str!("a_day.txt");

fn open(text: &str) -> (Transcript, Town, Parrot) {
    let transcript = Transcript::parse(text).expect("the transcript is well written");
    let verbs = ["ask", "form"].map(str::to_owned).to_vec();
    let town = Town::new(transcript.plan.clone(), verbs).expect("the plan is a good one");
    let parrot = Parrot::new(&town, transcript.start);
    (transcript, town, parrot)
}

async fn played(text: &str) -> stoa_terminal::Played {
    let (transcript, town, parrot) = open(text);
    play(&transcript, &town, &parrot, &parrot).await.expect("the parrot never fails")
}

async fn conversed(typed: &str, style: Style) -> String {
    let (_, town, parrot) = open("title: a town\npeople: ana, ben\nplaces: #help\n");
    let mut output = Vec::new();
    converse(&town, &parrot, &parrot, typed.as_bytes(), &mut output, style).await.expect("it can be written");
    String::from_utf8(output).expect("what is written is text")
}

#[tokio::test]
async fn a_day_goes_as_expected() {
    let played = played(A_DAY).await;
    assert!(played.differences.is_empty(), "{played}");
    assert_eq!(played.text, A_DAY, "a transcript that went as expected is rewritten as it was");
}

#[tokio::test]
async fn what_differs_is_shown_and_can_be_written_back() {
    let wrong = A_DAY.replace("waits for somebody", "waits for nobody");
    let differing = played(&wrong).await;
    assert_eq!(differing.text, A_DAY);
    let shown = differing.to_string();
    assert!(shown.starts_with("line 9: > ana in #help: ask Why does it fail?\\\n"), "{shown}");
    assert!(shown.contains("\n  -     Q1 waits for nobody.\n  +     Q1 waits for somebody.\n"), "{shown}");
}

#[tokio::test]
async fn playing_twice_gives_the_same() {
    assert_eq!(played(A_DAY).await, played(A_DAY).await);
}

#[tokio::test]
async fn a_story_is_told_with_what_its_author_remarks() {
    let (transcript, town, parrot) = open("title: t\n\n# Ana asks.\n\n> ana in #help: ask Why?\n");
    let mut output = Vec::new();
    tell(&transcript, &town, &parrot, &parrot, &mut output, Style::plain()).await.expect("it can be written");
    let told = String::from_utf8(output).expect("what is written is text");
    assert!(
        told.starts_with("Ana asks.\n\n> ana in #help: ask Why?\n1 · ana in #help\n2 · #help, under 1\n"),
        "{told}"
    );
}

#[tokio::test]
async fn somebody_who_has_never_been_here_is_shown_around() {
    let seen = conversed("", Style::plain()).await;
    assert!(seen.contains("  ana in #help: ask Where are the logs?\n"), "{seen}");
    assert!(seen.ends_with("Mon 2 Mar 09:00 town> \n"), "the end of the input ends the prompt: {seen}");
    let seen = conversed("people\nplaces\nhelp\nquit\nana in #help: ask Too late?\n", Style::plain()).await;
    assert!(seen.contains("ana        Ana, in #help\n"), "{seen}");
    assert!(seen.contains("ana presses 4"), "{seen}");
    assert!(!seen.contains("Too late"), "{seen}");
}

#[tokio::test]
async fn the_prompt_answers_forgives_and_goes_on() {
    let typed = "ana in #help: ask Why?\nana pressed 1\n\u{7}\nana in #help: two \\\nlines\ntime +1d\n";
    let seen = conversed(typed, Style::plain()).await;
    assert!(
        seen.contains("town> 1 · ana in #help\n2 · #help, under 1\n    Q1 waits for somebody.\n"),
        "{seen}"
    );
    assert!(seen.contains("! a line says who does what; write it like this: ana presses 4\n"), "{seen}");
    assert!(seen.contains("town> ... 4 · ana in #help\n"), "{seen}");
    assert!(seen.contains("It is Tue 3 Mar 09:00\nTue 3 Mar 09:00 town> "), "{seen}");
    assert!(!seen.contains('\u{1b}'), "nothing is coloured unless asked for: {seen:?}");
}

#[tokio::test]
async fn colours_come_when_asked_for() {
    let seen = conversed("ana in #help: ask Why?\n", Style { colour: true, width: 60 }).await;
    assert!(seen.contains("\u{1b}[1mQ1\u{1b}[0m waits for somebody."), "{seen:?}");
}

#[tokio::test]
async fn a_very_long_message_is_one_message() {
    let long = "why `does` @ana ```it``` ".repeat(4_000);
    let seen = conversed(&format!("ana in #help: ask {long}\nana reacts ✅ to 2\n"), Style::plain()).await;
    assert!(seen.ends_with("town> stoa reacts 🎉 to 2\nMon 2 Mar 09:00 town> \n"));
    assert!(seen.lines().all(|line| line.chars().count() <= 100), "no line is wider than the page");
}
