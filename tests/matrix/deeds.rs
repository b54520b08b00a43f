//! What people do, in the way in which they would on Matrix.

use crate::look::{Choice, parted};
use crate::play::Story;
use crate::recorder::{came, went};
use crate::stage::spoken::{Spoken, spoken};
use crate::stage::{Block, Name, News, Thing};
use anyhow::{Context as _, bail};
use serde_json::{Value, json};
use stoa_homeserver::Person;
use stoa_terminal::grammar::{Hearer, What};

/// What a command in a room begins with.
pub const PREFIX: &str = "!stoa";

/// Lets `who` do something; gives the last event that came of it, which the core has to hear of.
pub async fn perform(
    story: &mut Story,
    who: &str,
    what: What,
    blocks: &[Block],
) -> anyhow::Result<Option<String>> {
    let person = story.hall.person(who)?.clone();
    let done = match what {
        What::Say { to, words } => say(story, who, &person, &to, &words, blocks).await?,
        What::Press { button } => press(story, &person, button).await?,
        What::Pick { verb, message } => {
            let (room, event) = story.known.message(message)?;
            person.quotes(&room, &event, &format!("{PREFIX} {verb}")).await?
        }
        What::React { emoji, message } => {
            let (room, event) = story.known.message(message)?;
            person.reacts(&room, &event, &emoji).await?
        }
        What::Unreact { emoji, message } => unreact(story, &person, &emoji, message).await?,
        What::Edit { message, words } => edit(story, &person, message, &words).await?,
        What::Delete { message } => {
            let (room, event) = story.known.message(message)?;
            person.takes_back(&room, &event).await?
        }
        What::Fill { form: _, values } => return fill(story, who, &person, &values).await,
        What::Join { place } => return come(story, &person, &place, true).await,
        What::Leave { place } => return come(story, &person, &place, false).await,
        What::OpenHome => bail!("there is no page of the bot's own"),
    };
    Ok(Some(done))
}

async fn say(
    story: &mut Story,
    who: &str,
    person: &Person,
    to: &Hearer,
    words: &str,
    blocks: &[Block],
) -> anyhow::Result<String> {
    let Spoken { command, by_name, words } = spoken(words);
    let (room, thread) = spot(story, who, to)?;
    let direct = story.hall.names.place(&room).is_none();
    let calls = command && (by_name || !direct);
    let words = if calls { format!("{PREFIX} {words}") } else { words.to_owned() };
    let mut content = typed(story, &words);
    if let Some(first) = thread {
        content["m.relates_to"] = json!({
            "rel_type": "m.thread", "event_id": first, "is_falling_back": true, "m.in_reply_to": { "event_id": first },
        });
    }
    let event = person.puts(&room, content).await?;
    let number = blocks.iter().find_map(|block| match block.news {
        News::Said(number) => Some(number),
        _ => None,
    });
    if let Some(number) = number {
        story.known.said.insert(number);
        story.known.things.insert(number, Thing::Message((room, event.clone())));
        story.called.extend(calls.then_some(number));
    }
    Ok(event)
}

