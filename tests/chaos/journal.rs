//! The world outside: files to which lines are only ever added, each with one write.
//!
//! A process that is killed in the middle of a write may leave the beginning of a line. Such a piece counts as
//! never said: each line is written between two line feeds, so the next one is whole again.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::marker::PhantomData;
use std::path::{Path, PathBuf};

/// What Stoa did on the network.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Said {
    /// The effect key that it came with.
    pub key: String,
    /// The message that it made or changed.
    pub message: String,
    /// The place in which that message stands.
    pub place: String,
    /// The thread that it was said in.
    pub thread: Option<String>,
    /// Whether it changed a message that stood there before.
    pub edit: bool,
    /// The words.
    pub text: String,
    /// What its buttons stand for.
    pub choices: Vec<String>,
}

/// A file of lines of one kind.
#[derive(Clone, Debug)]
pub struct Journal<T> {
    path: PathBuf,
    kind: PhantomData<fn() -> T>,
}

impl<T: Serialize + DeserializeOwned> Journal<T> {
    /// The journal in the file at `path`, which need not be there yet.
    pub fn at(path: &Path) -> Self {
        Self { path: path.to_owned(), kind: PhantomData }
    }

    /// Adds lines with one write.
    pub fn append(&self, items: &[T]) -> anyhow::Result<()> {
        let mut text = String::new();
        for item in items {
            text.push('\n');
            text.push_str(&serde_json::to_string(item)?);
            text.push('\n');
        }
        let mut file = OpenOptions::new().append(true).create(true).open(&self.path)?;
        file.write_all(text.as_bytes())?;
        Ok(())
    }

    /// The whole lines from byte `at` on, and the byte after them.
    pub fn read_from(&self, at: u64) -> anyhow::Result<(Vec<T>, u64)> {
        let text = self.text_from(at)?;
        let end = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |feed| feed + 1);
        let lines = text[..end].split(|byte| *byte == b'\n');
        let items = lines.filter_map(|line| serde_json::from_slice(line).ok()).collect();
        Ok((items, at + end as u64))
    }

    /// Every whole line.
    pub fn read(&self) -> anyhow::Result<Vec<T>> {
        Ok(self.read_from(0)?.0)
    }

    /// The first whole line in which `words` stand.
    pub fn find(&self, words: &str) -> anyhow::Result<Option<T>> {
        let text = String::from_utf8(self.text_from(0)?)?;
        let mut lines = text.lines().filter(|line| line.contains(words));
        Ok(lines.find_map(|line| serde_json::from_str(line).ok()))
    }

    fn text_from(&self, at: u64) -> anyhow::Result<Vec<u8>> {
        let mut text = Vec::new();
        if self.path.exists() {
            let mut file = File::open(&self.path)?;
            file.seek(SeekFrom::Start(at))?;
            file.read_to_end(&mut text)?;
        }
        Ok(text)
    }
}
