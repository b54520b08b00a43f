//! One channel as questions and answers.

use super::super::rows::{Answer, Author, Post, Question, Reason, Rows, Step, author};
use super::export::{Channel, Export};
use super::message::{Message, Ts};
use super::threads::{Asked, Threads};
use super::{markup, reactions};
use crate::knowledge::reads_like_a_question;
use std::collections::{BTreeMap, VecDeque};
use std::io;
use stoa_chat::{Block, Span, Text};

/// A shorter sentence is no title, even if it asks: *Any idea?*
const SHORTEST_TITLE: usize = 4;

/// Words in a channel's name that say what is done there, and not what it is about.
const DEEDS: &[&str] = &[
    "ask",
    "channel",
    "chat",
    "discuss",
    "discussion",
    "discussions",
    "fragen",
    "group",
    "help",
    "hilfe",
    "project",
    "proj",
    "public",
    "qa",
    "question",
    "questions",
    "support",
    "talk",
    "team",
    "tech",
    "tmp",
    "topic",
];
/// Channels that are about nothing in particular.
const NO_TOPICS: &[&str] = &[
    "all",
    "allgemein",
    "announcements",
    "company",
    "everyone",
    "general",
    "intro",
    "intros",
    "lobby",
    "lounge",
    "news",
    "off-topic",
    "offtopic",
    "random",
    "social",
    "watercooler",
    "welcome",
];

/// A channel that is read from its first day to its last; then its questions come, and then their answers.
pub(super) struct ChannelRows<'e> {
    export: &'e Export,
    channel: &'e Channel,
    topic: Option<String>,
    /// How many of its days were read.
    days: usize,
    threads: Option<Threads>,
    entries: u64,
    questions: VecDeque<Message>,
    answers: VecDeque<(Ts, Message)>,
    askers: BTreeMap<Ts, Option<String>>,
    ready: VecDeque<Step>,
    /// The bytes of this channel and those before it.
    read: u64,
}

impl<'e> ChannelRows<'e> {
    /// The channel, when `read` bytes of others were read before.
    pub(super) fn new(export: &'e Export, channel: &'e Channel, read: u64) -> Self {
        Self {
            export,
            channel,
            topic: topic_of(&channel.name),
            days: 0,
            threads: Some(Threads::default()),
            entries: 0,
            questions: VecDeque::new(),
            answers: VecDeque::new(),
            askers: BTreeMap::new(),
            ready: VecDeque::new(),
            read,
        }
    }

    /// How many bytes were read, of this channel and those before it.
    pub(super) fn read(&self) -> u64 {
        self.read
    }

    /// How many entries the channel's days have.
    pub(super) fn entries(&self) -> u64 {
        self.entries
    }

    /// Reads one more day, or puts the conversations together after the last.
    fn advance(&mut self, mut threads: Threads) -> io::Result<()> {
        if let Some((day, size)) = self.channel.days.get(self.days) {
            threads.read_day(day, self.export).map_err(io::Error::other)?;
            self.days += 1;
            self.read += size;
            self.entries = threads.entries;
            for (reason, broken) in threads.left.drain(..) {
                let step = broken.map_or(Step::Left(reason), |broken| Step::Reject(broken.as_reject(reason)));
                self.ready.push_back(step);
            }
            self.threads = Some(threads);
            return Ok(());
        }
        let Asked { questions, answers, replied, left, .. } = threads.put_together(self.export);
        self.ready.extend(left.into_iter().map(Step::Left));
        for (ts, question) in questions {
            if replied.contains(&ts) {
                self.askers.insert(ts, question.by.clone());
                self.questions.push_back(question);
            } else {
                self.ready.push_back(Step::Left(Reason::NoReply));
            }
        }
        self.answers = answers.into();
        Ok(())
    }

    fn question(&self, message: &Message) -> Post {
        let body = self.body(message);
        let plain = body.to_plain();
        Post::Question(Question {
            id: message.ts.micros(),
            at: message.ts.moment(),
            author: self.author(message),
            title: title_of(&plain).to_owned(),
            topics: self.topic.clone().into_iter().chain(hashtags(&plain)).collect(),
            body,
        })
    }

    fn answer(&self, question: Ts, message: &Message) -> Post {
        let asker = self.askers.get(&question).cloned().flatten();
        Post::Answer(Answer {
            id: message.ts.micros(),
            question: question.micros(),
            at: message.ts.moment(),
            author: self.author(message),
            body: self.body(message),
            helped: reactions::helped(message),
            accepted: reactions::accepted(message, asker.as_deref()),
        })
    }

