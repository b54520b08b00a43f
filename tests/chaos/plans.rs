//! One question's life, planned ahead: who asks, what the others do, and how it must stand in the end, however
//! often Stoa dies on the way.

use crate::{meetings, network};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha12Rng;
use stoa_chat::{
    Command, EventKind, Message, MessageRef, Network, Pick, PlaceRef, Pointed, Press, Profile, Reaction,
    Text, UserRef,
};

/// The people of the conversation.
pub const PEOPLE: [&str; 8] = ["ana", "ben", "chen", "dara", "eve", "fay", "gil", "hana"];
/// Who looks after them. Snoozed, so that what they are told is kept for another day.
pub const MODERATOR: &str = "mod";
/// A place in which Stoa offers help with what looks like a question.
const LOUNGE: &str = "#lounge";
const TOPICS: [&str; 4] = ["git", "postgres", "rust", "terraform"];
const PLACES: [&str; 3] = ["#help", "#infra", "#lobby"];
/// Few words, so that questions resemble each other and known answers are found.
const WORDS: [&str; 8] = ["lock", "state", "branch", "index", "slow", "merge", "deploy", "cache"];

/// How a question goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Course {
    /// Answered in the thread and accepted.
    Accepted,
    /// Two answers; the first is accepted, then the second instead.
    ChangedMind,
    /// Taken by a button, then answered.
    Taken,
    /// An answer is changed, another one is deleted.
    Rewritten,
    /// The question is changed, answered by command, and accepted on the message in which Stoa shows the answer.
    FromAfar,
    /// Taken, and forgotten.
    Forgotten,
    /// Two people pass.
    Passed,
    /// Taken back by its asker.
    Withdrawn,
    /// Its message is deleted.
    Deleted,
    /// A moderator hides it.
    Hidden,
    /// Somebody wants an answer read before it is posted, and nobody reads it.
    Reviewed,
}

/// How a question must stand in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Its state.
    pub state: &'static str,
    /// The answers that stand: author and words, sorted.
    pub answers: Vec<(String, String)>,
    /// The words of the accepted one.
    pub accepted: Option<String>,
}

/// The life of one question.
#[derive(Clone, Debug)]
pub struct Plan {
    case: u32,
    course: Course,
    asker: &'static str,
    helpers: [&'static str; 2],
    place: PlaceRef,
    direct: bool,
    words: String,
}

impl Plan {
    /// The plan of question number `case`: the same for the same seed.
    pub fn of(seed: u64, case: u32) -> Self {
        use Course::{
            Accepted, ChangedMind, Deleted, Forgotten, FromAfar, Hidden, Passed, Reviewed, Rewritten, Taken,
            Withdrawn,
        };
        let mut rng = ChaCha12Rng::seed_from_u64(seed.wrapping_mul(1_000_003).wrapping_add(case.into()));
        let first = rng.random_range(0..PEOPLE.len());
        let person = |after: usize| PEOPLE[(first + after) % PEOPLE.len()];
        let direct = rng.random_range(0..6) == 0;
        let courses: &[Course] = if direct {
            &[FromAfar, Passed, Withdrawn, Deleted]
        } else {
            &[
                Accepted,
                Accepted,
                ChangedMind,
                Taken,
                Rewritten,
                Hidden,
                FromAfar,
                FromAfar,
                Passed,
                Withdrawn,
                Deleted,
                Forgotten,
                Hidden,
                Reviewed,
            ]
        };
        // By turns, from anywhere: left to chance, one of them might not come for a long time.
        let turns = seed.wrapping_add(case.into()) % courses.len() as u64;
        let course = courses[usize::try_from(turns).unwrap_or_default()];
        let place =
            if direct { format!("dm:{}", person(0)) } else { PLACES[rng.random_range(0..3)].to_owned() };
        let mut word = || WORDS[rng.random_range(0..WORDS.len())];
        let words = format!("#{} why {} the {} {}?", TOPICS[first % 4], word(), word(), mark(case));
        let place = PlaceRef::new(&Network::new(network::NAME), place);
        Self { case, course, asker: person(0), helpers: [person(1), person(2)], place, direct, words }
    }

    /// Who asks.
    pub fn asker(&self) -> &'static str {
        self.asker
    }

