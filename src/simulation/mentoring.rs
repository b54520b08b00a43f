//! A dry run of mentoring: pairs, scores, reasons, how fair it is, and the proof that it cannot be done better.

use super::people::{Day, Names, Unreadable, key, week};
use crate::matching::{
    Assignment, BetterButFull, Fit, Found, MOST_PEOPLE, Missing, Person, Weights, Worth, round,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Who seeks and who offers mentoring.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MentoringFile {
    /// What chance breaks ties by.
    #[serde(default)]
    seed: u64,
    /// A day of the week whose working hours are compared.
    #[serde(default)]
    week: Day,
    #[serde(default)]
    weights: Weights,
    mentors: Vec<Entry>,
    mentees: Vec<Entry>,
    /// Pairs of names who were matched before.
    #[serde(default)]
    past: Vec<(String, String)>,
}

/// Somebody.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    /// Topics offered, or wanted.
    topics: Vec<String>,
    #[serde(default = "one")]
    capacity: u32,
    #[serde(default = "english")]
    languages: Vec<String>,
    #[serde(default = "utc")]
    zone: String,
    #[serde(default = "office_hours")]
    hours: String,
    seniority: Option<i32>,
    team: Option<String>,
    manager: Option<String>,
    /// In percent.
    feedback: Option<u32>,
    #[serde(default)]
    avoid: Vec<String>,
    #[serde(default)]
    wishes: Vec<String>,
}

fn one() -> u32 {
    1
}

fn english() -> Vec<String> {
    vec!["en".to_owned()]
}

pub(super) fn utc() -> String {
    "UTC".to_owned()
}

pub(super) fn office_hours() -> String {
    "Mon-Fri 9-17".to_owned()
}

/// What would happen.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct MentoringReport {
    /// Who would get whom.
    pub pairs: Vec<Pair>,
    /// Who would stay without, and what kept them.
    pub without: Vec<Without>,
    /// How fair it is.
    pub fairness: Fairness,
    /// That it is the best: what it costs, and the least that anything can cost.
    pub certificate: Proof,
}

/// One pair.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// The names.
    pub mentee: String,
    /// The mentor's.
    pub mentor: String,
    /// How well they fit: 0 to 1000.
    pub score: u16,
    /// What they share.
    pub topics: Vec<String>,
    /// Common working hours a week.
    pub hours: u32,
    /// Common languages.
    pub languages: Vec<String>,
    /// Which wish it is, from 1.
    pub wish: Option<usize>,
    /// What the mentor who suits the mentee best would have cost all others, if that is another one.
    pub better_but_full: Option<BetterButFull>,
}

/// Somebody without a mentor.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Without {
    /// Their name.
    pub mentee: String,
    /// What kept them.
    pub because: &'static str,
}

/// How the scores are spread.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Fairness {
    /// How many seek a mentor.
    pub mentees: usize,
    /// How many places there are.
    pub places: u64,
    /// How many get a mentor.
    pub matched: usize,
    /// The score of the worst pair, of the pair that a twentieth is worse than, and of the one in the middle.
    pub worst: u16,
    /// A twentieth is worse.
    pub fifth_percentile: u16,
    /// The middle.
    pub median: u16,
    /// How many got their first wish, and how many one of their wishes.
    pub first_wish: usize,
    /// Any wish.
    pub any_wish: usize,
}

/// What proves that nothing is better.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// How many stay without, and the squared regret of the pairs.
    pub unmatched: i64,
    /// Squared regret.
    pub regret: i64,
    /// The same, as the prices prove that it cannot be less.
    pub bound_unmatched: i64,
    /// The bound of the regret.
    pub bound_regret: i64,
    /// Whether both are the same.
    pub optimal: bool,
}

/// Matches the people of `file`.
///
/// # Errors
/// When a name, an hour or a zone cannot be read.
pub fn simulate_mentoring(file: &MentoringFile) -> Result<MentoringReport, Unreadable> {
    let count = file.mentees.len().max(file.mentors.len());
    if count > MOST_PEOPLE {
        return Err(Unreadable(format!("{count} people on one side are too many: at most {MOST_PEOPLE}")));
    }
    Names::of("`mentees`", file.mentees.iter().map(|entry| entry.name.as_str()))?;
    let mentor_names = Names::of("`mentors`", file.mentors.iter().map(|entry| entry.name.as_str()))?;
    let mut mentees = read(&file.mentees, file.week.0)?;
    let mentors = read(&file.mentors, file.week.0)?;
    for entry in &file.mentees {
        for wish in &entry.wishes {
            mentor_names.expect(wish, &format!("a wish of `{}`", entry.name))?;
        }
    }
    keep_apart(&mut mentees, &file.past);
    let named = |entries: &[Entry]| entries.iter().map(|entry| entry.name.clone()).collect::<Vec<_>>();
    let places = file.mentors.iter().map(|mentor| mentor.capacity);
    let programme = Programme {
        seed: file.seed,
        weights: file.weights.clone(),
        mentees: named(&file.mentees).into_iter().zip(mentees).collect(),
        mentors: named(&file.mentors).into_iter().zip(mentors.into_iter().zip(places)).collect(),
    };
    Ok(programme.rehearse())
}

/// Everybody who would be matched, each with the name that a report gives them.
#[derive(Debug)]
pub struct Programme {
    /// What chance breaks ties by.
    pub seed: u64,
    /// What counts how much.
    pub weights: Weights,
    /// Who seeks.
    pub mentees: Vec<(String, Person)>,
    /// Who offers, and how many places they have.
    pub mentors: Vec<(String, (Person, u32))>,
}

