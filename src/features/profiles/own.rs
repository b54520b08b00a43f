//! What people say of themselves.

use super::{hashed, profile, wording};
use crate::engine::{Call, Fact, Failure, Turn};
use crate::language::{Language, echo};
use crate::people::{self, Member, Spoken};
use stoa_chat::{Post, Text};

/// The most characters of what somebody writes about themselves.
pub(super) const LONGEST_BIO: usize = 300;

/// The word that takes back what was said.
const NOTHING: &str = "nothing";

/// `helps …`, `learn …`, `speaks …`, `bio …`: without words, what holds now.
pub(super) async fn say(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let said = one(turn, &call.by, call.verb, &call.words()).await?;
    turn.reply(call, Post::of(said)).await?;
    Ok(())
}

/// `introduce`, with a line for each thing to say. What cannot be read keeps nothing else from being heard.
pub(super) async fn introduce(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let mut answer = Text::default();
    for line in call.words().lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (verb, words) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let said = match verb.to_lowercase().as_str() {
            verb @ ("helps" | "learn" | "speaks" | "bio") => one(turn, &call.by, verb, words.trim()).await,
            _ => Err(Failure::refused(wording::refused_line(call.by.language, &echo(verb)))),
        };
        answer = answer.then(match said {
            Ok(said) => said,
            Err(Failure::Refused(refusal)) => refusal.0.text,
            Err(failure) => return Err(failure),
        });
    }
    if answer.is_empty() {
        answer = profile::text(turn, &call.by, true).await?;
    }
    turn.reply(call, Post::of(answer)).await?;
    Ok(())
}

/// Hears one thing, and says what holds now. Nothing is written before it is understood as a whole.
async fn one(turn: &mut Turn<'_>, by: &Member, verb: &str, words: &str) -> Result<Text, Failure> {
    match verb {
        "helps" => helps(turn, by, words).await,
        "learn" => learn(turn, by, words).await,
        "speaks" => speaks(turn, by, words).await,
        _ => bio(turn, by, words).await,
    }
}

async fn helps(turn: &mut Turn<'_>, by: &Member, words: &str) -> Result<Text, Failure> {
    let before = people::topics_of(turn.tx(), by.id).await?.helps;
    if !words.is_empty() {
        let topics = read_topics(by, words)?;
        people::set_helped(turn, by.id, &topics).await?;
        if !topics.is_empty() {
            people::volunteer(turn, by.id).await?;
            turn.announce(Fact::HelpDeclared { member: by.id, topics });
        }
    }
    let mine = people::topics_of(turn.tx(), by.id).await?.all_helped();
    Ok(match mine.len() {
        0 if !before.is_empty() => wording::helps_gone(by.language),
        0 => wording::helps_nothing(by.language),
        _ => wording::helps(by.language, &hashed(&mine)),
    })
}

async fn learn(turn: &mut Turn<'_>, by: &Member, words: &str) -> Result<Text, Failure> {
    let before = people::topics_of(turn.tx(), by.id).await?.learns;
    if !words.is_empty() {
        let topics = read_topics(by, words)?;
        people::set_learned(turn.tx(), by.id, &topics).await?;
    }
    let mine = people::topics_of(turn.tx(), by.id).await?.learns;
    Ok(match mine.len() {
        0 if !before.is_empty() => wording::learns_gone(by.language),
        0 => wording::learns_nothing(by.language),
        _ => wording::learns(by.language, &hashed(&mine)),
    })
}

/// Reads `#postgres #git`, or `nothing`.
fn read_topics(by: &Member, words: &str) -> Result<Vec<String>, Failure> {
    let words = words.split_whitespace().filter(|word| *word != NOTHING);
    let read = |word| {
        let refused = || Failure::refused(wording::refused_not_a_topic(by.language, &echo(word)));
        people::topic(word).ok_or_else(refused)
    };
    words.map(read).collect()
}

async fn speaks(turn: &mut Turn<'_>, by: &Member, words: &str) -> Result<Text, Failure> {
    let mut languages = Vec::new();
    let typed = words.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    for word in typed.filter(|word| *word != NOTHING) {
        let refused = || Failure::refused(wording::refused_no_language(by.language, &echo(word)));
        languages.push(Spoken::called(word).ok_or_else(refused)?);
    }
    if !words.is_empty() {
        people::set_spoken(turn.tx(), by.id, &languages).await?;
    }
    let (known, said) = people::said_or_listed(turn.tx(), by.id).await?;
    if said {
        return Ok(wording::speaks(by.language, &names(by.language, &known)));
    }
    let defaults = &turn.settings().people;
    let assumed = people::spoken_by(turn.tx(), by.id, defaults).await?;
    Ok(wording::speaks_assumed(by.language, &names(by.language, &assumed)))
}

/// Languages, as the reader's language calls them.
pub(super) fn names(reader: Language, languages: &[Spoken]) -> String {
    languages.iter().map(|language| language.name_in(reader)).collect::<Vec<_>>().join(", ")
}

async fn bio(turn: &mut Turn<'_>, by: &Member, words: &str) -> Result<Text, Failure> {
    // One paragraph, whatever was typed: it stands in a list.
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let count = words.chars().count();
    if count > LONGEST_BIO {
        return Err(Failure::refused(wording::refused_long_bio(by.language, count, LONGEST_BIO, &words)));
    }
    let before = people::bio(turn.tx(), by.id).await?;
    if !words.is_empty() {
        let bio = Some(words.as_str()).filter(|bio| *bio != NOTHING);
        people::set_bio(turn.tx(), by.id, bio).await?;
    }
    Ok(match people::bio(turn.tx(), by.id).await? {
        Some(bio) => wording::bio_set(by.language, &bio),
        None if before.is_some() => wording::bio_gone(by.language),
        None => wording::bio_none(by.language),
    })
}