    /// The question is asked, a command is mistyped, and something is said that is no question to Stoa.
    pub fn begin(&self) -> Vec<EventKind> {
        // In a direct conversation, a question needs no command.
        let ask = if self.direct && self.case.is_multiple_of(2) {
            EventKind::Said(self.message(self.asker, self.own("ask"), None, &self.words))
        } else {
            self.command(self.asker, "ask", &format!("ask {}", self.words))
        };
        let place = PlaceRef::new(&self.place.network, LOUNGE);
        let lounge = MessageRef::new(&place, format!("u-{}-lounge", self.case));
        let wonders =
            self.message(self.helpers[1], lounge, None, "Does anybody know when the canteen opens?");
        let wonders = EventKind::Said(Message { direct: false, ..wonders });
        let dm = MessageRef::new(&direct(&self.user(self.helpers[1])), self.own("thanks").id);
        let thanks = self.message(self.helpers[1], dm, None, "Thank you for all that.");
        let thanks = EventKind::Said(Message { direct: true, ..thanks });
        let mut all = vec![ask, self.command(self.helpers[0], "typo", &self.mistyped()), wonders, thanks];
        all.extend(self.case.is_multiple_of(8).then(|| self.kept()));
        all
    }

    /// The asker wants a thread kept, and whoever wrote it is away and says nothing to that.
    fn kept(&self) -> EventKind {
        let place = PlaceRef::new(&self.place.network, LOUNGE);
        let said = |by, name: &str, words| {
            let message = MessageRef::new(&place, format!("u-{}-{name}", self.case));
            Message { direct: false, ..self.message(by, message, None, words) }
        };
        let first = said(MODERATOR, "wonder", "Where do the old keys go?");
        let answer = said(MODERATOR, "found", "Into the red box.");
        let answer = Message { thread: Some(first.message.clone()), ..answer };
        let (by, at) = (self.user(self.asker), Box::new(Pointed { message: answer, first: Some(first) }));
        EventKind::Picked(Pick { by, verb: "keep".into(), at, trigger: None })
    }

    /// The command that nobody knows; its answer must quote it once.
    pub fn mistyped(&self) -> String {
        format!("serch{}", self.case)
    }

    /// What people do when they see the question's card.
    #[expect(clippy::too_many_lines, reason = "one arm for each course")]
    pub fn on_card(&self, number: i64, card: &MessageRef) -> Vec<EventKind> {
        let [ben, chen] = self.helpers;
        let answer =
            |by, name| EventKind::Said(self.message(by, self.own(name), Some(card), &self.answer(name)));
        let edit = |by, name, words: &str| EventKind::Edited(self.message(by, self.own(name), None, words));
        let delete = |by, name| EventKind::Deleted { message: self.own(name), by: Some(self.user(by)) };
        let take = self.press(ben, card, &format!("take Q{number}"));
        match self.course {
            Course::Accepted => vec![answer(ben, "first"), self.accept(&self.own("first"))],
            Course::ChangedMind => vec![
                answer(ben, "first"),
                answer(chen, "second"),
                self.accept(&self.own("first")),
                EventKind::ReactionRemoved(self.tick(&self.own("first"))),
                self.accept(&self.own("second")),
            ],
            Course::Forgotten => vec![take],
            Course::Taken => vec![take, answer(ben, "first")],
            Course::Rewritten => vec![
                answer(ben, "first"),
                edit(ben, "first", &self.answer("changed")),
                answer(chen, "second"),
                delete(chen, "second"),
            ],
            Course::FromAfar => {
                let verb = if self.direct { "" } else { "ask " };
                let words = format!("answer Q{number} {}", self.answer("first"));
                vec![
                    edit(self.asker, "ask", &format!("{verb}#git changed {}", mark(self.case))),
                    self.command(ben, "afar", &words),
                ]
            }
            Course::Passed => {
                let passes = [(ben, "pass", ""), (chen, "pass too", " topic")];
                let pass = |(by, name, why)| self.command(by, name, &format!("pass Q{number}{why}"));
                // A topic that is nobody's any more would leave nobody to ask.
                passes.map(pass).into_iter().chain([self.command(chen, "helps", &helps(chen))]).collect()
            }
            Course::Withdrawn => vec![self.command(self.asker, "withdraw", &format!("withdraw Q{number}"))],
            Course::Deleted => vec![delete(self.asker, "ask")],
            Course::Hidden => vec![self.command(MODERATOR, "flag", &format!("flag Q{number}"))],
            Course::Reviewed => {
                vec![self.command(ben, "draft", &format!("draft Q{number} {}", self.answer("first")))]
            }
        }
    }

    /// What people do when they see an answer from afar under the card.
    pub fn on_relayed(&self, message: &MessageRef) -> Vec<EventKind> {
        vec![self.accept(message)]
    }

    /// Whether an answer will be shown under the card by Stoa.
    pub fn is_relayed(&self) -> bool {
        self.course == Course::FromAfar
    }

