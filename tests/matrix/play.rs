//! A transcript from top to bottom: every line happens on the homeserver, and what is seen is held against it.

use crate::apart::Matrix;
use crate::deeds;
use crate::hall::{Hall, PATIENCE};
use crate::look::look;
use crate::stage::sight::Snapshot;
use crate::stage::{Block, Compared, Known, News, compare, script};
use std::collections::BTreeSet;
use stoa_chat::Timestamp;
use stoa_homeserver::Homeserver;
use stoa_terminal::grammar::{Deed, Line, What};
use stoa_terminal::{Difference, Room, Step, Transcript};

/// What is known in the middle of a transcript.
pub struct Story {
    pub hall: Hall,
    pub known: Known,
    /// What the bot is called in transcripts.
    pub bot_name: String,
    /// Messages that are commands by the prefix, which the transcript does not write.
    pub called: BTreeSet<u64>,
    /// What time the transcript would have; ours is a little later when the homeserver made us wait.
    clock: Timestamp,
}

/// Plays `transcript` on `server`; gives what is not as written, to be read.
pub async fn play(server: &Homeserver, transcript: &Transcript) -> anyhow::Result<String> {
    let hall = Hall::open(server, transcript).await?;
    let known = Known { names: hall.names.clone(), ..Known::default() };
    let bot_name = stoa_terminal::BOT.to_owned();
    let mut story = Story { hall, known, bot_name, called: BTreeSet::new(), clock: transcript.start };
    let mut differences = String::new();
    story.known.before = told_before(look(&story.hall));
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
    Ok(differences)
}

/// What was said to people alone before the transcript begins: answers to what they told of themselves.
fn told_before(mut now: Snapshot) -> Snapshot {
    now.messages.retain(|_, stand| matches!(stand.room, Room::Direct(_)));
    now
}

fn note(differences: &mut String, line: usize, said: &str, expected: &[String], happened: Compared) {
    if happened.lines != expected {
        let (said, expected) = (said.to_owned(), expected.to_vec());
        let difference = Difference { line, said, expected, actual: happened.lines };
        differences.push_str(&difference.to_string());
    }
}

impl Story {
    /// Lets one line happen, and all that follows from it. Tells whether it was a press.
    async fn step(&mut self, words: &str, blocks: &[Block], transcript: &Transcript) -> anyhow::Result<bool> {
        let mut pressed = false;
        match Line::parse(words)? {
            Line::Deed(Deed { who, what }) => {
                pressed = matches!(what, What::Press { .. });
                if let Some(event) = deeds::perform(self, &who, what, blocks).await? {
                    self.hall.heard(&event).await?;
                }
                self.hall.quiet().await?;
                self.until_asked(blocks).await?;
            }
            Line::Time(leap) => {
                let late = self.hall.now().since(self.clock);
                self.clock = leap.from(self.clock, transcript.plan.zone).map_err(anyhow::Error::msg)?;
                self.hall.advance(self.clock + late).await?;
            }
            other => anyhow::bail!("{other:?} is nothing that happens"),
        }
        Ok(pressed)
    }

    /// A question of a form comes on its own, and not with what the core says: nobody is kept waiting for it.
    async fn until_asked(&self, blocks: &[Block]) -> anyhow::Result<()> {
        for block in blocks {
            let News::Form { to, .. } = &block.news else { continue };
            let asked = async {
                while !look(&self.hall).forms.contains_key(to) {
                    self.hall.person(to)?.look().await?;
                }
                anyhow::Ok(())
            };
            // If it never comes, the comparison says so.
            if let Ok(asked) = tokio::time::timeout(PATIENCE, asked).await {
                asked?;
            }
        }
        Ok(())
    }

    /// Compares what everybody sees now with what is expected.
    fn look(&mut self, blocks: &[Block], pressed: bool) -> Compared {
        let now = look(&self.hall);
        let compared = compare(&mut self.known, &Matrix, blocks, &now, pressed);
        self.known.before = now;
        compared
    }
}
