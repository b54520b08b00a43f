//! A transcript from top to bottom: every line happens on Slack, and what is seen is held against it.

use crate::apart::Slack;
use crate::deeds;
use crate::hall::{Hall, PATIENCE, Way};
use crate::look::look;
use crate::pointed::pointed_at;
use crate::stage::{Block, Compared, Known, News, compare, script};
use anyhow::Context as _;
use std::collections::BTreeSet;
use stoa_chat::Timestamp;
use stoa_fake_slack::jury::Evidence;
use stoa_terminal::grammar::{Deed, Line, What};
use stoa_terminal::{Difference, Step, Transcript};

/// How a transcript went.
pub struct Played {
    /// What is not as written, to be read.
    pub differences: String,
    /// What Slack cannot do as the terminal does.
    pub apart: Vec<String>,
    /// Every block and view that Slack was sent.
    pub sent: Evidence,
}

/// What is known in the middle of a transcript.
pub struct Story {
    pub hall: Hall,
    pub known: Known,
    /// Numbers that are pointed at by what follows.
    pub pointed_at: BTreeSet<u64>,
    /// Messages in which the bot was called by its name although the transcript does not write it.
    pub called: BTreeSet<u64>,
    /// What time the transcript would have; ours is a little later when Slack made us wait.
    clock: Timestamp,
}

/// Plays `transcript` on a Slack of its own.
pub async fn play(transcript: &Transcript, way: Way) -> anyhow::Result<Played> {
    let hall = Hall::open(transcript, way).await?;
    let mut story = Story::begin(hall, transcript)?;
    let mut differences = String::new();
    let opening = story.look(&script::blocks(&transcript.opening)?, false);
    note(&mut differences, 0, "", &transcript.opening, opening);
    for step in &transcript.steps {
        let Step::Said { line, words, expected } = step else { continue };
        let blocks = script::blocks(expected)?;
        let happened = match story.step(words, &blocks, transcript).await {
            Ok(pressed) => story.look(&blocks, pressed),
            Err(error) => Compared::stopped(&error),
        };
        let stopped = happened.stopped;
        note(&mut differences, *line, words, expected, happened);
        if stopped {
            break;
        }
    }
    for trouble in story.hall.troubles().await? {
        differences.extend([trouble.as_str(), "\n"]);
    }
    Ok(Played { differences, apart: story.known.apart, sent: Evidence::of(&story.hall.slack) })
}

fn note(differences: &mut String, line: usize, said: &str, expected: &[String], happened: Compared) {
    if happened.lines != expected {
        let (said, expected) = (said.to_owned(), expected.to_vec());
        let difference = Difference { line, said, expected, actual: happened.lines };
        differences.push_str(&difference.to_string());
    }
}

impl Story {
    fn begin(hall: Hall, transcript: &Transcript) -> anyhow::Result<Self> {
        let known = Known { names: hall.names.clone(), ..Known::default() };
        Ok(Self {
            hall,
            known,
            pointed_at: pointed_at(transcript)?,
            called: BTreeSet::new(),
            clock: transcript.start,
        })
    }

    /// Lets one line happen, and all that follows from it. Tells whether it was a press.
    async fn step(&mut self, words: &str, blocks: &[Block], transcript: &Transcript) -> anyhow::Result<bool> {
        let (mut pressed, mut filled) = (false, false);
        match Line::parse(words)? {
            Line::Deed(Deed { who, what }) => {
                pressed = matches!(what, What::Press { .. });
                filled = matches!(what, What::Fill { .. });
                if filled {
                    self.open_again(&who).await?;
                }
                deeds::perform(self, &who, what, blocks)?;
                self.hall.quiet().await?;
            }
            Line::Time(leap) => {
                let late = self.hall.now().since(self.clock);
                self.clock = leap.from(self.clock, transcript.plan.zone).map_err(anyhow::Error::msg)?;
                self.hall.advance(self.clock + late).await?;
            }
            other => anyhow::bail!("{other:?} is nothing that happens"),
        }
        for block in blocks {
            // A form opens after the command was acknowledged; one that was sent off is not opened again.
            if let News::Form { to, .. } = &block.news
                && !filled
            {
                let person = self.hall.person(to)?;
                let opened = self.hall.slack.until(|_| person.modal());
                tokio::time::timeout(PATIENCE, opened).await.context("the form does not open")?;
            }
        }
        Ok(pressed)
    }

    /// Whoever fills in a form that came back as a message opens it first.
    async fn open_again(&mut self, who: &str) -> anyhow::Result<()> {
        let Some(((channel, ts), label)) = self.known.closed.remove(who) else { return Ok(()) };
        let person = self.hall.person(who)?;
        person.presses(&channel, &ts, &label).map_err(anyhow::Error::msg)?;
        let opened = self.hall.slack.until(|_| person.modal());
        tokio::time::timeout(PATIENCE, opened).await.context("the form does not open again")?;
        Ok(())
    }

    /// Compares what everybody sees now with what is expected.
    fn look(&mut self, blocks: &[Block], pressed: bool) -> Compared {
        let now = look(&self.hall);
        let compared = compare(&mut self.known, &Slack, blocks, &now, pressed);
        self.known.before = now;
        compared
    }
}
