//! Matches the people of instances that the script `run` made.
//!
//! Commands come by standard input, so that the script can let its runs and those of others take turns.

#[path = "../../../src/matching/mod.rs"]
#[expect(dead_code, unused_imports, reason = "the benchmark needs only a part of it")]
mod matching;

use matching::{Market, Matching, PersonKey, Possible};
use std::io::{self, BufRead, Write};
use std::time::Instant;

fn main() -> io::Result<()> {
    let mut instance = None;
    for line in io::stdin().lock().lines() {
        let line = line?;
        let answer = match line.split_once(' ') {
            Some(("load", path)) => {
                instance = Some(Instance::read(path)?);
                String::new()
            }
            Some(("newcomers", count)) => {
                newcomers(loaded(instance.as_ref()), count.parse().expect("a number"))
            }
            _ => solve(loaded(instance.as_ref())),
        };
        println!("{answer}");
        io::stdout().flush()?;
    }
    Ok(())
}

/// A file of little-endian 32-bit numbers: mentees, mentors, pairs; capacities; then three columns of pairs.
struct Instance {
    mentees: Vec<PersonKey>,
    mentors: Vec<(PersonKey, u32)>,
    pairs: Vec<Possible>,
}

fn loaded(instance: Option<&Instance>) -> &Instance {
    instance.expect("load an instance first")
}

impl Instance {
    fn read(path: &str) -> io::Result<Self> {
        let bytes = std::fs::read(path)?;
        let numbers: Vec<u32> =
            bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        let (mentees, mentors, pairs) = (numbers[0], numbers[1] as usize, numbers[2] as usize);
        let capacities = numbers[3..].iter().take(mentors);
        let columns = &numbers[3 + mentors..];
        let pair = |at: usize| Possible {
            mentee: columns[at],
            mentor: columns[pairs + at],
            score: u16::try_from(columns[2 * pairs + at]).expect("a score"),
        };
        Ok(Self {
            mentees: (0..mentees).map(PersonKey::from).collect(),
            mentors: (0..).zip(capacities.copied()).collect(),
            pairs: (0..pairs).map(pair).collect(),
        })
    }
}

/// How many were matched, at which regret, and the seconds that it took to build and to solve.
fn solve(instance: &Instance) -> String {
    let begun = Instant::now();
    let market = Market::new(7, &instance.mentees, &instance.mentors, &instance.pairs);
    let built = begun.elapsed();
    let found = Matching::new(market).assignment();
    let solved = begun.elapsed() - built;
    let bound = found.certificate.bound;
    assert_eq!(bound, found.cost, "the certificate proves it");
    format!("{} {} {} {}", found.matched, found.cost.regret, built.as_secs_f64(), solved.as_secs_f64())
}

/// Matches all but the last `count` mentees, lets these come one by one, and gives the microseconds that half of them
/// and all but a hundredth took at most, and the longest.
fn newcomers(instance: &Instance, count: usize) -> String {
    let there = instance.mentees.len() - count;
    let early = |pair: &&Possible| (pair.mentee as usize) < there;
    let pairs: Vec<Possible> = instance.pairs.iter().filter(early).copied().collect();
    let mut rows = vec![Vec::new(); count];
    for pair in instance.pairs.iter().filter(|pair| !early(pair)) {
        rows[pair.mentee as usize - there].push(*pair);
    }
    let mut matching = Matching::new(Market::new(7, &instance.mentees[..there], &instance.mentors, &pairs));
    let mut took: Vec<f64> = Vec::new();
    for (key, row) in instance.mentees[there..].iter().zip(&rows) {
        let begun = Instant::now();
        matching.arrive(*key, row);
        took.push(begun.elapsed().as_secs_f64() * 1e6);
    }
    took.sort_by(f64::total_cmp);
    let found = matching.assignment();
    let at = |share: usize| took[(took.len() * share / 100).min(took.len() - 1)];
    format!("{} {} {} {} {}", found.matched, found.cost.regret, at(50), at(99), at(100))
}
