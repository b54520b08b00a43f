//! What sessions keep about a member.

use super::super::{Holding, SeenBy};
use super::wording;

pub(super) const HOLDINGS: &[Holding] = &[
    Holding {
        table: "live_session",
        title: wording::held_sessions,
        seen_by: SeenBy::Themselves,
        select: "SELECT number, topic, shadow, minutes, state, asked_at FROM live_session
            WHERE asker = $1 ORDER BY number",
        example: "topic",
    },
    Holding {
        table: "live_session_asked",
        title: wording::held_asked,
        seen_by: SeenBy::Themselves,
        select: "SELECT s.number, s.topic, a.passed FROM live_session_asked a
            JOIN live_session s ON s.number = a.session WHERE a.member = $1 ORDER BY s.number",
        example: "topic",
    },
];
