//! What digests keep about a member.

use super::super::{Holding, SeenBy};
use super::wording;

pub(super) const HOLDINGS: &[Holding] = &[
    Holding {
        table: "presence",
        title: wording::held_presence,
        seen_by: SeenBy::Themselves,
        select: "SELECT network, place, since AS seen_at FROM presence WHERE member = $1 ORDER BY network, place",
        example: "",
    },
    Holding {
        table: "digest_reader",
        title: wording::held_reader,
        seen_by: SeenBy::Themselves,
        select: "SELECT every, last_at FROM digest_reader WHERE member = $1 ORDER BY every",
        example: "every",
    },
    Holding {
        table: "digest_told",
        title: wording::held_told,
        seen_by: SeenBy::Themselves,
        select: "SELECT item, at AS told_at FROM digest_told WHERE reader = $1 ORDER BY at, item",
        example: "item",
    },
];
