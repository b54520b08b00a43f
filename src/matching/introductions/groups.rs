//! From pairs to groups: whoever has no partner makes a trio of a pair; larger groups grow from the heaviest pairs.

use super::{Dice, LARGEST_GROUP};

/// How often each person tries to change places with somebody of another group.
const TRIES: usize = 20;

/// The groups of `size` that `partners` become, and who could be with nobody.
pub(super) fn gather(
    partners: &[Option<usize>],
    size: usize,
    seed: u64,
    weight: impl Fn(usize, usize) -> i64,
) -> (Vec<Vec<usize>>, Vec<usize>) {
    let pair = |(one, other): (usize, &Option<usize>)| {
        other.filter(|other| one < *other).map(|other| vec![one, other])
    };
    let mut groups: Vec<Vec<usize>> = partners.iter().enumerate().filter_map(pair).collect();
    let mut waiting: Vec<usize> = (0..partners.len()).filter(|&at| partners[at].is_none()).collect();
    if size > 2 {
        // As many groups as have `size` people at least, begun by the heaviest pairs; the others are taken apart.
        groups.sort_by_key(|pair| std::cmp::Reverse(weight(pair[0], pair[1])));
        let least = partners.len().div_ceil(LARGEST_GROUP);
        let begun = (partners.len() / size).max(least).max(1).min(groups.len());
        waiting.extend(groups.split_off(begun).into_iter().flatten());
    }
    let most = partners.len().div_ceil(groups.len().max(1)).max(size);
    let mut alone = Vec::new();
    for person in waiting {
        // First every group gets as many as it should have, then as many as it may, and one more rather than leave
        // somebody alone.
        let below = if size > 2 { [size, most, (most + 1).min(LARGEST_GROUP)] } else { [3, 3, 4] };
        match below.into_iter().find_map(|below| best_group(&groups, person, below, &weight)) {
            Some(group) => groups[group].push(person),
            None if make_way(&mut groups, person, (most + 1).min(LARGEST_GROUP), &weight) => {}
            None => alone.push(person),
        }
    }
    let alone = among_themselves(&mut groups, alone, size, &weight);
    if size > 2 {
        exchange(&mut groups, seed, &weight);
    }
    (groups, alone)
}

/// Those whom no group could take make groups of their own, where they can; gives those who cannot.
fn among_themselves(
    groups: &mut Vec<Vec<usize>>,
    mut alone: Vec<usize>,
    size: usize,
    weight: &impl Fn(usize, usize) -> i64,
) -> Vec<usize> {
    let mut left = Vec::new();
    while let Some(first) = alone.pop() {
        let mut group = vec![first];
        alone.retain(|&person| {
            let joins = group.len() < size && group.iter().all(|&member| weight(person, member) > 0);
            if joins {
                group.push(person);
            }
            !joins
        });
        if group.len() > 1 { groups.push(group) } else { left.push(first) }
    }
    left
}

/// The group to which `person` adds most, of those who have fewer than `most` and nobody whom they must not meet.
fn best_group(
    groups: &[Vec<usize>],
    person: usize,
    most: usize,
    weight: &impl Fn(usize, usize) -> i64,
) -> Option<usize> {
    let added = |group: &Vec<usize>| {
        let mut weights = group.iter().map(|&member| weight(person, member));
        let all = weights.try_fold(0_i128, |sum, weight| (weight > 0).then(|| sum + i128::from(weight)))?;
        // A fuller group offers more people, which is no merit of theirs.
        Some(all / i128::try_from(group.len()).unwrap_or(1))
    };
    let open = groups.iter().enumerate().filter(|(_, group)| group.len() < most);
    open.filter_map(|(at, group)| Some((added(group)?, std::cmp::Reverse(at)))).max().map(|(_, at)| at.0)
}

/// Gives `person` the place of the one member of a group whom they must not meet, who joins another group.
fn make_way(
    groups: &mut [Vec<usize>],
    person: usize,
    most: usize,
    weight: &impl Fn(usize, usize) -> i64,
) -> bool {
    for at in 0..groups.len() {
        let mut must_not = (0..groups[at].len()).filter(|&place| weight(person, groups[at][place]) == 0);
        let (Some(place), None) = (must_not.next(), must_not.next()) else { continue };
        let leaves = std::mem::replace(&mut groups[at][place], person);
        // With `person` in it, the group is none for whoever leaves it.
        if let Some(other) = best_group(groups, leaves, most, weight) {
            groups[other].push(leaves);
            return true;
        }
        groups[at][place] = leaves;
    }
    false
}

/// Lets people change places between groups where both groups together gain.
fn exchange(groups: &mut [Vec<usize>], seed: u64, weight: &impl Fn(usize, usize) -> i64) {
    let mut dice = Dice::new(seed);
    if groups.len() < 2 {
        return;
    }
    for one in 0..groups.len() {
        for place in 0..groups[one].len() {
            for _ in 0..TRIES {
                let other = dice.below(groups.len());
                let their = dice.below(groups[other].len());
                if one == other {
                    continue;
                }
                let (mine, theirs) = (groups[one][place], groups[other][their]);
                let before = worth(&groups[one], place, mine, weight).zip(worth(
                    &groups[other],
                    their,
                    theirs,
                    weight,
                ));
                let after = worth(&groups[one], place, theirs, weight).zip(worth(
                    &groups[other],
                    their,
                    mine,
                    weight,
                ));
                if let (Some(before), Some(after)) = (before, after)
                    && after.0 + after.1 > before.0 + before.1
                {
                    groups[one][place] = theirs;
                    groups[other][their] = mine;
                }
            }
        }
    }
}

/// What `person` would be worth at `place` of a group; none, if they must not meet somebody there.
fn worth(
    group: &[usize],
    place: usize,
    person: usize,
    weight: &impl Fn(usize, usize) -> i64,
) -> Option<i128> {
    let others = group.iter().enumerate().filter(|(at, _)| *at != place);
    others
        .map(|(_, &other)| weight(person, other))
        .try_fold(0_i128, |sum, weight| (weight > 0).then(|| sum + i128::from(weight)))
}
