//! Measures search and routing on real questions and answers, and refuses to get worse.
//!
//! The data are not part of the project: `$STOA_REFERENCE_DIR/data` holds a dump of DevOps Stack Exchange
//! and the stackfaq collection of human paraphrases (Karan & Šnajder 2018). Without them the tests say so
//! and pass.

#![expect(clippy::print_stdout, reason = "the figures are what one runs this for")]

use super::{
    Answer, AnswerId, Asking, Document, DocumentId, Knowledge, PersonId, Query, Response, Tuning,
    WORTH_OFFERING,
};
use flate2::read::GzDecoder;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::path::PathBuf;
use std::time::Duration;
use stoa_chat::Timestamp;

/// Votes and accepted marks are known only from the day of the dump: they count from here on.
const MARKS_AFTER: Duration = Duration::from_hours(14 * 24);

#[derive(Deserialize)]
struct Faq {
    id: i64,
    question: String,
    answers: Vec<String>,
    queries: Vec<String>,
}

#[derive(Deserialize)]
struct Asked {
    id: i64,
    t: String,
    user: i64,
    title: String,
    body: String,
    tags: Vec<String>,
    answers: Vec<Replied>,
}

#[derive(Deserialize)]
struct Replied {
    id: i64,
    t: String,
    user: i64,
    accepted: bool,
    score: i64,
    body: String,
}

/// Quality of a list of rankings.
#[derive(Debug, Default)]
struct Quality {
    rankings: f64,
    reciprocal_ranks: f64,
    firsts: f64,
    in_five: f64,
    in_ten: f64,
}

impl Quality {
    /// Notes at which place (from 0) the first right one stood.
    fn note(&mut self, place: Option<usize>) {
        let place = place.and_then(|place| u32::try_from(place).ok());
        let within = |places| f64::from(u8::from(place.is_some_and(|place| place < places)));
        self.rankings += 1.0;
        self.reciprocal_ranks += place.map_or(0.0, |place| 1.0 / (f64::from(place) + 1.0));
        self.firsts += within(1);
        self.in_five += within(5);
        self.in_ten += within(10);
    }

    fn mrr(&self) -> f64 {
        self.reciprocal_ranks / self.rankings
    }

    fn print(&self, name: &str) {
        let [first, five, ten] = [self.firsts, self.in_five, self.in_ten].map(|sum| sum / self.rankings);
        println!(
            "{name:<42} n {:>5} · MRR {:.3} · P@1 {first:.3} · Hit@5 {five:.3} · Hit@10 {ten:.3}",
            self.rankings,
            self.mrr()
        );
    }
}

/// The rows of a data file, or `None` (said aloud) where there are no data.
fn rows<T: for<'a> Deserialize<'a>>(name: &str) -> Option<Vec<T>> {
    #[expect(clippy::disallowed_methods, reason = "where test data lie is no setting of the program")]
    let Some(folder) = std::env::var_os("STOA_REFERENCE_DIR") else {
        println!("skipped: STOA_REFERENCE_DIR is not set");
        return None;
    };
    let path = PathBuf::from(folder).join("data").join(name);
    let lines = BufReader::new(GzDecoder::new(File::open(path).expect("the data file opens"))).lines();
    Some(
        lines
            .map(|line| serde_json::from_str(&line.expect("text")).expect("a row of the known shape"))
            .collect(),
    )
}

fn faq_document(faq: &Faq) -> Document {
    let answer = |(id, body): (i64, &String)| Answer {
        id: AnswerId(faq.id * 1_000 + id),
        by: None,
        at: Timestamp::from_millis(id),
        body: body.clone(),
        accepted: false,
        helped: 0,
    };
    Document {
        id: DocumentId(faq.id),
        title: faq.question.clone(),
        body: String::new(),
        topics: Vec::new(),
        asker: None,
        answers: (0..).zip(&faq.answers).map(answer).collect(),
    }
}

#[test]
fn paraphrases_find_their_question() {
    let Some(faqs) = rows::<Faq>("stackfaq.jsonl.gz") else { return };
    let mut knowledge = Knowledge::default();
    for faq in &faqs {
        knowledge.upsert(&faq_document(faq));
    }
    let mut quality = Quality::default();
    for (faq, text) in faqs.iter().flat_map(|faq| faq.queries.iter().map(move |query| (faq, query))) {
        let hits = knowledge.search(&Query { text, ..Query::default() }, 125);
        quality.note(hits.iter().position(|hit| hit.document.0 == faq.id));
    }
    quality.print("stackfaq, search");
    assert!(quality.mrr() >= 0.83 && quality.in_ten / quality.rankings >= 0.97);
}

