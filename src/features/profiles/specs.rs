//! The commands and the form, as data.

use super::super::{CommandSpec, FormSpec};
use super::{own, wording};
use crate::language::Language;
use std::collections::BTreeMap;
use stoa_chat::{Field, FieldKind, Form, Text};

/// A command that shows what holds now if nothing stands behind it.
const fn spec(
    verb: &'static str,
    usage: &'static str,
    example: &'static str,
    about: fn(Language) -> String,
) -> CommandSpec {
    CommandSpec { verb, aliases: &[], usage, example, about, needs_words: false, on_buttons: false }
}

pub(super) const COMMANDS: &[CommandSpec] = &[
    CommandSpec {
        needs_words: true,
        ..spec("who", "who knows words", "who knows postgres replication", wording::about_who)
    },
    spec("profile", "profile [@person]", "profile @chen", wording::about_profile),
    spec("introduce", "introduce", "introduce", wording::about_introduce),
    spec("helps", "helps #topic … | nothing", "helps #postgres #git", wording::about_helps),
    spec("learn", "learn #topic … | nothing", "learn #rust", wording::about_learn),
    spec("speaks", "speaks language … | nothing", "speaks en de pl", wording::about_speaks),
    spec("bio", "bio text | nothing", "bio I keep our databases awake", wording::about_bio),
    spec("topics", "topics", "topics", wording::about_topics),
    CommandSpec { needs_words: true, ..spec("topic", TOPIC, TOPIC_EXAMPLE, wording::about_topic) },
];

/// How `topic` is written.
pub(super) const TOPIC: &str = "topic #name [advocate @person | advocate remove @person | advocate off]";
/// One that could have been typed.
pub(super) const TOPIC_EXAMPLE: &str = "topic #postgres advocate @chen";

pub(super) const FORMS: &[FormSpec] =
    &[FormSpec { verb: "introduce", subject: None, build: introduction, command: introduced, instead: None }];

fn introduction(language: Language) -> Form {
    let line = |name: &str, label, most| Field {
        name: name.to_owned(),
        label,
        kind: FieldKind::Line { most },
        required: false,
    };
    Form {
        id: "introduce".into(),
        title: wording::form_title(language),
        submit: wording::form_submit(language),
        fields: vec![
            line("helps", wording::form_helps(language), 400),
            line("learn", wording::form_learn(language), 400),
            line("speaks", wording::form_speaks(language), 200),
            Field {
                name: "bio".into(),
                label: wording::form_bio(language),
                kind: FieldKind::Lines { most: own::LONGEST_BIO },
                required: false,
            },
        ],
        values: BTreeMap::new(),
        problems: BTreeMap::new(),
    }
}

/// What the form says as a command: a line for each answer that was given; topics get their `#` if they were typed
/// without.
fn introduced(values: &BTreeMap<String, String>) -> Text {
    let lines = ["helps", "learn", "speaks", "bio"].into_iter().filter_map(|name| {
        let value = values.get(name).map_or("", String::as_str);
        let words: Vec<String> = match name {
            "helps" | "learn" => topics_in(value),
            _ => value.split_whitespace().map(str::to_owned).collect(),
        };
        (!words.is_empty()).then(|| format!("{name} {}", words.join(" ")))
    });
    Text::plain(&lines.collect::<Vec<_>>().join("\n"))
}

fn topics_in(value: &str) -> Vec<String> {
    let words = value.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let topic = |word: &str| match word {
        "nothing" => word.to_owned(),
        _ => format!("#{}", word.trim_start_matches('#')),
    };
    words.map(topic).collect()
}
