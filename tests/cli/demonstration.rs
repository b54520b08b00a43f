//! The demo tells its story, and the README shows what it says.

use super::Home;
use std::io::{BufRead as _, BufReader};
use std::process::Command;

/// What the README shows of a conversation: its `text` blocks, counted from 0.
fn readme_block(number: usize) -> &'static str {
    let blocks = include_str!("../../README.md").split("```text\n").skip(1);
    blocks.filter_map(|block| block.split("```").next()).nth(number).expect("a block of the README")
}

#[test]
fn the_readme_shows_a_transcript() {
    let flush = |text: &str| text.lines().map(str::trim_start).collect::<Vec<_>>().join("\n");
    let transcript = flush(include_str!("../transcripts/suggestion_solves.txt"));
    assert!(transcript.contains(&flush(readme_block(1))), "{}", readme_block(1));
}

#[test]
fn the_demo_tells_its_story_and_hands_over() {
    let home = Home::new();
    let said = home.type_in(&["demo"], "ana to stoa: help\nquit\n").well();
    assert!(said.starts_with("Halden Tools makes measuring instruments"), "{said}");
    assert!(said.contains("You're asked because") && said.contains("town> "), "{said}");
    let refused: Vec<_> = said.lines().filter(|line| line.starts_with('!')).collect();
    assert!(refused.is_empty(), "everybody in it can do what it says: {refused:#?}");
    assert!(said.contains("Ben is on it.") && said.contains("Glad that Q61 helped."), "{said}");
    for shown in readme_block(0).split("⋮\n") {
        assert!(said.contains(shown), "the README shows what the demo does not: {shown}");
    }
    assert!(!said.contains('\x1b'), "no colours in a pipe");
    assert!(home.files().is_empty(), "nothing is kept");
    home.run(&["--config", "stoa.toml", "demo"]).badly(2, &["leave out --config stoa.toml"]);
}

#[cfg(unix)]
#[test]
fn a_demo_that_is_told_to_stop_cleans_up() {
    let home = Home::new();
    let mut child = home.command(&["demo"]).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains("You are everybody") {
        line.clear();
        assert!(lines.read_line(&mut line).unwrap() > 0, "the prompt never came");
    }
    assert!(!home.files().is_empty(), "it lives somewhere");
    let stopped = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(stopped.success() && child.wait().unwrap().success());
    assert!(home.files().is_empty());
}
