//! Manners: what Stoa says, where its time and chance come from, and what its log never tells.

use super::code::{Argument, Call, Kind};
use super::house::{Finding, House};

/// Where time and chance come from. Settings read the environment; tests may look at anything.
const SOURCES: &[&str] = &["src/engine/clock.rs", "src/settings/"];

/// The last two steps of what must be an input, and what to take instead.
const INPUTS: &[([&str; 2], &str)] = &[
    (["Utc", "now"], "use turn.now() or the Clock"),
    (["Local", "now"], "use turn.now() or the Clock"),
    (["SystemTime", "now"], "use turn.now() or the Clock"),
    (["Instant", "now"], "use turn.now() or the Clock"),
    (["thread", "sleep"], "wait on the Clock, which tests can move"),
    (["time", "sleep"], "wait on the Clock, which tests can move"),
    (["rand", "rng"], "use turn.rng(), which is seeded"),
    (["rand", "random"], "use turn.rng(), which is seeded"),
    (["env", "var"], "add a key to the settings, which alone read the environment"),
    (["env", "var_os"], "add a key to the settings, which alone read the environment"),
    (["env", "vars"], "add a key to the settings, which alone read the environment"),
    (["env", "vars_os"], "add a key to the settings, which alone read the environment"),
];

/// What a log must not name: words that somebody typed, and who somebody is.
const PRIVATE: &[&str] = &["text", "body", "words", "user", "account", "member", "name", "asker", "author"];

/// Sentences that people read stand in catalogues, where they are translated.
pub fn sentences_live_in_catalogues(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, code) in house.code_in(&["src/features/", "src/engine/", "src/people/"]) {
        for call in code.calls.iter().filter(|call| !call.spot.test) {
            for (text, line) in seen(call).flat_map(|argument| &argument.texts) {
                if is_sentence(text) {
                    let wrong =
                        format!("says {text:?}: put the sentence into wording/en.ftl and wording/de.ftl");
                    found.push(Finding::new(path, *line, wrong));
                }
            }
        }
    }
    found
}

/// The arguments of a call that people get to read.
fn seen(call: &Call) -> impl Iterator<Item = &Argument> {
    let last = call.path.last().map_or("", String::as_str);
    let before = call.path.len().checked_sub(2).map_or("", |at| call.path[at].as_str());
    let post =
        matches!((before, last), ("Text", "plain") | ("Post", "of") | ("Span", "Plain" | "Bold" | "Italic"));
    let all = post && call.kind == Kind::Function;
    // A button's value is what one could have typed: a command, the same in every language.
    let label = call.kind == Kind::Method && last == "with_button";
    call.arguments.iter().take(if all { usize::MAX } else { usize::from(label) })
}

/// Whether two words of letters follow each other.
fn is_sentence(text: &str) -> bool {
    let bare = |word: &str| word.trim_matches(|c: char| c.is_ascii_punctuation()).to_owned();
    let words: Vec<String> = text.split(' ').map(bare).collect();
    let is_word = |word: &String| !word.is_empty() && word.chars().all(char::is_alphabetic);
    words.windows(2).any(|two| two.iter().all(is_word))
}

/// Without clocks, dice and sleeps of its own, everything can be played again.
pub fn time_and_chance_are_inputs(house: &House) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, code) in house.code_in(&["src/", "adapters/"]) {
        if SOURCES.iter().any(|source| path.starts_with(source)) {
            continue;
        }
        for name in code.names.iter().filter(|name| !name.spot.test) {
            let known = INPUTS.iter().find(|(ends, _)| ends_with(&name.path, ends));
            found.extend(known.map(|(ends, advice)| {
                Finding::new(path, name.spot.line, format!("`{}` is no input: {advice}", ends.join("::")))
            }));
        }
    }
    found
}

fn ends_with(path: &[String], ends: &[&str; 2]) -> bool {
    path.len() >= 2 && path[path.len() - 2..].iter().eq(ends)
}

/// At info and above, a log is read by people who were not told: it tells numbers, never words or persons.
pub fn logs_name_nobody(house: &House) -> Vec<Finding> {
    let loud = ["info", "warn", "error", "info_span", "warn_span", "error_span"];
    let mut found = Vec::new();
    for (path, code) in house.code_in(&["src/", "adapters/"]) {
        let is_log = |call: &&Call| {
            let last = call.path.last().map_or("", String::as_str);
            call.kind == Kind::Macro && loud.contains(&last) && !call.spot.test
        };
        for call in code.calls.iter().filter(is_log) {
            for name in
                PRIVATE.iter().filter(|name| call.arguments.iter().any(|argument| names(argument, name)))
            {
                let wrong = format!("logs `{name}`: a log tells the numbers of rows, never words or persons");
                found.push(Finding::new(path, call.spot.line, wrong));
            }
        }
        // `#[instrument]` logs every argument unless told otherwise.
        for name in code
            .names
            .iter()
            .filter(|name| name.spot.attribute && name.path.ends_with(&["instrument".to_owned()]))
        {
            let line = name.spot.line;
            let told = code.names.iter().any(|other| other.spot.line == line && other.path == ["skip_all"]);
            if !told {
                found.push(Finding::new(path, line, "logs every argument: write `instrument(skip_all, …)`"));
            }
        }
    }
    found
}

/// Whether an argument of a log names `private`, by itself or within a text: `"{name}"`.
fn names(argument: &Argument, private: &str) -> bool {
    let within =
        |text: &str| text.split('{').skip(1).any(|hole| hole.split(['}', ':']).next() == Some(private));
    argument.names.iter().any(|name| name == private) || argument.texts.iter().any(|(text, _)| within(text))
}
