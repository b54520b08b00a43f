//! What happens: people act at moments of their own working time, and answer what reaches them.

use crate::people::{Company, Person, SITES, TOPICS, Wish};
use rand::{Rng as _, RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha12Rng;
use sha2::{Digest as _, Sha256};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::fmt::Write as _;
use std::time::Duration;
use stoa::database::Tx;
use stoa::on;
use stoa::people::hours::WorkingHours;
use stoa::settings::{Settings, Span};
use stoa::testing::{Community, MONDAY_NINE, Paper, Seen, TestDb};
use stoa_chat::{Backstage as _, MessageRef, Timestamp};

const MINUTE: Duration = Duration::from_mins(1);
const DAY: Duration = Duration::from_hours(24);

/// Something that somebody does; people are named by their place in the company.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Deed {
    Ask { topic: usize },
    Anyway { draft: String },
    Solved { draft: String },
    Wish { topic: String },
    Respond { question: String },
    Answer { question: String },
    Accept { answer: i64 },
}

/// A quarter as it went.
#[derive(Debug)]
pub struct Played {
    /// Who took part.
    pub company: Company,
    /// Every direct message from Stoa: to whom, when, and whether it was the answer to something they did then.
    pub direct: Vec<(usize, Timestamp, bool)>,
    /// Every request: its question, whom it went to, when, and how many they take in a week by then.
    pub requests: Vec<(i64, usize, Timestamp, u32)>,
    /// Who said that they never want to be asked, and when.
    pub never: BTreeMap<usize, Timestamp>,
    /// Every question: its asker, when it was asked, and when it was first answered.
    pub questions: BTreeMap<i64, (usize, Timestamp, Option<Timestamp>)>,
    digest: String,
}

impl Played {
    /// The same for the same events, whichever database they went through.
    pub fn digest(&self) -> &str {
        &self.digest
    }
}

struct Stage {
    community: Community,
    company: Company,
    rng: ChaCha12Rng,
    ahead: BinaryHeap<Reverse<(Timestamp, u64, usize, Deed)>>,
    planned: u64,
    shown: i64,
    cards: BTreeMap<String, (usize, MessageRef)>,
    asked_before: BTreeSet<usize>,
    acts: BTreeSet<(usize, Timestamp)>,
    wishes: Vec<(usize, Timestamp, u32)>,
    never: BTreeMap<usize, Timestamp>,
}

/// Plays it.
pub async fn play(test: &TestDb, company: Company, seed: u64) -> Played {
    let mut settings = Settings::default();
    settings.people.admins = vec!["paper/p0000".into()];
    settings.engine.keep_keys = Span::days(400);
    let community = Community::with(test, settings, Paper::new("paper")).await;
    let mut stage = Stage {
        community,
        company,
        rng: ChaCha12Rng::seed_from_u64(seed),
        ahead: BinaryHeap::new(),
        planned: 0,
        shown: 0,
        cards: BTreeMap::new(),
        asked_before: BTreeSet::new(),
        acts: BTreeSet::new(),
        wishes: Vec::new(),
        never: BTreeMap::new(),
    };
    stage.introduce().await;
    stage.plan_questions();
    while let Some(Reverse((at, _, who, deed))) = stage.ahead.pop() {
        stage.community.rehearsal.advance_to(at).await.expect("a settled engine");
        stage.look();
        stage.act(at, who, deed).await;
        stage.look();
    }
    stage.community.advance(DAY * 7).await;
    stage.end().await
}

impl Stage {
    /// Everybody is known, and those who know something have said so or been named.
    async fn introduce(&mut self) {
        let company = self.company.clone();
        for person in &company.people {
            let profile = self.community.profile(&person.id, &person.id, Some(person.zone().name()));
            self.community.happen(profile).await;
        }
        for person in &company.people {
            let topics: Vec<_> = person.knows.iter().map(|topic| format!("#{}", TOPICS[*topic].0)).collect();
            if topics.is_empty() {
                continue;
            }
            if person.says_so {
                let words = format!("helps {}", topics.join(" "));
                self.community.commands(&person.id, &format!("dm:{}", person.id), &words).await;
            } else {
                for topic in topics {
                    let words = format!("topic {topic} advocate @{}", person.id);
                    self.community.commands("p0000", "dm:p0000", &words).await;
                }
            }
        }
        self.shown = self.community.paper.seen_after(0).last().map_or(0, |(number, _)| *number);
    }

    fn plan_questions(&mut self) {
        let (scale, start) = (self.company.scale, MONDAY_NINE + DAY);
        for day in 0..scale.days {
            let date = start + DAY * u32::try_from(day / 5 * 7 + day % 5).expect("a small number");
            for _ in 0..scale.questions_a_day {
                let who = self.roll(scale.people);
                let topic = self.roll(TOPICS.len());
                let wait = MINUTE * u32::try_from(self.roll(8 * 60)).expect("a small number");
                let at = self.working(who, date + wait);
                self.plan(at, who, Deed::Ask { topic });
            }
        }
    }

