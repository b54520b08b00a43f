//! The company: who works where, who knows what, and what each of them is like.

use crate::Scale;
use chrono_tz::Tz;
use rand::{Rng as _, RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha12Rng;

/// The sites, with their time zones.
pub const SITES: [(&str, Tz); 5] = [
    ("#warsaw", Tz::Europe__Warsaw),
    ("#london", Tz::Europe__London),
    ("#new-york", Tz::America__New_York),
    ("#bangalore", Tz::Asia__Kolkata),
    ("#sydney", Tz::Australia__Sydney),
];

/// What is asked about: a topic, and the words that questions on it are made of.
pub const TOPICS: [(&str, [&str; 8]); 10] = [
    ("postgres", ["index", "vacuum", "query", "replica", "transaction", "deadlock", "partition", "planner"]),
    ("terraform", ["state", "module", "provider", "backend", "plan", "drift", "workspace", "variable"]),
    ("kubernetes", ["pod", "ingress", "probe", "namespace", "deployment", "volume", "secret", "operator"]),
    ("git", ["rebase", "branch", "commit", "merge", "stash", "tag", "submodule", "hook"]),
    ("rust", ["borrow", "lifetime", "trait", "macro", "crate", "closure", "async", "iterator"]),
    ("travel", ["ticket", "hotel", "receipt", "visa", "allowance", "train", "booking", "refund"]),
    ("contracts", ["clause", "signature", "vendor", "renewal", "liability", "notice", "annex", "penalty"]),
    ("design", ["contrast", "typeface", "layout", "icon", "palette", "spacing", "prototype", "grid"]),
    ("hiring", ["interview", "offer", "referral", "panel", "candidate", "rubric", "screening", "feedback"]),
    ("security", ["token", "certificate", "phishing", "password", "audit", "firewall", "scan", "incident"]),
];

/// What somebody says when they are first asked whether they may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// At most so many a week.
    AWeek(u32),
    /// Only on the topic they were asked about.
    OnlyThis,
    /// Not at all.
    Never,
    /// Nothing.
    Nothing,
}

/// Somebody who works there.
#[derive(Clone, Debug)]
pub struct Person {
    /// Their account, which is also their name.
    pub id: String,
    /// Which of [`SITES`] they work at.
    pub site: usize,
    /// Which of [`TOPICS`] they know something about.
    pub knows: Vec<usize>,
    /// Whether they say so themselves; the others were named by a moderator.
    pub says_so: bool,
    /// What they wish when they are first asked.
    pub wish: Wish,
    /// How likely they are, in percent, to take a request, and to pass it on otherwise.
    pub takes: u32,
    /// See `takes`.
    pub passes: u32,
}

impl Person {
    /// Their time zone.
    pub fn zone(&self) -> Tz {
        SITES[self.site].1
    }
}

/// Everybody.
#[derive(Clone, Debug)]
pub struct Company {
    /// How large it is.
    pub scale: Scale,
    /// The people; the first is the moderator.
    pub people: Vec<Person>,
}

impl Company {
    /// A company of this size.
    pub fn found(scale: Scale, seed: u64) -> Self {
        let mut rng = ChaCha12Rng::seed_from_u64(seed);
        let people = (0..scale.people).map(|number| person(number, &mut rng)).collect();
        Self { scale, people }
    }
}

fn person(number: usize, rng: &mut ChaCha12Rng) -> Person {
    let mut roll = |below: u32| rng.random_range(0..below);
    // One in six knows something worth asking about, most of them one thing.
    let subjects = if roll(6) == 0 { 1 + usize::from(roll(3) == 0) } else { 0 };
    let mut knows: Vec<usize> = (0..subjects).map(|_| roll(10) as usize).collect();
    knows.dedup();
    let wish = match roll(20) {
        0..=7 => Wish::AWeek(2),
        8 | 9 => Wish::AWeek(1),
        10..=12 => Wish::AWeek(5),
        13 | 14 => Wish::OnlyThis,
        15 | 16 => Wish::Never,
        _ => Wish::Nothing,
    };
    let (says_so, takes) = (roll(2) == 0, 35 + roll(55));
    let passes = roll(100 - takes);
    let site = rng.next_u32() as usize % SITES.len();
    Person { id: format!("p{number:04}"), site, knows, says_so, wish, takes, passes }
}