/// The content of what somebody types: people are picked from a list when their name is typed, and places too.
fn typed(story: &Story, words: &str) -> Value {
    let names = &story.hall.names;
    let people = names.people.iter().chain([(&story.bot_name, &names.bot)]);
    let words =
        story.hall.aliases.iter().fold(words.to_owned(), |words, (place, alias)| words.replace(place, alias));
    let (mut body, mut html, mut ids) = (words.clone(), escaped(&words), Vec::new());
    for (name, id) in people {
        let at = format!("@{name}");
        if words.contains(&at) {
            body = body.replace(&at, name);
            html = html.replace(&at, &format!("<a href=\"https://matrix.to/#/{id}\">{name}</a>"));
            ids.push(id.clone());
        }
    }
    let mut content = json!({ "msgtype": "m.text", "body": body, "m.mentions": { "user_ids": ids } });
    if !ids.is_empty() {
        content["format"] = "org.matrix.custom.html".into();
        content["formatted_body"] = html.replace('\n', "<br>").into();
    }
    content
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The room that something is said in, and the first message of the thread.
fn spot(story: &Story, who: &str, to: &Hearer) -> anyhow::Result<(String, Option<String>)> {
    let thread = |name: Name| {
        let root = story.known.before.messages.get(&name).and_then(|stand| stand.thread.clone());
        (name.0, Some(root.unwrap_or(name.1)))
    };
    Ok(match to {
        Hearer::Bot => (story.hall.direct(who)?.to_owned(), None),
        Hearer::Place(place) => (story.known.place(place)?.to_owned(), None),
        Hearer::Thread(number) => thread(story.known.message(*number)?),
        Hearer::Card(card) => {
            thread(story.known.card(card).with_context(|| format!("{who} sees no card {card}"))?)
        }
    })
}

/// Somebody clicks the reaction that stands for a choice, or types it where none does.
async fn press(story: &Story, person: &Person, button: u64) -> anyhow::Result<String> {
    let (number, label) =
        story.known.buttons.get(&button).with_context(|| format!("there is no button [{button}]"))?;
    let (room, event) = story.known.message(*number)?;
    let sight = person.sees().into_iter().find(|sight| sight.event_id == event).context("nobody sees it")?;
    let (_, choices) = parted(&sight.words);
    let choice = choices.iter().find(|choice| choice.label == *label);
    match choice.with_context(|| format!("{number} has no choice `{label}`"))? {
        Choice { emoji: Some(emoji), .. } => {
            // Whoever clicked it before, clicks it away first.
            if let Some(own) = sight.marks.iter().find(|mark| mark.by == person.id() && mark.key == *emoji) {
                person.takes_back(&room, &own.event_id).await?;
            }
            person.reacts(&room, &event, emoji).await
        }
        choice => person.says(&room, &choice.typed).await,
    }
}

async fn unreact(story: &Story, person: &Person, emoji: &str, message: u64) -> anyhow::Result<String> {
    let (room, event) = story.known.message(message)?;
    person.look().await?;
    let sight = person.sees().into_iter().find(|sight| sight.event_id == event).context("nobody sees it")?;
    let own = sight.marks.iter().find(|mark| mark.by == person.id() && mark.key == emoji);
    let own = own.with_context(|| format!("they put no {emoji} on {message}"))?;
    person.takes_back(&room, &own.event_id).await
}

async fn edit(story: &Story, person: &Person, message: u64, words: &str) -> anyhow::Result<String> {
    let (room, event) = story.known.message(message)?;
    let words = if story.called.contains(&message) { format!("{PREFIX} {words}") } else { words.to_owned() };
    let new = typed(story, &words);
    let mut content = new.clone();
    content["body"] = format!("* {words}").into();
    content["m.new_content"] = new;
    content["m.relates_to"] = json!({ "rel_type": "m.replace", "event_id": event });
    person.puts(&room, content).await
}

/// Answers one question of the dialogue after the other.
async fn fill(
    story: &Story,
    who: &str,
    person: &Person,
    values: &[(String, String)],
) -> anyhow::Result<Option<String>> {
    let direct = story.hall.direct(who)?.to_owned();
    let mut last = None;
    for field in story.known.asked.get(who).into_iter().flatten() {
        let given = values.iter().find(|(name, _)| name == field);
        // What is left open in a form is left open by a dash.
        let words = given.map_or("-", |(_, value)| value.as_str());
        let event = person.says(&direct, words).await?;
        story.hall.quiet().await?;
        last = Some(event);
    }
    Ok(last)
}

/// Somebody comes or goes; gives by what the core is known to have heard of it.
async fn come(story: &Story, person: &Person, place: &str, comes: bool) -> anyhow::Result<Option<String>> {
    let room = story.known.place(place)?.to_owned();
    if comes {
        person.joins(&room).await?;
        Ok(Some(came(person.id(), &room)))
    } else {
        person.leaves(&room).await?;
        Ok(Some(went(person.id(), &room)))
    }
}
