//! Who is likely to answer a question well.
//!
//! Everybody of whom something is known gets a few [`Features`], numbers of which each has a plain meaning;
//! their weighted sum is the score. Read as a conditional logit (Train 2009, "Discrete Choice Methods with
//! Simulation", ch. 3) it says with which odds the next answer is theirs, and so the [`Weights`] were
//! fitted: on the 40–70 % of DevOps Stack Exchange by time, each question seen with only what was known
//! before it. Who was asked often this week steps back, so that the same few are not asked for everything.
//!
//! The features: *votes*, similar past threads speaking for who answered them (expert finding by documents,
//! model 2 of Balog, Azzopardi & de Rijke 2006); *topics*, answers on the same topics; *activity* and
//! *recency*; the share of answers accepted; and what people *declared*, which lets those be found who have
//! not answered anything yet.

use super::evidence::{Answered, Evidence, Given, Person, Thread};
use super::index::Match;
use super::topics::{Asked, TopicId};
use super::{Asking, DocumentId, Expert, PersonId, Reason, Role};
use std::collections::HashMap;
use std::time::Duration;
use stoa_chat::Timestamp;

/// How many of the most similar past threads vote.
pub const VOTING_THREADS: usize = 100;

/// After so many days a vote or an answer on the topic is worth 1/e of a fresh one.
const MEMORY_DAYS: f64 = 180.0;

/// After so many days an answer is worth 1/e of a fresh one as a sign of activity.
const ACTIVITY_DAYS: f64 = 30.0;

/// Who has never answered counts as having answered so long ago: between the regulars and the departed.
const UNPROVEN_DAYS: f64 = 7.0;

/// A reason calls a thread similar if it has at least this share of the relevance of the most similar one ...
const SIMILAR_TO_BEST: f64 = 0.6;

/// ... and at least this relevance.
const SIMILAR: f64 = 0.1;

/// How many threads, or topics, a reason names at most.
const MOST_NAMED: usize = 3;

/// How "lately" is meant in a reason.
const LATELY: Duration = Duration::from_hours(30 * 24);

/// What is known of one person in view of one question.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Features {
    /// log(1 + votes of similar threads, decayed by age).
    votes: f64,
    /// Sum over the question's topics of rarity × log(1 + answers on it, decayed by age).
    topics: f64,
    /// log(1 + answers to anything, decayed by age).
    activity: f64,
    /// −log(1 + days since the last answer).
    recency: f64,
    /// Share of answers accepted, smoothed towards a quarter.
    acceptance: f64,
    /// 1 for helping with a topic of the question, 2 for being its advocate, a half for being listed with it,
    /// otherwise 0.
    declared: f64,
}

/// What each feature adds to a person's log-odds of being the one who answers, per unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights {
    /// Of similar threads' votes.
    pub votes: f64,
    /// Of answers on the question's topics.
    pub topics: f64,
    /// Of answers to anything.
    pub activity: f64,
    /// Of having answered lately.
    pub recency: f64,
    /// Of the share of answers accepted.
    pub acceptance: f64,
    /// Of having declared a topic of the question. Reasoned, not fitted, for the data has no declarations:
    /// an offer to help counts for as much as one recent answer on the very subject, being an advocate for
    /// twice that.
    pub declared: f64,
    /// Taken off per log(1 + times asked in the last 7 days).
    pub load: f64,
    /// Of how they dealt with what they were asked ([`Response::factor`](super::Response::factor), between −1 and
    /// 1). Reasoned, not fitted: it decides between people who know about as much, and never outweighs an answer
    /// on the very subject.
    pub response: f64,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            votes: 1.5,
            topics: 0.22,
            activity: 0.6,
            recency: 0.65,
            acceptance: 1.3,
            declared: 1.5,
            load: 0.3,
            response: 0.4,
        }
    }
}

impl Weights {
    fn score(&self, features: &Features) -> f64 {
        self.votes * features.votes
            + self.topics * features.topics
            + self.activity * features.activity
            + self.recency * features.recency
            + self.acceptance * features.acceptance
            + self.declared * features.declared
    }
}

/// One question, about to be put to people.
pub struct Ranking<'a> {
    /// What features are worth.
    pub weights: &'a Weights,
    /// What speaks for people.
    pub evidence: &'a Evidence,
    /// Who asks, and when.
    pub asking: &'a Asking<'a>,
    /// The most similar past threads, best first.
    pub similar: Vec<(&'a Match, &'a Thread)>,
    /// The question's topics.
    pub topics: Vec<Asked>,
}

