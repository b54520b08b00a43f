//! What goes into a digest: of use first, new rather than old, and not all of one person. Pure.

use super::super::{News, Section};
use std::collections::{BTreeMap, BTreeSet};
use stoa_chat::Timestamp;

/// What one person's second item is worth, in percent of what it would be; the third is worth that of that.
const AGAIN: i64 = 40;
/// What an item is worth for being there at all, and for each whom it was of use to.
const BASE: i64 = 1_000;
/// What it loses with each day.
const A_DAY: i64 = 60;

/// How many items a section has at most: a digest is one screen.
const fn most(section: Section) -> usize {
    match section {
        Section::Own | Section::Board => 1,
        Section::Answers | Section::Open => 3,
        Section::Kudos => 4,
    }
}

/// Chooses from `news` what is told now: nothing that was told before, the best first in each section.
pub(super) fn choose(news: Vec<News>, told: &BTreeSet<String>, now: Timestamp) -> Vec<News> {
    let mut sections: BTreeMap<Section, Vec<News>> = BTreeMap::new();
    for item in news.into_iter().filter(|item| item.item.is_empty() || !told.contains(&item.item)) {
        sections.entry(item.section).or_default().push(item);
    }
    let chosen = sections.into_iter().map(|(section, items)| best(items, most(section), now));
    chosen.flatten().collect()
}

/// The best items: one after the other, each weighed with who is among the others already.
fn best(mut left: Vec<News>, most: usize, now: Timestamp) -> Vec<News> {
    let mut chosen: Vec<News> = Vec::new();
    while chosen.len() < most && !left.is_empty() {
        let weigh = |item: &News| worth(item, &chosen, now);
        // Of equals the first by name, so that the same news make the same digest.
        let best = (0..left.len()).max_by(|a, b| {
            let (a, b) = (&left[*a], &left[*b]);
            weigh(a).cmp(&weigh(b)).then_with(|| b.item.cmp(&a.item))
        });
        let Some(best) = best else { break };
        chosen.push(left.swap_remove(best));
    }
    chosen
}

fn worth(item: &News, chosen: &[News], now: Timestamp) -> i64 {
    const DAY: u128 = 24 * 60 * 60 * 1000;
    let days = i64::try_from(now.since(item.at).as_millis() / DAY).unwrap_or(i64::MAX);
    let fresh = (BASE * (1 + item.use_to.clamp(0, 1_000)) - A_DAY * days.min(1_000)).max(1) * 100;
    let seen = |other: &&News| other.people.iter().any(|person| item.people.contains(person));
    chosen.iter().filter(seen).fold(fresh, |worth, _| worth * AGAIN / 100)
}
