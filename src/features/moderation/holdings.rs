//! What moderation keeps about a member. Who flagged a post is told to nobody, its author's data included.

use super::super::{Holding, SeenBy};
use super::wording;

pub(super) const HOLDINGS: &[Holding] = &[
    Holding {
        table: "item",
        title: wording::held_items,
        seen_by: SeenBy::Moderators,
        select: "SELECT post, state, hidden_until AS hidden_until_at, changed_at
            FROM item WHERE author = $1 ORDER BY post",
        example: "post",
    },
    Holding {
        table: "item",
        title: wording::held_decisions,
        seen_by: SeenBy::Moderators,
        select: "SELECT post, state, changed_at FROM item WHERE hider = $1 OR confirmer = $1 ORDER BY post",
        example: "post",
    },
    Holding {
        table: "flag",
        title: wording::held_flags,
        seen_by: SeenBy::Moderators,
        select: "SELECT post, why, at AS flagged_at FROM flag WHERE member = $1 ORDER BY post",
        example: "post",
    },
    Holding {
        table: "item_note",
        title: wording::held_notes,
        seen_by: SeenBy::Moderators,
        select: "SELECT post, words, at AS noted_at FROM item_note WHERE member = $1 ORDER BY at, id",
        example: "words",
    },
    Holding {
        table: "item_message",
        title: wording::held_messages,
        seen_by: SeenBy::Themselves,
        select: "SELECT post FROM item_message WHERE member = $1 ORDER BY post",
        example: "post",
    },
    Holding {
        table: "slip",
        title: wording::held_slips,
        seen_by: SeenBy::Moderators,
        select: "SELECT post, at AS confirmed_at FROM slip WHERE member = $1 ORDER BY at, post",
        example: "post",
    },
    Holding {
        table: "pause",
        title: wording::held_pauses,
        seen_by: SeenBy::Moderators,
        select: "SELECT what, until AS until_at FROM pause WHERE member = $1 ORDER BY what",
        example: "what",
    },
];
