//! People as a file names them, and the numbers that they are known by in a dry run.

use crate::matching::{PersonKey, Week};
use crate::people;
use crate::people::hours::WorkingHours;
use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// What is wrong with a file, in a sentence for whoever wrote it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unreadable(pub String);

/// A day, written 2026-03-02; by default one whose week is like any other.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Day(pub NaiveDate);

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map(Self).map_err(|_| format!("`{text}` is no day: write 2026-03-02"))
    }
}

/// The people of a file, by name.
#[derive(Debug, Default)]
pub(super) struct Names<'a>(BTreeMap<&'a str, usize>);

impl<'a> Names<'a> {
    /// `names`, each once.
    pub fn of(what: &str, names: impl Iterator<Item = &'a str>) -> Result<Self, Unreadable> {
        let mut known = BTreeMap::new();
        for (at, name) in names.enumerate() {
            if known.insert(name, at).is_some() {
                return Err(Unreadable(format!(
                    "{what} names `{name}` twice: give each a name of their own"
                )));
            }
        }
        Ok(Self(known))
    }

    /// Where `name` stands.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.0.get(name).copied()
    }

    /// The same, where it has to be somebody.
    pub fn expect(&self, name: &str, whose: &str) -> Result<usize, Unreadable> {
        self.position(name)
            .ok_or_else(|| Unreadable(format!("{whose} names `{name}`, whom the file does not know")))
    }
}

/// What a person is known by: their name alone decides, whoever else is in the file.
pub(super) fn key(name: &str) -> PersonKey {
    let digest = Sha256::digest(name.as_bytes());
    digest.iter().take(16).fold(0, |key, byte| key << 8 | PersonKey::from(*byte))
}

/// The working hours that a file gives somebody, in the week of `day`.
pub(super) fn week(hours: &str, zone: &str, day: NaiveDate, whose: &str) -> Result<Week, Unreadable> {
    let hours = WorkingHours::parse(hours).map_err(|error| Unreadable(format!("{whose}: {error}")))?;
    let zone: Tz = zone
        .parse()
        .map_err(|_| Unreadable(format!("{whose}: `{zone}` is no time zone; write Europe/Berlin")))?;
    Ok(people::week(&hours, zone, day))
}
