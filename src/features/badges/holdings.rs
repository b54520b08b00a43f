//! What badges keep about a member.

use super::super::{Holding, SeenBy};
use super::wording;

pub(super) const HOLDINGS: &[Holding] = &[
    Holding {
        table: "badge_mark",
        title: wording::held_marks,
        seen_by: SeenBy::Themselves,
        select: "SELECT mark, source, at AS happened_at, standing FROM badge_mark
            WHERE member = $1 ORDER BY at, mark, source",
        example: "",
    },
    Holding {
        table: "badge",
        title: wording::held_badges,
        seen_by: SeenBy::Themselves,
        select: "SELECT badge, at AS earned_at, standing FROM badge WHERE member = $1 ORDER BY at, badge",
        example: "badge",
    },
    Holding {
        table: "certificate",
        title: wording::held_certificates,
        seen_by: SeenBy::Everybody,
        select: "SELECT code, badge, name, made_at FROM certificate WHERE member = $1 ORDER BY made_at, code",
        example: "code",
    },
];
