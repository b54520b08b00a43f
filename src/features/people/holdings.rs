//! What is kept about a member as such.

use super::super::{Holding, SeenBy};
use super::wording;

pub(super) const HOLDINGS: &[Holding] = &[
    Holding {
        table: "member",
        title: wording::held_member,
        seen_by: SeenBy::Everybody,
        select: "SELECT name, language, zone, chosen_language, chosen_zone, hours, snoozed_until AS snoozed_until_at,
                start_date, first_seen AS first_seen_at
            FROM member WHERE id = $1",
        example: "name",
    },
    Holding {
        table: "account",
        title: wording::held_accounts,
        seen_by: SeenBy::Themselves,
        select: "SELECT network, user_id, name, active, last_used AS last_used_at
            FROM account WHERE member = $1 ORDER BY network, user_id",
        example: "network",
    },
    Holding {
        table: "link_code",
        title: wording::held_codes,
        seen_by: SeenBy::Themselves,
        select: "SELECT expires_at FROM link_code WHERE member = $1 ORDER BY expires_at",
        example: "",
    },
    Holding {
        table: "interruption",
        title: wording::held_interruptions,
        seen_by: SeenBy::Themselves,
        select: "SELECT day, used FROM interruption WHERE member = $1 ORDER BY day",
        example: "",
    },
    Holding {
        table: "held",
        title: wording::held_later,
        seen_by: SeenBy::Themselves,
        select: "SELECT feature, at AS held_at, why, post FROM held WHERE member = $1 ORDER BY at, id",
        example: "",
    },
    Holding {
        table: "stopped",
        title: wording::held_stops,
        seen_by: SeenBy::Themselves,
        select: "SELECT feature FROM stopped WHERE member = $1 ORDER BY feature",
        example: "feature",
    },
    Holding {
        table: "consent",
        title: wording::held_consent,
        seen_by: SeenBy::Themselves,
        select: "SELECT state, a_week, topics, silences FROM consent WHERE member = $1 ORDER BY state",
        example: "state",
    },
];
