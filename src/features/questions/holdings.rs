//! What the questions keep about a member.

use super::super::{Holding, SeenBy};
use super::wording;

pub(super) const HOLDINGS: &[Holding] = &[
    Holding {
        table: "question",
        title: wording::held_questions,
        seen_by: SeenBy::Everybody,
        select: "SELECT number, network, place, title, body, language, asked_at, state
            FROM question WHERE asker = $1 ORDER BY number DESC",
        example: "title",
    },
    Holding {
        table: "draft",
        title: wording::held_drafts,
        seen_by: SeenBy::Themselves,
        select: "SELECT number, network, place, body, topics, language, created_at, state, solved_by
            FROM draft WHERE asker = $1 ORDER BY number DESC",
        example: "body",
    },
    Holding {
        table: "answer",
        title: wording::held_answers,
        seen_by: SeenBy::Everybody,
        select: "SELECT number, question, network, place, body, at AS given_at, helped, withdrawn
            FROM answer WHERE author = $1 ORDER BY number DESC",
        example: "body",
    },
    Holding {
        table: "question",
        title: wording::held_claims,
        seen_by: SeenBy::Everybody,
        select: "SELECT number, claimed_at FROM question WHERE claimed_by = $1 ORDER BY number DESC",
        example: "",
    },
    Holding {
        table: "asked",
        title: wording::held_requests,
        seen_by: SeenBy::Themselves,
        select: "SELECT question, at AS asked_at, reasons, propensity, state
            FROM asked WHERE member = $1 ORDER BY question DESC",
        example: "reasons",
    },
    Holding {
        table: "topic_member",
        title: wording::held_topics,
        seen_by: SeenBy::Everybody,
        select: "SELECT topic, role FROM topic_member WHERE member = $1 ORDER BY topic",
        example: "topic",
    },
];
