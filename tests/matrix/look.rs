//! What everybody sees on the homeserver: words as the terminal writes them, and the choices below them.

use crate::hall::Hall;
use crate::stage::sight::{Sheet, Snapshot, Stand};
use regex::Regex;
use std::sync::LazyLock;
use stoa_homeserver::Sight;
use stoa_terminal::Room;

/// A choice below a message: what stands for it as a reaction, what it says, and what can be typed instead.
static CHOICE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(?:([0-9]\x{fe0f}\x{20e3}|🔟) )?(.+) · `([^`]+)`$").expect("a pattern"));

/// A question of a dialogue.
static QUESTION: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?m)^\d+/\d+ ").expect("a pattern"));

/// A choice, as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub emoji: Option<String>,
    pub label: String,
    pub typed: String,
}

/// All that everybody sees now.
pub fn look(hall: &Hall) -> Snapshot {
    let mut snapshot = Snapshot::default();
    for (name, person) in hall.readers() {
        let mut sights: Vec<_> = person.sees().into_iter().filter(|sight| !sight.redacted).collect();
        sights.sort_by_key(|sight| sight.at);
        for sight in sights {
            let stand = stand(&sight, name, hall);
            if stand.by_bot && stand.room == Room::Direct(name.clone()) {
                // Whatever it says next ends the question before.
                snapshot.forms.remove(name);
                if QUESTION.is_match(&stand.words) {
                    let sheet = Sheet { words: stand.words, ..Sheet::default() };
                    snapshot.forms.insert(name.clone(), sheet);
                    continue;
                }
            }
            snapshot.add(name, stand);
        }
    }
    snapshot
}

fn stand(sight: &Sight, reader: &str, hall: &Hall) -> Stand {
    let room = match hall.names.place(&sight.room) {
        Some(place) => Room::Place(place.to_owned()),
        None => Room::Direct(reader.to_owned()),
    };
    let called =
        hall.aliases.iter().fold(sight.words.clone(), |words, (place, alias)| words.replace(alias, place));
    let (words, choices) = parted(&called);
    // Whoever cannot see a picture is read its description; that it is one, their client says.
    let words = if sight.kind == "m.image" { format!("[picture] {words}") } else { words };
    Stand {
        name: (sight.room.clone(), sight.event_id.clone()),
        since: format!("{:020}", sight.at),
        room,
        alone: None,
        thread: sight.thread.clone(),
        by_bot: sight.author == hall.bot.user_id,
        words,
        buttons: choices.into_iter().map(|choice| choice.label).collect(),
        alerts: sight.alerts.clone(),
    }
}

/// A message's words, without the signs of quotations, and the choices in its last paragraph.
pub fn parted(words: &str) -> (String, Vec<Choice>) {
    let (before, last) = words.rsplit_once("\n\n").unwrap_or(("", words));
    let choices: Option<Vec<_>> = last.lines().map(choice).collect();
    let (words, choices) = match choices {
        Some(choices) if !choices.is_empty() => (before, choices),
        _ => (words, Vec::new()),
    };
    let lines: Vec<_> =
        words.lines().map(|line| line.trim_start_matches("> ").trim_start_matches('>')).collect();
    (lines.join("\n"), choices)
}

fn choice(line: &str) -> Option<Choice> {
    let found = CHOICE.captures(line)?;
    let emoji = found.get(1).map(|emoji| emoji.as_str().to_owned());
    Some(Choice { emoji, label: found[2].to_owned(), typed: found[3].to_owned() })
}
