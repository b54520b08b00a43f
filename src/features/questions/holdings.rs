//! What the questions keep about a member.

use super::super::{Holding, SeenBy};
use super::care::wording as care;
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
        table: "declined",
        title: wording::held_declined,
        seen_by: SeenBy::Themselves,
        select: "SELECT times FROM declined WHERE member = $1 ORDER BY times",
        example: "",
    },
    Holding {
        table: "keepsake",
        title: wording::held_keepsakes,
        seen_by: SeenBy::Themselves,
        select: "SELECT number, network, place, answer AS body, topics, state, created_at
            FROM keepsake WHERE author = $1 ORDER BY number DESC",
        example: "body",
    },
    Holding {
        table: "keepsake",
        title: wording::held_keepsakes_asked,
        seen_by: SeenBy::Themselves,
        select: "SELECT number, network, place, question AS body, topics, state, created_at
            FROM keepsake WHERE asker = $1 ORDER BY number DESC",
        example: "body",
    },
    Holding {
        table: "keepsake",
        title: wording::held_keepsakes_wished,
        seen_by: SeenBy::Themselves,
        select: "SELECT number, network, place, state, created_at
            FROM keepsake WHERE keeper = $1 ORDER BY number DESC",
        example: "",
    },
    Holding {
        table: "keepsake_consent",
        title: wording::held_keepsake_consents,
        seen_by: SeenBy::Themselves,
        select: "SELECT keepsake, said FROM keepsake_consent WHERE member = $1 ORDER BY keepsake DESC",
        example: "said",
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
        table: "question",
        title: wording::held_closings,
        seen_by: SeenBy::Everybody,
        select: "SELECT number, closed_why FROM question WHERE closed_by = $1 ORDER BY number DESC",
        example: "closed_why",
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
        table: "not_my_topic",
        title: care::held_not_my_topics,
        seen_by: SeenBy::Themselves,
        select: "SELECT topic FROM not_my_topic WHERE member = $1 ORDER BY topic",
        example: "topic",
    },
    Holding {
        table: "helped",
        title: care::held_thanks,
        seen_by: SeenBy::Themselves,
        select: "SELECT answer, at AS said_at FROM helped WHERE member = $1 ORDER BY answer DESC",
        example: "answer",
    },
    Holding {
        table: "follower",
        title: care::held_followed,
        seen_by: SeenBy::Themselves,
        select: "SELECT question, me_too, told_at FROM follower WHERE member = $1 ORDER BY question DESC",
        example: "question",
    },
    Holding {
        table: "topic_follower",
        title: care::held_followed_topics,
        seen_by: SeenBy::Themselves,
        select: "SELECT topic FROM topic_follower WHERE member = $1 ORDER BY topic",
        example: "topic",
    },
    Holding {
        table: "review",
        title: care::held_reviews,
        seen_by: SeenBy::Themselves,
        select: "SELECT number, question, body, comment, at AS written_at, state
            FROM review WHERE author = $1 ORDER BY number DESC",
        example: "body",
    },
    Holding {
        table: "review",
        title: care::held_comments,
        seen_by: SeenBy::Themselves,
        select: "SELECT number, question, comment AS body, state
            FROM review WHERE reviewer = $1 ORDER BY number DESC",
        example: "body",
    },
    Holding {
        table: "correction",
        title: care::held_corrections,
        seen_by: SeenBy::Everybody,
        select: "SELECT number, answer, new AS body, at AS proposed_at, state
            FROM correction WHERE proposer = $1 ORDER BY number DESC",
        example: "body",
    },
    Holding {
        table: "correction",
        title: care::held_decisions,
        seen_by: SeenBy::Themselves,
        select: "SELECT number, answer, state, decided_at
            FROM correction WHERE decider = $1 ORDER BY number DESC",
        example: "state",
    },
    Holding {
        table: "doubt",
        title: care::held_doubts,
        seen_by: SeenBy::Themselves,
        select: "SELECT answer, at AS said_at FROM doubt WHERE member = $1 ORDER BY answer DESC",
        example: "answer",
    },
];
