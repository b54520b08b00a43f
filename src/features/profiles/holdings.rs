//! What is kept of what people say of themselves, and of what the people file says of them.

use super::super::{Holding, SeenBy};
use super::wording;

pub(super) const HOLDINGS: &[Holding] = &[
    Holding {
        table: "topic_member",
        title: wording::held_topics,
        seen_by: SeenBy::Everybody,
        select: "SELECT topic, role FROM topic_member WHERE member = $1 ORDER BY topic",
        example: "topic",
    },
    Holding {
        table: "learner",
        title: wording::held_wishes,
        seen_by: SeenBy::Everybody,
        select: "SELECT topic FROM learner WHERE member = $1 ORDER BY topic",
        example: "topic",
    },
    Holding {
        table: "skill",
        title: wording::held_skills,
        seen_by: SeenBy::Everybody,
        select: "SELECT topic FROM skill WHERE member = $1 ORDER BY topic",
        example: "topic",
    },
    Holding {
        table: "spoken",
        title: wording::held_languages,
        seen_by: SeenBy::Everybody,
        select: "SELECT language, said FROM spoken WHERE member = $1 ORDER BY language",
        example: "language",
    },
    Holding {
        table: "profile",
        title: wording::held_bio,
        seen_by: SeenBy::Everybody,
        select: "SELECT bio FROM profile WHERE member = $1 ORDER BY bio",
        example: "bio",
    },
    Holding {
        table: "employment",
        title: wording::held_work,
        seen_by: SeenBy::Everybody,
        select: "SELECT e.team, e.site, m.name AS manager FROM employment e
            LEFT JOIN member m ON m.id = e.manager WHERE e.member = $1 ORDER BY e.team",
        example: "team",
    },
];