/// Half of the FAQs are known; the other half's paraphrases have no known answer and should be offered
/// none.
#[test]
fn known_answers_are_offered_where_there_are_any() {
    let Some(faqs) = rows::<Faq>("stackfaq.jsonl.gz") else { return };
    let mut knowledge = Knowledge::default();
    faqs.iter().filter(|faq| faq.id % 2 == 0).for_each(|faq| knowledge.upsert(&faq_document(faq)));
    println!("relevance  offered though unknown  right one among three offered, of the known");
    let rates = |threshold: f64| {
        let (mut known, mut right, mut unknown, mut wrong) = (0, 0, 0, 0);
        for (faq, text) in faqs.iter().flat_map(|faq| faq.queries.iter().map(move |query| (faq, query))) {
            let mut offers = knowledge.search(&Query { text, ..Query::default() }, 3);
            offers.retain(|hit| hit.relevance >= threshold);
            if faq.id % 2 == 0 {
                known += 1;
                right += u32::from(offers.iter().any(|hit| hit.document.0 == faq.id));
            } else {
                unknown += 1;
                wrong += u32::from(!offers.is_empty());
            }
        }
        (f64::from(wrong) / f64::from(unknown), f64::from(right) / f64::from(known))
    };
    for threshold in [0.3, 0.4, WORTH_OFFERING, 0.6] {
        let (wrong, right) = rates(threshold);
        println!("{threshold:>9} {wrong:>23.3} {right:>43.3}");
    }
    let (wrong, right) = rates(WORTH_OFFERING);
    assert!(wrong <= 0.15 && right >= 0.38);
}

/// One thing that happened: (when, which question, what).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Happened {
    Answered,
    Asked,
    Marked,
}

fn history(questions: &[Asked]) -> Vec<(Timestamp, Happened, usize)> {
    let mut history = Vec::new();
    for (place, question) in questions.iter().enumerate() {
        history.push((moment(&question.t), Happened::Asked, place));
        for reply in &question.answers {
            history.push((moment(&reply.t), Happened::Answered, place));
            if reply.accepted || reply.score > 0 {
                history.push((moment(&reply.t) + MARKS_AFTER, Happened::Marked, place));
            }
        }
    }
    history.sort_unstable();
    history
}

/// What was to be seen of a question at a time.
fn as_seen_at(question: &Asked, now: Timestamp) -> Document {
    let visible = question.answers.iter().filter(|answer| moment(&answer.t) <= now);
    let answer = |reply: &Replied| {
        let at = moment(&reply.t);
        let marked = at + MARKS_AFTER <= now;
        Answer {
            id: AnswerId(reply.id),
            by: person(reply.user),
            at,
            body: reply.body.clone(),
            accepted: reply.accepted && marked,
            helped: if marked { u32::try_from(reply.score).unwrap_or(0) } else { 0 },
        }
    };
    Document {
        id: DocumentId(question.id),
        title: question.title.clone(),
        body: question.body.clone(),
        topics: question.tags.clone(),
        asker: person(question.user),
        answers: visible.map(answer).collect(),
    }
}

fn person(user: i64) -> Option<PersonId> {
    u128::try_from(user).ok().filter(|user| *user > 0).map(PersonId)
}

/// `2017-02-28T16:47:57`, UTC.
fn moment(text: &str) -> Timestamp {
    let time = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S").expect("a moment");
    Timestamp::from_millis(time.and_utc().timestamp_millis())
}

#[test]
fn questions_reach_those_who_answered_them() {
    let Some(questions) = rows::<Asked>("devops_se.jsonl.gz") else { return };
    let quality = prequential(&questions, Tuning::default(), 70..100);
    quality.print("DevOps, experts (last 30 %)");
    assert!(quality.mrr() >= 0.31 && quality.in_five / quality.rankings >= 0.45);
}

/// Every question in a slice of the whole time is ranked with only what was known before it (Dawid 1984).
///
/// Scored are questions which somebody answered who had answered another's question before.
fn prequential(questions: &[Asked], tuning: Tuning, percent: Range<usize>) -> Quality {
    let slice = questions.len() * percent.start / 100..questions.len() * percent.end / 100;
    let mut knowledge = Knowledge::new(tuning);
    let mut quality = Quality::default();
    let mut helpers = BTreeSet::new();
    let mut changed = BTreeSet::new();
    for (now, happened, place) in history(questions) {
        let question = &questions[place];
        let asker = person(question.user);
        if happened == Happened::Asked && slice.contains(&place) {
            for changed in std::mem::take(&mut changed) {
                knowledge.upsert(&as_seen_at(&questions[changed], now));
            }
            let truth: BTreeSet<_> =
                helpers_in(question, |_| true).filter(|who| helpers.contains(who)).collect();
            if !truth.is_empty() {
                let text = format!("{}\n{}", question.title, question.body);
                let query = Query { text: &text, topics: &question.tags, except: None };
                let experts = knowledge.experts(
                    &query,
                    &Asking { asker, at: now, load: &|_| 0, response: &|_| Response::default() },
                    usize::MAX,
                );
                quality.note(experts.iter().position(|expert| truth.contains(&expert.person)));
            }
        }
        changed.insert(place);
        helpers.extend(helpers_in(question, |at| at <= now));
    }
    quality
}

/// Those who answered somebody else's question, at a moment that counts.
fn helpers_in(question: &Asked, counts: impl Fn(Timestamp) -> bool) -> impl Iterator<Item = PersonId> {
    let replies =
        question.answers.iter().filter(move |reply| reply.user != question.user && counts(moment(&reply.t)));
    replies.filter_map(|reply| person(reply.user))
}
