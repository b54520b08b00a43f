//! What impact keeps about a member.

use super::super::{Holding, SeenBy};
use super::wording;

pub(super) const HOLDINGS: &[Holding] = &[
    Holding {
        table: "help_case",
        title: wording::held_cases,
        seen_by: SeenBy::Themselves,
        select: "SELECT kind, about, at AS happened_at, standing FROM help_case
            WHERE helper = $1 OR helped = $1 OR whose = $1 ORDER BY at, kind, about, whose",
        example: "",
    },
    Holding {
        table: "impact_share",
        title: wording::held_given,
        seen_by: SeenBy::Themselves,
        select: "SELECT shared_at FROM impact_share WHERE member = $1 ORDER BY shared_at, lead",
        example: "",
    },
    Holding {
        table: "impact_share",
        title: wording::held_got,
        seen_by: SeenBy::Themselves,
        select: "SELECT shared_at FROM impact_share WHERE lead = $1 ORDER BY shared_at, member",
        example: "",
    },
];
