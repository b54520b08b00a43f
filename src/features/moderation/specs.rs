//! The commands and the forms, as data.

use super::super::{CommandSpec, FormSpec};
use super::wording;
use crate::language::Language;
use std::collections::BTreeMap;
use stoa_chat::{Field, FieldKind, Form, Text};

/// A command that means nothing without words.
const fn typed(
    verb: &'static str,
    usage: &'static str,
    example: &'static str,
    about: fn(Language) -> String,
) -> CommandSpec {
    CommandSpec { verb, aliases: &[], usage, example, about, needs_words: true, on_buttons: false }
}

pub(super) const COMMANDS: &[CommandSpec] = &[
    CommandSpec {
        needs_words: false,
        ..typed("flag", "flag Q17|A31 [why]", "flag A31 it names a customer", wording::about_flag)
    },
    typed("repost", REPOST.0, REPOST.1, wording::about_repost),
    CommandSpec { needs_words: false, ..typed("flags", "flags", "flags", wording::about_flags) },
    typed("hide", "hide Q17|A31", "hide A31", wording::about_hide),
    typed("show", "show Q17|A31", "show A31", wording::about_show),
    typed("leave", "leave Q17|A31", "leave A31", wording::about_leave),
    typed("note", NOTE.0, NOTE.1, wording::about_note),
    typed("pardon", "pardon @person", "pardon @chen", wording::about_pardon),
];

/// How `repost` is written, with an example.
pub(super) const REPOST: (&str, &str) =
    ("repost Q17|A31 text", "repost A31 try it again with the flag -lock=false");
/// How `note` is written, with an example.
pub(super) const NOTE: (&str, &str) = ("note Q17|A31 text", "note A31 I talked to the author");

pub(super) const FORMS: &[FormSpec] = &[
    FormSpec { verb: "repost", subject: Some(POST), build: repost_form, command, instead: None },
    FormSpec { verb: "note", subject: Some(POST), build: note_form, command, instead: None },
];

/// The field that says which post a form is about.
const POST: &str = "post";
/// The field with the words.
const WORDS: &str = "words";

fn repost_form(language: Language) -> Form {
    let title = wording::form_repost(language);
    form("repost", title, wording::form_repost_submit(language), language, wording::form_words(language))
}

fn note_form(language: Language) -> Form {
    let title = wording::form_note(language);
    form("note", title, wording::form_note_submit(language), language, wording::form_note_words(language))
}

fn form(id: &str, title: String, submit: String, language: Language, words: String) -> Form {
    let field = |name: &str, label, kind| Field { name: name.to_owned(), label, kind, required: true };
    Form {
        id: id.to_owned(),
        title,
        submit,
        fields: vec![
            field(POST, wording::form_post(language), FieldKind::Line { most: 20 }),
            field(WORDS, words, FieldKind::Lines { most: 3_000 }),
        ],
        values: BTreeMap::new(),
        problems: BTreeMap::new(),
    }
}

/// What a form says as a command: the post, then the words.
fn command(values: &BTreeMap<String, String>) -> Text {
    let value = |name: &str| values.get(name).map_or("", String::as_str).trim();
    Text::plain(&format!("{} {}", value(POST), value(WORDS)))
}
