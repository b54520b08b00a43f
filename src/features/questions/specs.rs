//! The commands and the form, as data.

use super::super::{CommandSpec, FormSpec, Menu, Shortcut};
use super::care::wording as care;
use super::keeping::wording as keeping;
use super::wording;
use crate::language::Language;
use std::collections::BTreeMap;
use stoa_chat::{Field, FieldKind, Form, Text};

/// A command that people type.
const fn typed(
    verb: &'static str,
    aliases: &'static [&'static str],
    usage: &'static str,
    example: &'static str,
    about: fn(Language) -> String,
) -> CommandSpec {
    CommandSpec { verb, aliases, usage, example, about, needs_words: true, on_buttons: false }
}

/// A command that stands on buttons only.
const fn pressed(
    verb: &'static str,
    usage: &'static str,
    example: &'static str,
    about: fn(Language) -> String,
) -> CommandSpec {
    CommandSpec { verb, aliases: &[], usage, example, about, needs_words: true, on_buttons: true }
}

/// How a tip is written.
pub(super) const TIP: &str = "tip [#topic …] text";
pub(super) const TIP_EXAMPLE: &str = "tip #git git switch - goes back to the last branch";

pub(super) const COMMANDS: &[CommandSpec] = &[
    typed("ask", &[], "ask [#topic …] question", "ask #postgres why is my query slow?", wording::about_ask),
    typed("search", &["find"], "search words", "search terraform state lock", wording::about_search),
    typed("question", &[], "question Q17", "question Q17", wording::about_question),
    CommandSpec {
        needs_words: false,
        ..typed(
            "questions",
            &[],
            "questions [open|mine|unanswered|followed] [#topic]",
            "questions unanswered #ci",
            wording::about_questions,
        )
    },
    CommandSpec {
        needs_words: false,
        ..typed(
            "askme",
            &[],
            "askme [1 | 2 | 5] [only #topic …] | never",
            "askme 2 only #postgres",
            wording::about_askme,
        )
    },
    CommandSpec { needs_words: false, ..typed("turn", &[], "turn", "turn", wording::about_turn) },
    CommandSpec {
        needs_words: false,
        ..typed("keep", &[], "keep [#topic …]", "keep #postgres", wording::about_keep)
    },
    typed("tip", &[], TIP, TIP_EXAMPLE, wording::about_tip),
    typed("take", &[], "take Q17", "take Q17", wording::about_take),
    typed("pass", &[], "pass Q17 [topic]", "pass Q17", wording::about_pass),
    typed("answer", &[], "answer Q17 text", "answer Q17 run it with -lock=false", wording::about_answer),
    typed("accept", &[], "accept A31", "accept A31", wording::about_accept),
    typed("unaccept", &[], "unaccept A31", "unaccept A31", wording::about_unaccept),
    typed("helped", &[], "helped A31", "helped A31", care::about_helped),
    typed("unhelped", &[], "unhelped A31", "unhelped A31", care::about_unhelped),
    typed("me", &["metoo"], "me too Q17", "me too Q17", care::about_me_too),
    CommandSpec {
        needs_words: false,
        ..typed("follow", &[], "follow [Q17 | #topic]", "follow #postgres", care::about_follow)
    },
    typed("unfollow", &[], "unfollow Q17 | #topic", "unfollow Q17", care::about_unfollow),
    typed("draft", &[], "draft Q17 text", "draft Q17 I think it is the cache", care::about_draft),
    typed("comment", &[], "comment R5 text", "comment R5 mention the -lock option", care::about_comment),
    typed("post", &[], "post R5 [new text]", "post R5", care::about_post),
    typed(
        "correct",
        &[],
        "correct A31 new text",
        "correct A31 use -lock-timeout=5m instead",
        care::about_correct,
    ),
    typed("stale", &[], "stale A31", "stale A31", care::about_stale),
    typed("fresh", &[], "fresh A31", "fresh A31", care::about_fresh),
    typed("duplicate", &[], "duplicate Q17 of Q4", "duplicate Q17 of Q4", care::about_duplicate),
    typed("retag", &[], "retag Q17 #topic …", "retag Q17 #ci #git", care::about_retag),
    typed("close", &[], "close Q17 [why]", "close Q17 it is about lunch", care::about_close),
    typed("reopen", &[], "reopen Q17", "reopen Q17", care::about_reopen),
    typed("withdraw", &[], "withdraw Q17", "withdraw Q17", wording::about_withdraw),
    pressed("anyway", "anyway D3", "anyway D3", wording::about_anyway),
    pressed("solved", "solved D3 Q17", "solved D3 Q17", wording::about_solved),
    pressed("discard", "discard D3", "discard D3", wording::about_discard),
    pressed("allow", "allow K3", "allow K3", wording::about_allow),
    pressed("refuse", "refuse K3", "refuse K3", wording::about_refuse),
    pressed("none", "none Q17", "none Q17", care::about_none),
    pressed("fine", "fine R5", "fine R5", care::about_fine),
    pressed("change", "change R5", "change R5", care::about_change),
    pressed("apply", "apply C7", "apply C7", care::about_apply),
    pressed("decline", "decline C7 [why]", "decline C7 it works as it is", care::about_decline),
];

