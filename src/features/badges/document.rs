//! `docs/badges.md`, written from the list.

use super::list::{BADGES, Badge, Counted};
use crate::language::Language;
use crate::pictures::Metal;

const INTRODUCTION: &str = "# Badges

<!-- Written by `stoa docs` from src/features/badges/list.rs: change the badges there, not here. -->

A badge is given for a first step, for help that was of use, and for bridges between people; none is for volume alone.
It waits for its owner's digest, and `badges` shows what one has. `certificate first answer` makes a picture of a badge
with a code, and `certificate verify CODE`, in the chat or on the server, says whether it is genuine. When what earned a
badge is undone, it is gone, and its certificate says so.

| | Badge | Who has it … | Counted | Made of | Name in the database |
|---|---|---|---|---|---|
";

/// The page of badges, in English.
pub fn badges_md() -> String {
    BADGES.iter().fold(INTRODUCTION.to_owned(), |text, badge| text + &row(badge))
}

fn row(badge: &Badge) -> String {
    let Badge { id, sign, criterion, .. } = badge;
    let (mark, least) = (criterion.mark.name(), criterion.least);
    let counted = match criterion.counted {
        Counted::Each => format!("{least} × {mark}"),
        Counted::Peers => format!("{least} × {mark}, each by another"),
        Counted::After { days } => format!("{least} × {mark}, after {days} days without"),
    };
    let metal = match badge.metal {
        Metal::Bronze => "bronze",
        Metal::Silver => "silver",
        Metal::Gold => "gold",
    };
    let (name, deed) = ((badge.name)(Language::En), (badge.deed)(Language::En));
    format!("| {sign} | {name} | {deed} | {counted} | {metal} | `{id}` |\n")
}
