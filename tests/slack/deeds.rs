//! What people do, in the way in which they would on Slack.

use crate::play::Story;
use crate::stage::spoken::{Spoken, spoken};
use crate::stage::{Block, Name, News, Thing};
use anyhow::{Context as _, bail};
use stoa_fake_slack::Person;
use stoa_terminal::grammar::{Hearer, What};

/// The slash command that takes every verb.
const COMMAND: &str = "/stoa";

/// Lets `who` do something; `blocks` is what is expected to become visible.
pub fn perform(story: &mut Story, who: &str, what: What, blocks: &[Block]) -> anyhow::Result<()> {
    let person = story.hall.person(who)?;
    match what {
        What::Say { to, words } => say(story, who, &person, &to, &words, blocks)?,
        What::Press { button } => press(story, &person, button)?,
        What::Pick { verb, message } => {
            let (channel, ts) = story.known.message(message)?;
            person.shortcut(&channel, &ts, &verb).map_err(anyhow::Error::msg)?;
        }
        What::React { emoji, message } => {
            let (channel, ts) = story.known.message(message)?;
            person.reacts(&channel, &ts, name_of(&emoji)?);
        }
        What::Unreact { emoji, message } => {
            let (channel, ts) = story.known.message(message)?;
            person.unreacts(&channel, &ts, name_of(&emoji)?);
        }
        What::Edit { message, words } => {
            let (channel, ts) = story.known.message(message)?;
            let words = story.typed(&words);
            let words = if story.called.contains(&message) { story.calling(&words) } else { words };
            person.edits(&channel, &ts, &words);
        }
        What::Delete { message } => {
            let (channel, ts) = story.known.message(message)?;
            person.deletes(&channel, &ts);
        }
        What::Fill { form: _, values } => {
            let values: Vec<_> = values.into_iter().map(|(name, value)| (name, ticked(&value))).collect();
            let answers: Vec<_> =
                values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            person.submits(&answers).map_err(anyhow::Error::msg)?;
        }
        What::Join { place } => person.joins(story.known.place(&place)?),
        What::Leave { place } => person.leaves(story.known.place(&place)?),
        What::OpenHome => person.opens_home(),
    }
    Ok(())
}

fn name_of(emoji: &str) -> anyhow::Result<&'static str> {
    Ok(match emoji {
        "✅" => "white_check_mark",
        "💡" => "bulb",
        "👍" => "+1",
        _ => bail!("what does Slack call {emoji}?"),
    })
}

fn ticked(value: &str) -> String {
    match value {
        "yes" => "true".to_owned(),
        "no" => String::new(),
        other => other.to_owned(),
    }
}

/// Where something is said.
struct Spot {
    channel: String,
    thread: Option<String>,
    direct: bool,
}

fn say(
    story: &mut Story,
    who: &str,
    person: &Person,
    to: &Hearer,
    words: &str,
    blocks: &[Block],
) -> anyhow::Result<()> {
    let number = blocks.iter().find_map(|block| match block.news {
        News::Said(number) => Some(number),
        _ => None,
    });
    let opens_form = blocks.iter().any(|block| matches!(block.news, News::Form { .. }));
    let spot = spot(story, who, person, to)?;
    let Spoken { command, by_name, words } = spoken(words);
    let words = story.typed(words);
    let pointed_at = number.is_some_and(|number| story.pointed_at.contains(&number));
    // In a thread Slack takes no slash commands; what somebody points at later has to be a message. In the direct
    // conversation a message is enough, unless a form is to open: that takes what only a slash command brings.
    let slash = command && spot.thread.is_none() && !pointed_at && (!spot.direct || opens_form);
    let said = if slash {
        let (name, words) = match words.split_once(' ') {
            Some(("ask", question)) => ("/ask", question),
            _ => (COMMAND, words.as_str()),
        };
        person.command(&spot.channel, name, words).map_err(anyhow::Error::msg)?;
        None
    } else {
        let calls = command && (by_name || !spot.direct);
        let words = if calls { story.calling(&words) } else { words };
        story.called.extend(number.filter(|_| calls));
        let ts = match &spot.thread {
            Some(thread) => person.replies(&spot.channel, thread, &words),
            None => person.says(&spot.channel, &words),
        };
        Some(Thing::Message((spot.channel, ts)))
    };
    if let Some(number) = number {
        story.known.said.insert(number);
        story.known.things.extend(said.map(|said| (number, said)));
    }
    Ok(())
}

fn spot(story: &Story, who: &str, person: &Person, to: &Hearer) -> anyhow::Result<Spot> {
    let thread = |name: Name| -> anyhow::Result<Spot> {
        let root = story.known.before.messages.get(&name).and_then(|stand| stand.thread.clone());
        let direct = story.hall.names.place(&name.0).is_none();
        Ok(Spot { channel: name.0, thread: Some(root.unwrap_or(name.1)), direct })
    };
    match to {
        Hearer::Bot => {
            let channel = story.hall.slack.direct_with_bot(person.id());
            Ok(Spot { channel, thread: None, direct: true })
        }
        Hearer::Place(place) => {
            Ok(Spot { channel: story.known.place(place)?.to_owned(), thread: None, direct: false })
        }
        Hearer::Thread(number) => thread(story.known.message(*number)?),
        Hearer::Card(card) => {
            thread(story.known.card(card).with_context(|| format!("{who} sees no card {card}"))?)
        }
    }
}

fn press(story: &Story, person: &Person, button: u64) -> anyhow::Result<()> {
    let (number, label) =
        story.known.buttons.get(&button).with_context(|| format!("there is no button [{button}]"))?;
    match story.known.things.get(number) {
        Some(Thing::Message((channel, ts))) => person.presses(channel, ts, label),
        Some(Thing::Page(_)) => person.presses_on_view(label),
        None => Err(format!("there is no message {number}")),
    }
    .map_err(anyhow::Error::msg)
}

impl Story {
    /// What is typed to say `words` here: people are picked from Slack's list when their name is typed.
    fn typed(&self, words: &str) -> String {
        let names = &self.hall.names;
        let mut typed = words.replace("@stoa", &format!("@{}", names.bot));
        for (name, id) in &names.people {
            typed = typed.replace(&format!("@{name}"), &format!("@{id}"));
        }
        typed
    }

    /// The words of somebody who calls the bot by its name.
    fn calling(&self, words: &str) -> String {
        format!("@{} {words}", self.hall.names.bot)
    }
}