impl Ranking<'_> {
    /// The best `limit` people for whom there is a reason to ask them, best first, ties by id.
    pub fn best(&self, limit: usize) -> Vec<Expert> {
        let votes = self.votes();
        let mut ranked: Vec<(f64, PersonId, &Person)> = (self.evidence.people.iter())
            .filter(|(id, _)| Some(**id) != self.asking.asker)
            .map(|(id, person)| {
                let features = self.features(person, votes.get(id).copied().unwrap_or(0.0));
                (self.weights.score(&features) + self.present(*id), *id, person)
            })
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let expert = |(score, id, person)| Expert { person: id, score, reasons: self.reasons(id, person) };
        ranked.into_iter().map(expert).filter(|expert| !expert.reasons.is_empty()).take(limit).collect()
    }

    /// What their present days add: how busy we kept them, and how they dealt with what they were asked.
    fn present(&self, id: PersonId) -> f64 {
        let load = f64::from((self.asking.load)(id)).ln_1p();
        self.weights.response * (self.asking.response)(id).factor() - self.weights.load * load
    }

    /// How much the similar threads speak for each of their answerers.
    fn votes(&self) -> HashMap<PersonId, f64> {
        let mut votes = HashMap::new();
        let best = self.similar.first().map_or(1.0, |(found, _)| found.score);
        for (found, thread) in &self.similar {
            for given in &thread.answers {
                if let Some(helper) = given.helper {
                    let vote = found.score / best * worth(given) * self.decay(given.at, MEMORY_DAYS);
                    *votes.entry(helper).or_default() += vote;
                }
            }
        }
        votes
    }

    fn features(&self, person: &Person, votes: f64) -> Features {
        let answers = &person.answers;
        let accepted = answers.iter().filter(|answered| answered.accepted).count();
        let idle_days = answers.last().map_or(UNPROVEN_DAYS, |last| self.days_since(last.at));
        let declared = self.declared(person).map(|(_, role)| match role {
            Role::Listed => 0.5,
            Role::Helps => 1.0,
            Role::Advocate => 2.0,
        });
        Features {
            votes: votes.ln_1p(),
            topics: self
                .topics
                .iter()
                .map(|topic| topic.idf * self.decayed(on(answers, topic.id), MEMORY_DAYS))
                .sum(),
            activity: self.decayed(answers.iter(), ACTIVITY_DAYS),
            recency: -idle_days.ln_1p(),
            acceptance: (f64::from(whole(accepted)) + 1.0) / (f64::from(whole(answers.len())) + 4.0),
            declared: declared.fold(0.0, f64::max),
        }
    }

    /// log(1 + number of answers, decayed by age).
    fn decayed<'b>(&self, answers: impl Iterator<Item = &'b Answered>, days: f64) -> f64 {
        answers.map(|answered| self.decay(answered.at, days)).sum::<f64>().ln_1p()
    }

    fn decay(&self, at: Timestamp, days: f64) -> f64 {
        (-self.days_since(at) / days).exp()
    }

    fn days_since(&self, at: Timestamp) -> f64 {
        self.asking.at.since(at).as_secs_f64() / 86_400.0
    }

    /// The question's topics that `person` declared, and as what.
    fn declared<'b>(&'b self, person: &'b Person) -> impl Iterator<Item = (&'b Asked, Role)> {
        self.topics.iter().filter_map(|topic| Some((topic, *person.declared.get(&topic.id)?)))
    }

    /// What of the above can be told; only what contributed.
    fn reasons(&self, id: PersonId, person: &Person) -> Vec<Reason> {
        let mut reasons = Vec::new();
        let similar = self.similar_answered_by(id);
        if !similar.is_empty() {
            reasons.push(Reason::AnsweredSimilar(similar));
        }
        reasons.extend(self.answered_on_topics(person));
        reasons.extend(
            self.declared(person)
                .map(|(topic, role)| Reason::Declared { topic: topic.name.to_string(), role }),
        );
        let lately = person.answers.iter().filter(|answered| self.asking.at.since(answered.at) <= LATELY);
        match whole(lately.count()) {
            0 => {}
            answers => reasons.push(Reason::AnsweredLately { answers }),
        }
        reasons
    }

    fn similar_answered_by(&self, id: PersonId) -> Vec<DocumentId> {
        let answered = |thread: &Thread| thread.answers.iter().any(|given| given.helper == Some(id));
        let best = self.similar.first().map_or(0.0, |(best, _)| best.relevance);
        let least = SIMILAR.max(best * SIMILAR_TO_BEST);
        let similar = self.similar.iter().take_while(|(found, _)| found.relevance >= least);
        similar
            .filter(|(_, thread)| answered(thread))
            .map(|(found, _)| found.document)
            .take(MOST_NAMED)
            .collect()
    }

    /// One reason for each of the topics on which `person` answered most, most first.
    fn answered_on_topics(&self, person: &Person) -> Vec<Reason> {
        let mut counted: Vec<_> = (self.topics.iter())
            .map(|topic| (on(&person.answers, topic.id).count(), topic))
            .filter(|(answers, _)| *answers > 0)
            .collect();
        counted.sort_by_key(|(answers, _)| std::cmp::Reverse(*answers));
        let reason = |(answers, topic): (usize, &Asked)| Reason::AnsweredOnTopic {
            topic: topic.name.to_string(),
            answers: whole(answers),
            accepted: whole(on(&person.answers, topic.id).filter(|answered| answered.accepted).count()),
        };
        counted.into_iter().take(MOST_NAMED).map(reason).collect()
    }
}

/// An accepted answer speaks twice as loud; one that helped others, a little louder with each of them.
fn worth(given: &Given) -> f64 {
    1.0 + f64::from(u8::from(given.accepted)) + 0.5 * f64::from(given.helped).ln_1p()
}

/// Those of `answers` that were given on `topic`.
fn on(answers: &[Answered], topic: TopicId) -> impl Iterator<Item = &Answered> {
    answers.iter().filter(move |answered| answered.topics.contains(&topic))
}

fn whole(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