    fn roll(&mut self, below: usize) -> usize {
        self.rng.random_range(0..below)
    }

    /// The first working moment of somebody from `at` on, by a few minutes of chance.
    fn working(&mut self, who: usize, at: Timestamp) -> Timestamp {
        let chance = MINUTE * (self.rng.next_u32() % 20)
            + Duration::from_millis(u64::from(self.rng.next_u32() % 60_000));
        let zone = self.company.people[who].zone();
        let hours = WorkingHours::default();
        hours.next_start(hours.next_start(at, zone) + chance, zone)
    }

    fn plan(&mut self, at: Timestamp, who: usize, deed: Deed) {
        self.planned += 1;
        self.ahead.push(Reverse((at, self.planned, who, deed)));
    }

    fn later(&mut self, who: usize, most_minutes: usize, deed: Deed) {
        let wait = MINUTE * u32::try_from(1 + self.roll(most_minutes)).expect("a small number");
        let at = self.working(who, self.community.rehearsal.now() + wait);
        self.plan(at, who, deed);
    }

    async fn act(&mut self, at: Timestamp, who: usize, deed: Deed) {
        self.acts.insert((who, at));
        let (person, own) = (self.company.people[who].clone(), format!("dm:p{who:04}"));
        match deed {
            Deed::Ask { topic } => {
                let (name, words) = TOPICS[topic];
                let mut word = || words[self.rng.random_range(0..words.len())];
                let question = format!(
                    "ask #{name} How do I keep the {} from breaking the {} when a {} changes in case {}?",
                    word(),
                    word(),
                    word(),
                    self.planned
                );
                self.community.commands(&person.id, SITES[person.site].0, &question).await;
            }
            Deed::Anyway { draft } => self.say(&person, &own, &format!("anyway {draft}")).await,
            Deed::Solved { draft } => self.say(&person, &own, &format!("solved {draft}")).await,
            Deed::Wish { topic } => self.wish(at, who, &person, &topic).await,
            Deed::Respond { question } => self.respond(who, &person, question).await,
            Deed::Answer { question } => {
                let words =
                    format!("answer {question} It depends on case {}; start with the logs.", self.planned);
                self.say(&person, &own, &words).await;
                self.accept_some(&question).await;
            }
            Deed::Accept { answer } => self.say(&person, &own, &format!("accept A{answer}")).await,
        }
    }

    async fn say(&self, person: &Person, place: &str, words: &str) {
        self.community.commands(&person.id, place, words).await;
    }

    /// Somebody says whether they may be asked.
    async fn wish(&mut self, at: Timestamp, who: usize, person: &Person, topic: &str) {
        let words = match person.wish {
            Wish::AWeek(number) => format!("askme {number}"),
            Wish::OnlyThis => format!("askme only #{topic}"),
            Wish::Never => "askme never".to_owned(),
            Wish::Nothing => return,
        };
        match person.wish {
            Wish::AWeek(number) => self.wishes.push((who, at, number)),
            Wish::Never => drop(self.never.insert(who, at)),
            Wish::OnlyThis | Wish::Nothing => {}
        }
        self.say(person, &format!("dm:{}", person.id), &words).await;
    }

    /// Somebody answers a request in one of the ways in which people do, or does not.
    async fn respond(&mut self, who: usize, person: &Person, question: String) {
        let own = format!("dm:{}", person.id);
        let roll = u32::try_from(self.roll(100)).expect("a small number");
        if roll < person.takes {
            self.say(person, &own, &format!("take {question}")).await;
            // One in eight takes it and then forgets.
            if self.roll(8) > 0 {
                self.later(who, 150, Deed::Answer { question });
            }
        } else if roll < person.takes + person.passes {
            let topic = if self.roll(3) == 0 { " topic" } else { "" };
            self.say(person, &own, &format!("pass {question}{topic}")).await;
        }
    }

    /// Two askers of three say that an answer helped.
    async fn accept_some(&mut self, question: &str) {
        const NEWEST: &str = "SELECT MAX(number) FROM answer WHERE question = $1";
        let Some((asker, _)) = self.cards.get(question).cloned() else { return };
        let number: i64 = question[1..].parse().expect("a number");
        let mut tx = self.community.engine().db().begin_read().await.expect("a transaction");
        let (newest,): (Option<i64>,) =
            on!(&mut tx, |c| sqlx::query_as(NEWEST).bind(number).fetch_one(c).await).expect("a number");
        if let Some(answer) = newest.filter(|_| !self.rng.next_u32().is_multiple_of(3)) {
            self.later(asker, 200, Deed::Accept { answer });
        }
    }

