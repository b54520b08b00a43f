//! Growing the trees: odd cycles become blossoms, blossoms whose dual is used up are opened, duals change.

use super::{Blossoms, Level, Pair};

impl Blossoms {
    /// Shrinks the cycle through `one`, `meeting` and `other`.
    fn shrink(&mut self, one: usize, meeting: usize, other: usize) {
        let free = (self.people + 1..=self.last).find(|&at| self.outer[at] == 0);
        let blossom = free.unwrap_or(self.last + 1);
        self.last = self.last.max(blossom);
        self.label[blossom] = 0;
        self.level[blossom] = Level::Even;
        self.partner[blossom] = self.partner[meeting];
        let mut members = vec![meeting];
        members.extend(self.side(one, meeting).into_iter().rev());
        members.extend(self.side(other, meeting));
        self.members[blossom] = members;
        self.set_outer(blossom, blossom);
        self.join_pairs(blossom);
        self.find_nearest(blossom);
    }

    /// The members of a cycle from `from` up to but without `meeting`; odd ones become even and are looked at.
    fn side(&mut self, from: usize, meeting: usize) -> Vec<usize> {
        let mut side = Vec::new();
        let mut at = from;
        while at != meeting {
            let odd = self.outer[self.partner[at]];
            side.extend([at, odd]);
            self.enqueue(odd);
            at = self.outer[self.parent[odd]];
        }
        side
    }

    /// Gives a new blossom the tightest pair of its members to everybody else.
    fn join_pairs(&mut self, blossom: usize) {
        let (width, people) = (self.width, self.people);
        for at in 1..=self.last {
            self.pairs[blossom * width + at].weight = 0;
            self.pairs[at * width + blossom].weight = 0;
        }
        self.holder[blossom * (people + 1)..(blossom + 1) * (people + 1)].fill(0);
        for member in self.members[blossom].clone() {
            for at in 1..=self.last {
                let known = self.pair(blossom, at);
                if known.weight == 0 || self.slack(self.pair(member, at)) < self.slack(known) {
                    self.pairs[blossom * width + at] = self.pairs[member * width + at];
                    self.pairs[at * width + blossom] = self.pairs[at * width + member];
                }
            }
            for person in 1..=people {
                if self.held_by(member, person) != 0 {
                    self.holder[blossom * (people + 1) + person] = member;
                }
            }
        }
    }

    /// Opens an odd blossom: the even way through it stays in the tree.
    fn open(&mut self, blossom: usize) {
        for member in self.members[blossom].clone() {
            self.set_outer(member, member);
        }
        let entry = self.held_by(blossom, self.pair(blossom, self.parent[blossom]).from);
        let place = self.even_place(blossom, entry);
        let members = std::mem::take(&mut self.members[blossom]);
        for step in members[..place].chunks_exact(2) {
            let (odd, even) = (step[0], step[1]);
            self.parent[odd] = self.pair(even, odd).from;
            self.level[odd] = Level::Odd;
            self.level[even] = Level::Even;
            self.nearest[odd] = 0;
            self.find_nearest(even);
            self.enqueue(even);
        }
        self.level[entry] = Level::Odd;
        self.parent[entry] = self.parent[blossom];
        for &member in &members[place + 1..] {
            self.level[member] = Level::Outside;
            self.find_nearest(member);
        }
        self.outer[blossom] = 0;
    }

    /// Takes a tight pair into the tree; whether that ended in an augmentation.
    fn take(&mut self, pair: Pair) -> bool {
        let (one, other) = (self.outer[pair.from], self.outer[pair.to]);
        match self.level[other] {
            Level::Outside => {
                self.parent[other] = pair.from;
                self.level[other] = Level::Odd;
                let next = self.outer[self.partner[other]];
                self.nearest[other] = 0;
                self.nearest[next] = 0;
                self.level[next] = Level::Even;
                self.enqueue(next);
                false
            }
            Level::Even => {
                let meeting = self.meeting(one, other);
                if meeting == 0 {
                    self.augment(one, other);
                    self.augment(other, one);
                    return true;
                }
                self.shrink(one, meeting, other);
                false
            }
            Level::Odd => false,
        }
    }

    /// Adds one pair to the matching; false, if it is the heaviest already.
    pub(super) fn augment_once(&mut self) -> bool {
        self.level.fill(Level::Outside);
        self.nearest.fill(0);
        self.waiting.clear();
        for at in 1..=self.last {
            if self.is_outermost(at) && self.partner[at] == 0 {
                self.parent[at] = 0;
                self.level[at] = Level::Even;
                self.enqueue(at);
            }
        }
        if self.waiting.is_empty() {
            return false;
        }
        loop {
            if self.grow() {
                return true;
            }
            if !self.change_duals() {
                return false;
            }
            self.waiting.clear();
            if self.take_nearest() {
                return true;
            }
            for blossom in self.people + 1..=self.last {
                if self.is_outermost(blossom) && self.level[blossom] == Level::Odd && self.label[blossom] == 0
                {
                    self.open(blossom);
                }
            }
        }
    }

    /// Looks at everybody who waits; whether that ended in an augmentation.
    fn grow(&mut self) -> bool {
        while let Some(person) = self.waiting.pop_front() {
            if self.level[self.outer[person]] == Level::Odd {
                continue;
            }
            for other in 1..=self.people {
                let pair = self.pair(person, other);
                if pair.weight <= 0 || self.outer[person] == self.outer[other] {
                    continue;
                }
                if self.slack(pair) == 0 {
                    if self.take(pair) {
                        return true;
                    }
                } else {
                    self.offer_nearest(person, self.outer[other]);
                }
            }
        }
        false
    }

    /// Takes the pairs that have become tight.
    fn take_nearest(&mut self) -> bool {
        for at in 1..=self.last {
            let nearest = self.nearest[at];
            if self.is_outermost(at)
                && nearest != 0
                && self.outer[nearest] != at
                && self.nearest_slack(at) == 0
            {
                let pair = self.pair(nearest, at);
                if self.take(pair) {
                    return true;
                }
            }
        }
        false
    }

    /// Changes the duals as far as the first pair becomes tight or the first blossom is used up; false, when somebody
    /// without a partner has used up theirs, so that no heavier matching exists.
    fn change_duals(&mut self) -> bool {
        let mut by = i64::MAX;
        for at in 1..=self.last {
            if !self.is_outermost(at) {
                continue;
            }
            if at > self.people && self.level[at] == Level::Odd {
                by = by.min(self.label[at] / 2);
            }
            if self.nearest[at] != 0 {
                match self.level[at] {
                    Level::Outside => by = by.min(self.nearest_slack(at)),
                    Level::Even => by = by.min(self.nearest_slack(at) / 2),
                    Level::Odd => {}
                }
            }
        }
        let even = |at: &usize| self.level[self.outer[*at]] == Level::Even;
        if (1..=self.people).filter(even).any(|person| self.label[person] <= by) {
            return false;
        }
        for person in 1..=self.people {
            match self.level[self.outer[person]] {
                Level::Even => self.label[person] -= by,
                Level::Odd => self.label[person] += by,
                Level::Outside => {}
            }
        }
        for blossom in self.people + 1..=self.last {
            if self.is_outermost(blossom) {
                match self.level[blossom] {
                    Level::Even => self.label[blossom] += 2 * by,
                    Level::Odd => self.label[blossom] -= 2 * by,
                    Level::Outside => {}
                }
            }
        }
        true
    }
}