    /// Its words, and the names of its files, which stay where they are.
    fn body(&self, message: &Message) -> Text {
        let files =
            message.files.iter().map(|name| Block::Paragraph(vec![Span::Plain(format!("📎 {name}"))]));
        markup::read(&message.text, self.export).then(Text { blocks: files.collect() })
    }

    /// Who wrote it. Somebody of whom nobody knows a name is called by their id.
    fn author(&self, message: &Message) -> Option<Author> {
        let known = message.by.as_deref().and_then(|id| self.export.known(id));
        let name = known.and_then(|person| person.name.clone()).or_else(|| message.name.clone());
        let author = author(message.by.as_deref()?, |_| name)?;
        Some(Author { active: known.is_some_and(|person| person.active), ..author })
    }
}

impl Rows for ChannelRows<'_> {
    fn step(&mut self) -> io::Result<Step> {
        if let Some(step) = self.ready.pop_front() {
            return Ok(step);
        }
        if let Some(threads) = self.threads.take() {
            self.advance(threads)?;
            return Ok(Step::Nothing);
        }
        let post = if let Some(question) = self.questions.pop_front() {
            self.question(&question)
        } else if let Some((question, answer)) = self.answers.pop_front() {
            self.answer(question, &answer)
        } else {
            return Ok(Step::End);
        };
        Ok(post.tidied().map_or_else(Step::Left, |(post, removed)| Step::Post(post, removed)))
    }

    fn progress(&self) -> (u64, u64) {
        (self.read, self.export.size)
    }
}

/// What a question is called: the first sentence that asks and says something, or else the first line.
fn title_of(plain: &str) -> &str {
    let lines = || plain.lines().map(str::trim).filter(|line| !line.is_empty());
    let asks = |sentence: &&str| {
        sentence.split_whitespace().count() >= SHORTEST_TITLE && reads_like_a_question(sentence)
    };
    let asking = lines().flat_map(sentences).map(str::trim).find(asks);
    asking.or_else(|| lines().next()).unwrap_or_default()
}

/// Cuts a line behind `?`, `!` and `.` where a blank follows.
fn sentences(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let ends = |(at, mark): &(usize, &str)| rest[at + mark.len()..].starts_with(char::is_whitespace);
        let end =
            rest.match_indices(['?', '!', '.']).find(ends).map_or(rest.len(), |(at, mark)| at + mark.len());
        let (sentence, after) = rest.split_at(end);
        rest = after;
        (!sentence.is_empty()).then_some(sentence)
    })
}

/// The topic that a channel is about: `help-postgres` is about `postgres`.
fn topic_of(channel: &str) -> Option<String> {
    let parts: Vec<&str> =
        channel.split(['-', '_']).filter(|part| !part.is_empty() && !DEEDS.contains(part)).collect();
    let topic = parts.join("-");
    (topic.chars().any(char::is_alphabetic) && !NO_TOPICS.contains(&topic.as_str())).then_some(topic)
}

/// `#words` that people typed, as topics.
fn hashtags(plain: &str) -> impl Iterator<Item = String> {
    plain.split_whitespace().filter_map(|word| {
        let name = word.strip_prefix('#')?.trim_end_matches(|c: char| ",;:.!?)".contains(c));
        let fits = name.chars().any(char::is_alphabetic)
            && name.chars().all(|c| c.is_alphanumeric() || "-_+.".contains(c));
        fits.then(|| name.to_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_called_by_the_sentence_that_asks() {
        assert_eq!(title_of("Hi all. Why is the build so slow? It was fine."), "Why is the build so slow?");
        assert_eq!(title_of("\nThe build fails with 42\nAny idea?"), "The build fails with 42");
        assert_eq!(
            title_of("version 1.2.3 fails, how do I go back to 1.2.2"),
            "version 1.2.3 fails, how do I go back to 1.2.2"
        );
        assert_eq!(title_of(""), "");
    }

    #[test]
    fn a_channel_is_about_what_its_name_says() {
        let topic = |name| topic_of(name);
        assert_eq!(topic("help-postgres").as_deref(), Some("postgres"));
        assert_eq!(topic("ask_data-engineering").as_deref(), Some("data-engineering"));
        assert_eq!(topic("rust").as_deref(), Some("rust"));
        assert_eq!([topic("help"), topic("general"), topic("random"), topic("2026-")], [const { None }; 4]);
        assert_eq!(hashtags("#CI, #42 see #größe! a#b #x(y").collect::<Vec<_>>(), ["ci", "größe"]);
    }
}
