//! What mentoring keeps about a member. Who avoids them is not theirs to know.

use super::super::{Holding, SeenBy};
use super::wording;

pub(super) const HOLDINGS: &[Holding] = &[
    Holding {
        table: "mentor",
        title: wording::held_offer,
        seen_by: SeenBy::Everybody,
        select: "SELECT topics, capacity, programme, paused_until AS paused_until_at, offered_at FROM mentor WHERE member = $1",
        example: "topics",
    },
    Holding {
        table: "mentee",
        title: wording::held_search,
        seen_by: SeenBy::Themselves,
        select: "SELECT topics, note, programme, paused_until AS paused_until_at, sought_at, told FROM mentee WHERE member = $1",
        example: "topics",
    },
    Holding {
        table: "mentor_wish",
        title: wording::held_wishes,
        seen_by: SeenBy::Themselves,
        select: "SELECT rank FROM mentor_wish WHERE member = $1 ORDER BY rank",
        example: "",
    },
    Holding {
        table: "mentor_avoid",
        title: wording::held_avoided,
        seen_by: SeenBy::Themselves,
        select: "SELECT COUNT(*) AS people FROM mentor_avoid WHERE member = $1 HAVING COUNT(*) > 0",
        example: "",
    },
    Holding {
        table: "mentorship",
        title: wording::held_pairs,
        seen_by: SeenBy::Moderators,
        select: "SELECT number, CASE WHEN state IN ('declined', 'lapsed', 'moved') THEN 'over' ELSE state END AS state, topics, programme, proposed_at, started_at, ended_at FROM mentorship
            WHERE mentee = $1 OR mentor = $1 ORDER BY number",
        example: "topics",
    },
    Holding {
        table: "mentor_meeting",
        title: wording::held_meetings,
        seen_by: SeenBy::Moderators,
        select: "SELECT m.mentorship, m.number, CASE WHEN p.mentee = $1 THEN m.mentee_met ELSE m.mentor_met END AS met
            FROM mentor_meeting m
            JOIN mentorship p ON p.number = m.mentorship
            WHERE p.mentee = $1 OR p.mentor = $1 ORDER BY m.mentorship, m.number",
        example: "",
    },
    Holding {
        table: "mentor_feedback",
        title: wording::held_feedback,
        seen_by: SeenBy::Themselves,
        select: "SELECT mentorship, stars FROM mentor_feedback WHERE member = $1 ORDER BY mentorship",
        example: "",
    },
];