pub(super) const SHORTCUTS: &[Shortcut] = &[
    Shortcut { verb: "ask", menu: Menu::Anywhere, label: care::shortcut_ask },
    Shortcut { verb: "turn", menu: Menu::Message, label: care::shortcut_turn },
    Shortcut { verb: "keep", menu: Menu::Message, label: keeping::shortcut_keep },
    Shortcut { verb: "accept", menu: Menu::Message, label: care::shortcut_accept },
    Shortcut { verb: "correct", menu: Menu::Message, label: care::shortcut_correct },
];

pub(super) const FORMS: &[FormSpec] = &[
    FormSpec {
        verb: "ask",
        subject: None,
        build: ask_form,
        command: ask_command,
        instead: Some((ANONYMOUSLY, "anon")),
    },
    FormSpec {
        verb: "correct",
        subject: Some(ANSWER),
        build: correct_form,
        command: correct_command,
        instead: None,
    },
];

/// The field that makes `anon` of `ask`.
const ANONYMOUSLY: &str = "anonymously";
/// The field that says which answer a form is about.
pub(super) const ANSWER: &str = "answer";
/// The field with the new words.
pub(super) const TEXT: &str = "text";
/// The most characters of a correction in its form.
pub(super) const LONGEST_CORRECTION: usize = 3_000;

fn correct_form(language: Language) -> Form {
    let field = |name: &str, label, kind| Field { name: name.to_owned(), label, kind, required: true };
    Form {
        id: "correct".into(),
        title: care::correct_title(language),
        submit: care::correct_submit(language),
        fields: vec![
            field(ANSWER, care::correct_which(language), FieldKind::Line { most: 20 }),
            field(TEXT, care::correct_text(language), FieldKind::Lines { most: LONGEST_CORRECTION }),
        ],
        values: BTreeMap::new(),
        problems: BTreeMap::new(),
    }
}

fn correct_command(values: &BTreeMap<String, String>) -> Text {
    let value = |name: &str| values.get(name).map_or("", String::as_str).trim();
    Text::plain(&format!("{} {}", value(ANSWER), value(TEXT)))
}

fn ask_form(language: Language) -> Form {
    let field = |name: &str, label, kind, required| Field { name: name.to_owned(), label, kind, required };
    Form {
        id: "ask".into(),
        title: wording::form_title(language),
        submit: wording::form_submit(language),
        fields: vec![
            field("question", wording::form_question(language), FieldKind::Lines { most: 3_000 }, true),
            field("topics", wording::form_topics(language), FieldKind::Line { most: 200 }, false),
            field(ANONYMOUSLY, care::form_anonymously(language), FieldKind::Tick, false),
        ],
        values: BTreeMap::new(),
        problems: BTreeMap::new(),
    }
}

/// What the form says as a command: topics get their `#` if they were typed without.
fn ask_command(values: &BTreeMap<String, String>) -> Text {
    let value = |name: &str| values.get(name).map_or("", String::as_str).trim();
    let separators = |c: char| c.is_whitespace() || c == ',';
    let topics = value("topics").split(separators).map(|topic| topic.trim_start_matches('#'));
    let topics = topics.filter(|topic| !topic.is_empty()).map(|topic| format!("#{topic}"));
    let words: Vec<String> = topics.chain([value("question").to_owned()]).collect();
    Text::plain(&words.join(" "))
}