impl Programme {
    /// Matches everybody, and tells nobody but the reader of the report.
    pub fn rehearse(self) -> MentoringReport {
        let places = self.mentors.iter().map(|(_, (_, places))| u64::from(*places)).sum();
        let (mentee_names, mentees): (Vec<String>, Vec<Person>) = self.mentees.into_iter().unzip();
        let (mentor_names, mentors): (Vec<String>, Vec<(Person, u32)>) = self.mentors.into_iter().unzip();
        let found = round(self.seed, &mentees, &mentors, &self.weights);
        let certificate = proof(&found.assignment);
        let (mut pairs, mut without) = (Vec::new(), Vec::new());
        for (mentee, found) in mentee_names.into_iter().zip(found.found) {
            match found {
                Found::Mentor { mentor, fit, better } => {
                    pairs.push(pair((mentee, mentor_names[mentor].clone()), fit, better));
                }
                Found::Nobody(missing) => without.push(Without { mentee, because: because(missing) }),
            }
        }
        let fairness = fairness(mentees.len(), places, &pairs);
        MentoringReport { pairs, without, fairness, certificate }
    }
}

/// Whoever was a pair is none again.
fn keep_apart(mentees: &mut [Person], past: &[(String, String)]) {
    for (mentee, mentor) in past {
        let (mentee, mentor) = (key(mentee), key(mentor));
        if let Some(person) = mentees.iter_mut().find(|person| person.key == mentee) {
            person.never.insert(mentor);
        }
    }
}

fn read(entries: &[Entry], day: NaiveDate) -> Result<Vec<Person>, Unreadable> {
    entries
        .iter()
        .map(|entry| {
            Ok(Person {
                key: key(&entry.name),
                topics: entry
                    .topics
                    .iter()
                    .map(|topic| topic.trim_start_matches('#').to_lowercase())
                    .collect(),
                languages: entry.languages.iter().map(|language| language.to_lowercase()).collect(),
                week: week(&entry.hours, &entry.zone, day, &format!("`{}`", entry.name))?,
                seniority: entry.seniority,
                team: entry.team.clone(),
                manager: entry.manager.as_deref().map(key),
                feedback: entry.feedback,
                never: entry.avoid.iter().map(|name| key(name)).collect(),
                wishes: entry.wishes.iter().map(|name| key(name)).collect(),
            })
        })
        .collect()
}

fn pair((mentee, mentor): (String, String), fit: Fit, better_but_full: Option<BetterButFull>) -> Pair {
    Pair {
        mentee,
        mentor,
        score: fit.score,
        topics: fit.topics,
        hours: fit.hours,
        languages: fit.languages,
        wish: fit.wish,
        better_but_full,
    }
}

fn because(missing: Missing) -> &'static str {
    match missing {
        Missing::Topics => "nobody offers what they want to learn",
        Missing::Language => "those who could help speak other languages",
        Missing::Hours => "those who could help work at other hours",
        Missing::Places => "those who fit have no place for them",
        Missing::Anybody => "there is nobody",
    }
}

fn fairness(mentees: usize, places: u64, pairs: &[Pair]) -> Fairness {
    let mut scores: Vec<u16> = pairs.iter().map(|pair| pair.score).collect();
    scores.sort_unstable();
    let at = |percent: usize| scores.get(scores.len() * percent / 100).copied().unwrap_or(0);
    Fairness {
        mentees,
        places,
        matched: pairs.len(),
        worst: at(0),
        fifth_percentile: at(5),
        median: at(50),
        first_wish: pairs.iter().filter(|pair| pair.wish == Some(1)).count(),
        any_wish: pairs.iter().filter(|pair| pair.wish.is_some()).count(),
    }
}

fn proof(found: &Assignment) -> Proof {
    let (Worth { unmatched, regret }, bound) = (found.cost, found.certificate.bound);
    Proof {
        unmatched,
        regret,
        bound_unmatched: bound.unmatched,
        bound_regret: bound.regret,
        optimal: found.cost == bound,
    }
}

impl fmt::Display for MentoringReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for pair in &self.pairs {
            let topics: Vec<String> = pair.topics.iter().map(|topic| format!("#{topic}")).collect();
            write!(f, "{} → {}   {} of 1000: {}", pair.mentee, pair.mentor, pair.score, topics.join(" "))?;
            write!(f, ", {} common hours a week, {}", pair.hours, pair.languages.join(" "))?;
            if let Some(wish) = pair.wish {
                write!(f, ", wish {wish}")?;
            }
            match pair.better_but_full {
                Some(BetterButFull::Costs(cost)) => {
                    write!(f, "; a better one is full: it would cost the others {cost} or more")?;
                }
                Some(BetterButFull::LeavesSomebodyOut) => {
                    write!(f, "; a better one is full: somebody would stay without")?;
                }
                None => {}
            }
            writeln!(f)?;
        }
        for without in &self.without {
            writeln!(f, "{} → nobody: {}", without.mentee, without.because)?;
        }
        let (fair, proof) = (&self.fairness, &self.certificate);
        writeln!(f, "\nmatched {} of {}, places {}", fair.matched, fair.mentees, fair.places)?;
        writeln!(
            f,
            "scores: worst {}, 5th percentile {}, median {}",
            fair.worst, fair.fifth_percentile, fair.median
        )?;
        writeln!(f, "wishes: {} got their first, {} any", fair.first_wish, fair.any_wish)?;
        let word = if proof.optimal { "the best there is" } else { "NOT PROVEN" };
        writeln!(
            f,
            "certificate: {} without and {} squared regret; at least {} and {}: {word}",
            proof.unmatched, proof.regret, proof.bound_unmatched, proof.bound_regret
        )
    }
}
