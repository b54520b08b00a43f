//! The heaviest matching of a general graph, exactly: everybody against everybody, for up to some hundred people.
//!
//! Edmonds' primal-dual method (1965) in the O(n³) form of Gabow (1976) and Galil (1986): odd cycles of tight pairs
//! are shrunk to blossoms and opened again. People are 1 to n, blossoms n + 1 and above, and 0 is nobody: what is
//! pointed to is most often there, and the arrays stay flat.

use std::collections::VecDeque;

/// Where a person or blossom stands in the tree that is being grown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Outside,
    /// At an even distance from somebody without a partner.
    Even,
    Odd,
}

/// A pair, as seen from one side: for a blossom, the pair of people that joins it to another.
#[derive(Clone, Copy, Debug, Default)]
struct Pair {
    from: usize,
    to: usize,
    weight: i64,
}

/// What the method keeps.
#[derive(Debug)]
pub(super) struct Blossoms {
    people: usize,
    /// The highest number in use.
    last: usize,
    width: usize,
    pairs: Vec<Pair>,
    /// The dual of each person and blossom.
    label: Vec<i64>,
    /// The person on the other side of the matched pair.
    partner: Vec<usize>,
    /// The person from whom the least slack comes.
    nearest: Vec<usize>,
    /// The outermost blossom, or the person themselves.
    outer: Vec<usize>,
    /// The person from whom an odd one was reached.
    parent: Vec<usize>,
    level: Vec<Level>,
    /// The members of each blossom, around the cycle.
    members: Vec<Vec<usize>>,
    /// Which member of a blossom holds a person.
    holder: Vec<usize>,
    visited: Vec<usize>,
    visits: usize,
    waiting: VecDeque<usize>,
}

/// The partners in the heaviest matching of `people`; `weight(i, j)` is positive for those who can be paired, for i < j.
pub(super) fn heaviest(people: usize, weight: impl Fn(usize, usize) -> i64) -> Vec<Option<usize>> {
    let mut blossoms = Blossoms::new(people, weight);
    while blossoms.augment_once() {}
    (1..=people).map(|person| blossoms.partner[person].checked_sub(1)).collect()
}

impl Blossoms {
    fn new(people: usize, weight: impl Fn(usize, usize) -> i64) -> Self {
        // A blossom holds at least three, so that no more than half as many as there are people exist at once.
        let width = people + people / 2 + 2;
        let mut pairs = vec![Pair::default(); width * width];
        let mut most = 0;
        for from in 1..=people {
            for to in 1..=people {
                let weight = if from == to { 0 } else { weight(from.min(to) - 1, from.max(to) - 1) };
                most = most.max(weight);
                pairs[from * width + to] = Pair { from, to, weight };
            }
        }
        let mut holder = vec![0; width * (people + 1)];
        (1..=people).for_each(|person| holder[person * (people + 1) + person] = person);
        Self {
            people,
            last: people,
            width,
            pairs,
            label: vec![most; width],
            partner: vec![0; width],
            nearest: vec![0; width],
            outer: (0..width).map(|at| if at <= people { at } else { 0 }).collect(),
            parent: vec![0; width],
            level: vec![Level::Outside; width],
            members: vec![Vec::new(); width],
            holder,
            visited: vec![0; width],
            visits: 0,
            waiting: VecDeque::new(),
        }
    }

    fn pair(&self, from: usize, to: usize) -> Pair {
        self.pairs[from * self.width + to]
    }

    fn slack(&self, pair: Pair) -> i64 {
        self.label[pair.from] + self.label[pair.to] - 2 * self.pairs[pair.from * self.width + pair.to].weight
    }

    fn nearest_slack(&self, at: usize) -> i64 {
        self.slack(self.pair(self.nearest[at], at))
    }

    fn is_outermost(&self, at: usize) -> bool {
        self.outer[at] == at
    }

    fn offer_nearest(&mut self, person: usize, at: usize) {
        if self.nearest[at] == 0 || self.slack(self.pair(person, at)) < self.nearest_slack(at) {
            self.nearest[at] = person;
        }
    }

    fn find_nearest(&mut self, at: usize) {
        self.nearest[at] = 0;
        for person in 1..=self.people {
            let outer = self.outer[person];
            if self.pair(person, at).weight > 0 && outer != at && self.level[outer] == Level::Even {
                self.offer_nearest(person, at);
            }
        }
    }

    /// Has everybody in `at` looked at.
    fn enqueue(&mut self, at: usize) {
        let mut inside = vec![at];
        while let Some(at) = inside.pop() {
            if at <= self.people {
                self.waiting.push_back(at);
            } else {
                inside.extend(self.members[at].iter().rev());
            }
        }
    }

    fn set_outer(&mut self, at: usize, outer: usize) {
        let mut inside = vec![at];
        while let Some(at) = inside.pop() {
            self.outer[at] = outer;
            inside.extend(&self.members[at]);
        }
    }

    /// How far around the cycle `member` is, going the way on which that is even.
    fn even_place(&mut self, blossom: usize, member: usize) -> usize {
        let members = &mut self.members[blossom];
        let place = members.iter().position(|&at| at == member).unwrap_or(0);
        if place % 2 == 0 {
            return place;
        }
        members[1..].reverse();
        members.len() - place
    }

    fn held_by(&self, blossom: usize, person: usize) -> usize {
        self.holder[blossom * (self.people + 1) + person]
    }

    /// Pairs `at` with `other`, and within a blossom all others with each other.
    fn match_up(&mut self, at: usize, other: usize) {
        let pair = self.pair(at, other);
        self.partner[at] = pair.to;
        if at <= self.people {
            return;
        }
        let entry = self.held_by(at, pair.from);
        let place = self.even_place(at, entry);
        for member in 0..place {
            let (one, next) = (self.members[at][member], self.members[at][member ^ 1]);
            self.match_up(one, next);
        }
        self.match_up(entry, other);
        self.members[at].rotate_left(place);
    }

    /// Exchanges matched and unmatched pairs from `at`, now with `other`, back to the root of its tree.
    fn augment(&mut self, mut at: usize, mut other: usize) {
        loop {
            let left = self.outer[self.partner[at]];
            self.match_up(at, other);
            if left == 0 {
                return;
            }
            let parent = self.outer[self.parent[left]];
            self.match_up(left, parent);
            (at, other) = (parent, left);
        }
    }

    /// Where the ways from `one` and `other` to their roots meet; 0, if they have different roots.
    fn meeting(&mut self, mut one: usize, mut other: usize) -> usize {
        self.visits += 1;
        while one != 0 || other != 0 {
            if one != 0 {
                if self.visited[one] == self.visits {
                    return one;
                }
                self.visited[one] = self.visits;
                one = self.outer[self.partner[one]];
                if one != 0 {
                    one = self.outer[self.parent[one]];
                }
            }
            std::mem::swap(&mut one, &mut other);
        }
        0
    }
}

mod shrinking;
