//! What everybody sees on the make-believe Slack.

use crate::hall::Hall;
use crate::stage::script::Field;
use crate::stage::sight::{Sheet, Snapshot, Stand};
use crate::stage::words::Names;
use stoa_fake_slack::{Question, Sight};
use stoa_terminal::Room;

/// All that everybody sees now.
pub fn look(hall: &Hall) -> Snapshot {
    let mut snapshot = Snapshot::default();
    let bot = hall.slack.bot_user();
    for (name, person) in hall.readers() {
        for sight in person.sees() {
            snapshot.add(name, stand(sight, name, &bot, &hall.names));
        }
        snapshot.pages.extend(person.home().map(|page| (name.to_owned(), sheet(page))));
        snapshot.forms.extend(person.modal().map(|form| (name.to_owned(), sheet(form))));
    }
    snapshot
}

fn sheet(shown: stoa_fake_slack::Sheet) -> Sheet {
    let questions = shown.questions.iter().map(question).collect();
    Sheet { title: shown.title, words: shown.words, buttons: shown.buttons, questions }
}

fn stand(sight: Sight, reader: &str, bot: &str, names: &Names) -> Stand {
    let room = match names.place(&sight.channel) {
        Some(place) => Room::Place(place.to_owned()),
        None => Room::Direct(reader.to_owned()),
    };
    Stand {
        since: sight.ts.clone(),
        name: (sight.channel, sight.ts),
        room,
        alone: sight.private.then(|| reader.to_owned()),
        thread: sight.thread,
        by_bot: sight.author == bot,
        words: sight.words,
        buttons: sight.buttons,
        alerts: sight.alerts,
    }
}

/// A question as the terminal shows it.
fn question(question: &Question) -> Field {
    let mut asked = question.label.clone();
    let is_tick = question.kind == "checkboxes";
    if is_tick {
        asked += " (yes / no)";
    } else if !question.choices.is_empty() {
        asked.extend([" (", &question.choices.join(" / "), ")"]);
    }
    if question.optional && !is_tick {
        asked += " (optional)";
    }
    let problem = question.problem.clone().unwrap_or_default();
    Field { name: question.block_id.clone(), asked, filled: question.value.clone(), problem }
}