    /// People see what has reached them since the last look.
    fn look(&mut self) {
        for (number, seen) in self.community.paper.seen_after(self.shown) {
            self.shown = number;
            let value = |prefix: &str| {
                let button = seen.post.buttons.iter().find(|button| button.value.starts_with(prefix));
                button.map(|button| button.value[prefix.len()..].to_owned())
            };
            match (&seen.only, value("anyway "), value("take ")) {
                (Some(who), Some(draft), _) => {
                    let known = value("solved ").unwrap_or_default();
                    let deed = if self.roll(3) == 0 {
                        Deed::Solved { draft: known }
                    } else {
                        Deed::Anyway { draft }
                    };
                    self.later(number_of(who), 6, deed);
                }
                (Some(who), None, Some(question)) => self.requested(number_of(who), &seen, question),
                (None, _, Some(question)) => {
                    let words = seen.post.text.to_plain();
                    let asker = words.split("asked by p").nth(1).and_then(|rest| rest.get(..4));
                    let asker = asker.and_then(|digits| digits.parse().ok()).expect("an asker");
                    self.cards.insert(question.clone(), (asker, seen.message.clone()));
                    self.passed_by(asker, question);
                }
                _ => {}
            }
        }
    }

    /// One card in four is read by a colleague who happens to know.
    fn passed_by(&mut self, asker: usize, question: String) {
        let who = self.roll(self.company.people.len());
        if who != asker && self.roll(4) == 0 {
            self.later(who, 300, Deed::Answer { question });
        }
    }

    fn requested(&mut self, who: usize, seen: &Seen, question: String) {
        let only = seen.post.buttons.iter().find_map(|button| button.value.strip_prefix("askme only #"));
        if let Some(topic) = only.filter(|_| self.asked_before.insert(who)) {
            self.later(who, 60, Deed::Wish { topic: topic.to_owned() });
        }
        self.later(who, 240, Deed::Respond { question });
    }

    async fn end(self) -> Played {
        let mut tx = self.community.engine().db().begin_read().await.expect("a transaction");
        let record = Record::read(&mut tx).await;
        let seen: BTreeSet<String> =
            self.community.paper.seen().into_iter().map(|seen| seen.message.id).collect();
        let mut direct = BTreeMap::new();
        for (lane, message, at) in record.sent {
            let (Some(who), at) = (lane.strip_prefix("to:"), Timestamp::from_millis(at)) else { continue };
            // An edit stands in the outbox with the message that it changed: the message itself came first.
            let first = direct.entry(message).or_insert((number_of(who), at));
            first.1 = first.1.min(at);
        }
        direct.retain(|message, _| seen.contains(message));
        let answered = |(who, at): (usize, Timestamp)| (who, at, self.acts.contains(&(who, at)));
        let request = |(question, who, at): (i64, String, i64)| {
            let (who, at) = (number_of(&who), Timestamp::from_millis(at));
            (question, who, at, self.a_week(who, at))
        };
        let asked = |(number, who, at, first): (i64, String, i64, Option<i64>)| {
            (number, (number_of(&who), Timestamp::from_millis(at), first.map(Timestamp::from_millis)))
        };
        Played {
            direct: direct.into_values().map(answered).filter(|(_, at, _)| *at > MONDAY_NINE).collect(),
            requests: record.requests.into_iter().map(request).collect(),
            questions: record.questions.into_iter().map(asked).collect(),
            digest: digest(&self.community),
            never: self.never,
            company: self.company,
        }
    }

    /// How many questions a week somebody took at a moment, as they had said.
    fn a_week(&self, who: usize, at: Timestamp) -> u32 {
        let said = self.wishes.iter().rev().find(|(person, when, _)| *person == who && *when <= at);
        said.map_or(2, |(.., number)| *number)
    }
}

/// What the database says of it.
struct Record {
    questions: Vec<(i64, String, i64, Option<i64>)>,
    requests: Vec<(i64, String, i64)>,
    sent: Vec<(String, String, i64)>,
}

impl Record {
    async fn read(tx: &mut Tx) -> Self {
        const QUESTIONS: &str = "SELECT q.number, c.user_id, q.asked_at,
                (SELECT MIN(a.at) FROM answer a WHERE a.question = q.number)
            FROM question q JOIN account c ON c.member = q.asker ORDER BY q.number";
        const REQUESTS: &str = "SELECT a.question, c.user_id, a.at FROM asked a
            JOIN account c ON c.member = a.member ORDER BY a.question, a.at, c.user_id";
        const SENT: &str =
            "SELECT lane, message, planned_at FROM outbox WHERE message IS NOT NULL ORDER BY message";
        let questions = on!(tx, |c| sqlx::query_as(QUESTIONS).fetch_all(c).await).expect("questions");
        let requests = on!(tx, |c| sqlx::query_as(REQUESTS).fetch_all(c).await).expect("requests");
        let sent = on!(tx, |c| sqlx::query_as(SENT).fetch_all(c).await).expect("messages");
        Self { questions, requests, sent }
    }
}

fn number_of(who: &str) -> usize {
    who[1..].parse().expect("a person of the company")
}

/// Everything that anybody could see, in short.
fn digest(community: &Community) -> String {
    let mut digest = Sha256::new();
    for seen in community.paper.seen() {
        digest.update(format!("{:?} {:?} {:?} {:?}\n", seen.message, seen.only, seen.thread, seen.post));
    }
    digest.finalize().iter().take(8).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
