//! The commands, the form and what is kept about people, as data.

use super::super::{CommandSpec, FormSpec, Holding, Menu, SeenBy, Shortcut};
use super::kudos::{REASON, TO};
use super::{standings, wording};
use crate::language::Language;
use std::collections::BTreeMap;
use stoa_chat::{Field, FieldKind, Form, Text};

pub(super) const COMMANDS: &[CommandSpec] = &[
    CommandSpec {
        verb: "points",
        aliases: &[],
        usage: "points",
        example: "points",
        about: wording::about_points,
        needs_words: false,
        on_buttons: false,
    },
    CommandSpec {
        verb: "kudos",
        aliases: &["thanks"],
        usage: "kudos @person … for reason [#value]",
        example: "kudos @chen for the quick fix",
        about: wording::about_kudos,
        needs_words: true,
        on_buttons: false,
    },
    CommandSpec {
        verb: "unkudos",
        aliases: &[],
        usage: "unkudos K17",
        example: "unkudos K17",
        about: wording::about_unkudos,
        needs_words: true,
        on_buttons: false,
    },
    CommandSpec {
        verb: "leaderboard",
        aliases: &["top"],
        usage: standings::USAGE,
        example: standings::EXAMPLE,
        about: wording::about_leaderboard,
        needs_words: false,
        on_buttons: false,
    },
];

pub(super) const SHORTCUTS: &[Shortcut] =
    &[Shortcut { verb: "kudos", menu: Menu::Message, label: wording::shortcut_kudos }];

pub(super) const FORMS: &[FormSpec] =
    &[FormSpec { verb: "kudos", subject: Some(TO), build: form, command, instead: None }];

pub(super) const HOLDINGS: &[Holding] = &[
    Holding {
        table: "ledger_account",
        title: wording::held_points,
        seen_by: SeenBy::Themselves,
        select: "SELECT t.kind, CASE WHEN length(t.source_ref) > 36 THEN substr(t.source_ref, 1, length(t.source_ref) - 36)
                ELSE t.source_ref END AS source_ref, t.occurred_at, p.amount
            FROM ledger_account a
            JOIN ledger_posting p ON p.account = a.id
            JOIN ledger_txn t ON t.id = p.txn
            WHERE a.owner = $1 ORDER BY t.occurred_at DESC, t.id DESC",
        example: "",
    },
    Holding {
        table: "deed",
        title: wording::held_deeds,
        seen_by: SeenBy::Themselves,
        select: "SELECT rule, CASE WHEN length(source) > 36 THEN substr(source, 1, length(source) - 36) ELSE source END
                AS source, at AS happened_at, standing, day FROM deed
            WHERE receiver = $1 OR giver = $1 ORDER BY at DESC, rule, source",
        example: "",
    },
    Holding {
        table: "kudos",
        title: wording::held_kudos_given,
        seen_by: SeenBy::Everybody,
        select: "SELECT number, reason, value, at AS given_at, standing FROM kudos
            WHERE giver = $1 ORDER BY number DESC",
        example: "",
    },
    Holding {
        table: "kudos_receiver",
        title: wording::held_kudos_got,
        seen_by: SeenBy::Everybody,
        select: "SELECT k.number, k.at AS given_at, k.standing FROM kudos_receiver r
            JOIN kudos k ON k.number = r.kudos WHERE r.member = $1 ORDER BY k.number DESC",
        example: "",
    },
    Holding {
        table: "season_result",
        title: wording::held_results,
        seen_by: SeenBy::Themselves,
        select: "SELECT season, rank, points FROM season_result WHERE member = $1 ORDER BY season DESC",
        example: "",
    },
    Holding {
        table: "board_member",
        title: wording::held_board,
        seen_by: SeenBy::Everybody,
        select: "SELECT TRUE AS shown FROM board_member WHERE member = $1 ORDER BY member",
        example: "",
    },
    Holding {
        table: "income_flag",
        title: wording::held_flag,
        seen_by: SeenBy::Moderators,
        select: "SELECT told_at FROM income_flag WHERE member = $1 ORDER BY member",
        example: "",
    },
];

fn form(language: Language) -> Form {
    let field = |name: &str, label, kind| Field { name: name.to_owned(), label, kind, required: true };
    Form {
        id: "kudos".to_owned(),
        title: wording::form_kudos(language),
        submit: wording::form_kudos_submit(language),
        fields: vec![
            field(TO, wording::form_kudos_to(language), FieldKind::Line { most: 200 }),
            field(REASON, wording::form_kudos_reason(language), FieldKind::Lines { most: 500 }),
        ],
        values: BTreeMap::new(),
        problems: BTreeMap::new(),
    }
}

/// What the form says as a command: people, then the reason.
fn command(values: &BTreeMap<String, String>) -> Text {
    let value = |name: &str| values.get(name).map_or("", String::as_str).trim();
    Text::plain(&format!("{} for {}", value(TO), value(REASON)))
}
