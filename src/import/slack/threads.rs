//! A channel's conversations: the days of a channel put together again, since a reply stands in the file of its own day.
//!
//! One channel is held in memory at a time, and of it what people said in threads, or might have asked.

use super::super::rows::Reason;
use super::export::{Broken, Channel, Export, list};
use super::markup;
use super::message::{Entry, Message, Ts, read};
use crate::knowledge::reads_like_a_question;
use serde_json::Value;
use std::collections::btree_map;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What a channel's days hold, as far as they have been read.
#[derive(Debug, Default)]
pub(crate) struct Threads {
    /// What people said that may be of use: the newest words of each.
    said: BTreeMap<Ts, Message>,
    /// Everything that ever stood somewhere in the channel.
    seen: BTreeSet<Ts>,
    deleted: BTreeSet<Ts>,
    /// How many entries there were.
    pub(super) entries: u64,
    /// What was left out.
    pub(super) left: Vec<(Reason, Option<Broken>)>,
}

/// The questions of a channel and what was said under them.
#[derive(Debug, Default)]
pub(crate) struct Asked {
    /// Messages that read like a question, and stand by themselves.
    pub(crate) questions: BTreeMap<Ts, Message>,
    /// What others replied, with the question that it replies to.
    pub(crate) answers: Vec<(Ts, Message)>,
    /// Questions that anybody replied to, their askers included.
    pub(super) replied: BTreeSet<Ts>,
    /// How often something was left out, by reason.
    pub(super) left: Vec<Reason>,
    /// When the last thing happened in the channel.
    pub(crate) last: Option<Ts>,
}

impl Threads {
    /// Reads a whole channel.
    pub(crate) fn of(export: &Export, channel: &Channel) -> anyhow::Result<Asked> {
        let mut threads = Self::default();
        for (day, _) in &channel.days {
            threads.read_day(day, export)?;
        }
        Ok(threads.put_together(export))
    }

    /// Reads one day's file.
    pub(super) fn read_day(&mut self, file: &Path, export: &Export) -> anyhow::Result<()> {
        match list::<Value>(file)? {
            Err(broken) => self.left.push((Reason::BrokenFile, Some(broken))),
            Ok(entries) => {
                for (nth, entry) in entries.into_iter().enumerate() {
                    self.entries += 1;
                    match read(entry) {
                        Ok(entry) => self.add(entry, export),
                        Err(reason) => {
                            let day = file.file_name().unwrap_or_default().to_string_lossy();
                            let folder = file.parent().and_then(Path::file_name).unwrap_or_default();
                            let file = format!("{}/{day}", folder.to_string_lossy());
                            let wrong = format!("entry {}: {reason}", nth + 1);
                            self.left.push((reason, Some(Broken { file, line: 0, wrong })));
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, entry: Entry, export: &Export) {
        match entry {
            Entry::Other(ts, reason) => {
                self.seen.insert(ts);
                self.left.push((reason, None));
            }
            Entry::Deletes(ts) => {
                self.deleted.insert(ts);
                self.left.push((Reason::Notice, None));
            }
            Entry::Said(message) if message.by.as_deref().is_some_and(|by| export.is_bot(by)) => {
                self.seen.insert(message.ts);
                self.left.push((Reason::FromApp, None));
            }
            Entry::Said(message) => {
                self.seen.insert(message.ts);
                match self.said.entry(message.ts) {
                    btree_map::Entry::Vacant(place) => drop(place.insert(message)),
                    btree_map::Entry::Occupied(mut known) => {
                        self.left.push((Reason::Twice, None));
                        if message.edited > known.get().edited {
                            known.insert(message);
                        }
                    }
                }
            }
        }
    }

    /// Which of it was asked and answered, once all days have been read.
    pub(super) fn put_together(self, export: &Export) -> Asked {
        let Self { said, seen, deleted, .. } = self;
        let mut asked = Asked { last: seen.last().copied(), ..Asked::default() };
        let mut replies = Vec::new();
        for (ts, message) in said {
            match message.thread {
                _ if deleted.contains(&ts) => asked.left.push(Reason::Deleted),
                Some(thread) => replies.push((thread, message)),
                None if reads_like_a_question(&markup::read(&message.text, export).to_plain()) => {
                    asked.questions.insert(ts, message);
                }
                None => asked.left.push(Reason::NotAsked),
            }
        }
        for (thread, reply) in replies {
            match asked.questions.get(&thread) {
                Some(question) => {
                    asked.replied.insert(thread);
                    if question.by.is_some() && question.by == reply.by {
                        asked.left.push(Reason::OwnReply);
                    } else {
                        asked.answers.push((thread, reply));
                    }
                }
                None if seen.contains(&thread) => asked.left.push(Reason::NotAsked),
                None => asked.left.push(Reason::NoQuestion),
            }
        }
        asked
    }
}
