//! The commands and the forms, as data.

use super::super::{CommandSpec, FormSpec, Menu, Shortcut};
use super::wording;
use crate::language::Language;
use std::collections::BTreeMap;
use stoa_chat::{Field, FieldKind, Form, Text};

pub(super) const COMMANDS: &[CommandSpec] = &[
    CommandSpec {
        verb: "anon",
        aliases: &[],
        usage: "anon [#place] [#topic …] question",
        example: "anon #help #git how do I undo a commit?",
        about: wording::about_anon,
        needs_words: true,
        on_buttons: false,
    },
    CommandSpec {
        verb: "anonreply",
        aliases: &[],
        usage: "anonreply Q17 text",
        example: "anonreply Q17 it also happens on main",
        about: wording::about_anonreply,
        needs_words: false,
        on_buttons: false,
    },
    CommandSpec {
        verb: "approve",
        aliases: &[],
        usage: "approve N3",
        example: "approve N3",
        about: wording::about_approve,
        needs_words: true,
        on_buttons: true,
    },
    CommandSpec {
        verb: "reject",
        aliases: &[],
        usage: "reject N3 [why]",
        example: "reject N3 please leave names out",
        about: wording::about_reject,
        needs_words: true,
        on_buttons: true,
    },
];

pub(super) const SHORTCUTS: &[Shortcut] = &[
    Shortcut { verb: "anon", menu: Menu::Anywhere, label: wording::shortcut_ask },
    Shortcut { verb: "anonreply", menu: Menu::Message, label: wording::shortcut_reply },
];

pub(super) const FORMS: &[FormSpec] = &[
    FormSpec { verb: "anon", subject: None, build: ask_form, command: ask_command, instead: None },
    FormSpec {
        verb: "anonreply",
        subject: Some(QUESTION),
        build: reply_form,
        command: reply_command,
        instead: None,
    },
];

/// The field that says which question a reply is for.
const QUESTION: &str = "question";
const WORDS: &str = "words";
const TOPICS: &str = "topics";

fn field(name: &str, label: String, kind: FieldKind, required: bool) -> Field {
    Field { name: name.to_owned(), label, kind, required }
}

fn form(id: &str, title: String, submit: String, fields: Vec<Field>) -> Form {
    let (values, problems) = (BTreeMap::new(), BTreeMap::new());
    Form { id: id.to_owned(), title, submit, fields, values, problems }
}

fn ask_form(language: Language) -> Form {
    let fields = vec![
        field(WORDS, wording::form_question(language), FieldKind::Lines { most: 3_000 }, true),
        field(TOPICS, wording::form_topics(language), FieldKind::Line { most: 200 }, false),
    ];
    form("anon", wording::form_title(language), wording::form_submit(language), fields)
}

fn reply_form(language: Language) -> Form {
    let fields = vec![
        field(QUESTION, wording::form_which(language), FieldKind::Line { most: 20 }, true),
        field(WORDS, wording::form_words(language), FieldKind::Lines { most: 3_000 }, true),
    ];
    form("anonreply", wording::form_reply(language), wording::form_submit(language), fields)
}

fn value<'a>(values: &'a BTreeMap<String, String>, name: &str) -> &'a str {
    values.get(name).map_or("", String::as_str).trim()
}

/// What the form says as a command: topics get their `#` if they were typed without.
fn ask_command(values: &BTreeMap<String, String>) -> Text {
    let separators = |c: char| c.is_whitespace() || c == ',';
    let topics = value(values, TOPICS).split(separators).map(|topic| topic.trim_start_matches('#'));
    let topics = topics.filter(|topic| !topic.is_empty()).map(|topic| format!("#{topic}"));
    let words: Vec<String> = topics.chain([value(values, WORDS).to_owned()]).collect();
    Text::plain(&words.join(" "))
}

fn reply_command(values: &BTreeMap<String, String>) -> Text {
    Text::plain(&format!("{} {}", value(values, QUESTION), value(values, WORDS)))
}