    /// How the question must stand in the end.
    pub fn expected(&self) -> Expected {
        let [ben, chen] = self.helpers;
        let answer = |by: &str, name| (by.to_owned(), self.answer(name));
        let (state, mut answers, accepted) = match self.course {
            Course::Accepted | Course::FromAfar => ("solved", vec![answer(ben, "first")], Some("first")),
            Course::ChangedMind => {
                ("solved", vec![answer(ben, "first"), answer(chen, "second")], Some("second"))
            }
            Course::Taken => ("open", vec![answer(ben, "first")], None),
            Course::Rewritten => ("open", vec![answer(ben, "changed")], None),
            Course::Passed | Course::Forgotten | Course::Hidden | Course::Reviewed => ("open", vec![], None),
            Course::Withdrawn | Course::Deleted => ("withdrawn", vec![], None),
        };
        answers.sort();
        Expected { state, answers, accepted: accepted.map(|name| self.answer(name)) }
    }

    fn answer(&self, name: &str) -> String {
        format!("the {name} answer {}", mark(self.case))
    }

    fn user(&self, id: &str) -> UserRef {
        UserRef::new(&self.place.network, id)
    }

    /// A message that a person wrote in this question's place.
    fn own(&self, name: &str) -> MessageRef {
        MessageRef::new(&self.place, format!("u-{}-{name}", self.case))
    }

    fn message(&self, by: &str, message: MessageRef, thread: Option<&MessageRef>, words: &str) -> Message {
        let (thread, text) = (thread.cloned(), Text::plain(words));
        Message { by: self.user(by), message, thread, direct: self.direct, to_bot: false, text }
    }

    /// A command, typed by its asker where the question is, by others to the bot.
    fn command(&self, by: &str, name: &str, words: &str) -> EventKind {
        let here = by == self.asker && !self.direct;
        let place = if here { self.place.clone() } else { direct(&self.user(by)) };
        let message = MessageRef::new(&place, self.own(name).id);
        command(&self.user(by), message, !here, words)
    }

    fn tick(&self, message: &MessageRef) -> Reaction {
        Reaction { by: self.user(self.asker), message: message.clone(), emoji: "✅".into() }
    }

    fn accept(&self, message: &MessageRef) -> EventKind {
        EventKind::ReactionAdded(self.tick(message))
    }

    fn press(&self, by: &str, message: &MessageRef, value: &str) -> EventKind {
        let (by, message) = (self.user(by), message.clone());
        EventKind::Pressed(Press { by, message, direct: false, value: value.into(), trigger: None })
    }
}

/// The direct conversation of somebody with the bot.
pub fn direct(user: &UserRef) -> PlaceRef {
    PlaceRef::new(&user.network, format!("dm:{}", user.id))
}

/// A command in a message.
pub fn command(by: &UserRef, message: MessageRef, direct: bool, words: &str) -> EventKind {
    EventKind::Commanded(Command {
        by: by.clone(),
        place: message.place.clone(),
        direct,
        message: Some(message),
        thread: None,
        text: Text::plain(words),
        under: None,
        trigger: None,
    })
}

/// What stands in every text about question number `case`.
fn mark(case: u32) -> String {
    format!("[case-{case}]")
}

/// The question that a text is about.
pub fn case_in(text: &str) -> Option<u32> {
    let (_, after) = text.split_once("[case-")?;
    after.split_once(']')?.0.parse().ok()
}

/// Every place of the conversation.
pub fn places() -> impl Iterator<Item = &'static str> {
    PLACES.into_iter().chain([LOUNGE])
}

/// Everybody comes in and says what they help with; the moderator prepares a place and leaves for two days, and some
/// want to meet.
pub fn introductions() -> Vec<EventKind> {
    let network = Network::new(network::NAME);
    let moderator = UserRef::new(&network, MODERATOR);
    let orders = [format!("place {LOUNGE} on"), format!("place {LOUNGE} capture on"), "snooze 2 days".into()];
    let orders = orders.iter().enumerate().map(|(number, words)| {
        let message = MessageRef::new(&direct(&moderator), format!("u-order-{number}"));
        command(&moderator, message, true, words)
    });
    let introduce = |id: &&str| {
        let who = UserRef::new(&network, *id);
        let profile = Profile {
            name: (*id).into(),
            zone: None,
            language: None,
            active: true,
            bot: false,
            guest: false,
            moderates: false,
        };
        let message = MessageRef::new(&direct(&who), "u-helps");
        [EventKind::ProfileChanged { who: who.clone(), profile }, command(&who, message, true, &helps(id))]
    };
    let meet = meetings::begin(&PlaceRef::new(&network, LOUNGE));
    PEOPLE.iter().flat_map(introduce).chain(orders).chain(meet).collect()
}

/// What somebody says that they help with.
fn helps(id: &str) -> String {
    let number = PEOPLE.iter().position(|person| *person == id).unwrap_or_default();
    format!("helps #{} #{}", TOPICS[number % 4], TOPICS[(number + 1) % 4])
}
