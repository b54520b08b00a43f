//! The folder of an export: who and which channels there are, and what may be read.
//!
//! From Slack's own description (*How to read Slack data exports*, <https://slack.com/help/articles/220556107>):
//! `users.json` (`org_users.json` on Enterprise) lists the members and `channels.json` the public channels; `groups.json`,
//! `mpims.json` and `dms.json` list what is private; each conversation has a folder, a channel's bears its name, and in
//! it lies a JSON file for each day. Files are links only. That days are called `2026-03-02.json` and users have
//! `team_id`, `deleted`, `is_bot` and a `profile` is what exports look like, and not promised there.

use super::super::rows::Reason;
use super::markup::Names;
use super::message::UserProfile;
use anyhow::{Context as _, bail};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes; a day of the busiest channel has some millions.
const LARGEST_FILE: u64 = 512 * 1024 * 1024;
/// What some systems leave beside what they unpack.
const LITTER: &str = "__MACOSX";

/// An export, ready to be read channel by channel.
#[derive(Debug)]
pub(crate) struct Export {
    people: HashMap<String, Person>,
    names: HashMap<String, String>,
    /// In the order of their names.
    pub(crate) channels: Vec<Channel>,
    /// What was left out before the first message was read.
    pub(super) left: Vec<(Reason, Option<Broken>)>,
    team: Option<String>,
    /// The bytes of all days of all channels.
    pub(super) size: u64,
}

/// Somebody in the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) name: Option<String>,
    pub(super) active: bool,
    pub(super) bot: bool,
}

/// A public channel.
#[derive(Clone, Debug)]
pub(crate) struct Channel {
    pub(super) id: String,
    pub(super) name: String,
    /// Its days in order, with their sizes in bytes.
    pub(super) days: Vec<(PathBuf, u64)>,
}

/// A file that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) file: String,
    pub(super) line: u64,
    /// What is wrong there; never what stands there.
    pub(super) wrong: String,
}

#[derive(Debug, Deserialize)]
struct Conversation {
    id: Option<String>,
    name: Option<String>,
    #[serde(default)]
    is_private: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct User {
    id: String,
    team_id: Option<String>,
    name: Option<String>,
    deleted: bool,
    is_bot: bool,
    real_name: Option<String>,
    profile: UserProfile,
}

impl Export {
    /// Calls nobody by name who was erased, where others mentioned them.
    pub(super) fn unname(&mut self, erased: &HashSet<String>) {
        for (id, person) in &mut self.people {
            if erased.contains(id) {
                person.name = Some("…".to_owned());
            }
        }
    }

    /// The ids of everybody in the workspace.
    pub(super) fn everybody(&self) -> impl Iterator<Item = &str> {
        self.people.keys().map(String::as_str)
    }

    /// Looks into the folder; no message is read yet.
    ///
    /// # Errors
    /// When it is no export, or cannot be read.
    pub(crate) fn open(folder: &Path) -> anyhow::Result<Self> {
        if folder.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip")) && folder.is_file() {
            bail!(
                "{0} is packed: unpack it (`unzip {0} -d slack-export`) and name that folder",
                folder.display()
            );
        }
        let file = folder.join("channels.json");
        if !file.is_file() {
            bail!("{} is no Slack export: there is no channels.json in it", folder.display());
        }
        let channels: Vec<Conversation> = list(&file)?.map_err(|broken| {
            // Without it nobody can tell what is public.
            anyhow::anyhow!("{}: {}; export the workspace once more", file.display(), broken.wrong)
        })?;
        let mut export = Self {
            people: HashMap::new(),
            names: HashMap::new(),
            channels: Vec::new(),
            left: Vec::new(),
            team: None,
            size: 0,
        };
        export.read_people(folder)?;
        let private = export.read_private(folder, &channels)?;
        export.read_folders(folder, channels, &private)?;
        Ok(export)
    }

    fn read_people(&mut self, folder: &Path) -> anyhow::Result<()> {
        let mut teams: BTreeMap<String, usize> = BTreeMap::new();
        for user in self.optional_list::<User>(folder, &["users.json", "org_users.json"])? {
            *teams.entry(user.team_id.unwrap_or_default()).or_default() += 1;
            let names = [user.profile.called(), user.real_name.as_deref(), user.name.as_deref()];
            let name = names.into_iter().flatten().find(|name| !name.trim().is_empty()).map(str::to_owned);
            self.people.insert(user.id, Person { name, active: !user.deleted, bot: user.is_bot });
        }
        // Guests of shared channels belong to other teams; those who belong here are more.
        teams.remove("");
        self.team = teams.into_iter().rev().max_by_key(|(_, members)| *members).map(|(team, _)| team);
        Ok(())
    }

    /// The folders that must not be read.
    fn read_private(&mut self, folder: &Path, channels: &[Conversation]) -> anyhow::Result<BTreeSet<String>> {
        let mut private = BTreeSet::new();
        let listed = channels.iter().filter(|channel| channel.is_private);
        private.extend(listed.filter_map(|channel| channel.name.clone()));
        for file in ["groups.json", "mpims.json", "dms.json"] {
            for conversation in self.optional_list::<Conversation>(folder, &[file])? {
                self.left.push((Reason::Private, None));
                private.extend([conversation.id, conversation.name].into_iter().flatten());
            }
        }
        Ok(private)
    }

    fn read_folders(
        &mut self,
        folder: &Path,
        channels: Vec<Conversation>,
        private: &BTreeSet<String>,
    ) -> anyhow::Result<()> {
        let ids: BTreeMap<String, String> = channels
            .into_iter()
            .filter_map(|channel| Some((channel.name.filter(|name| !private.contains(name))?, channel.id?)))
            .collect();
        self.names.extend(ids.iter().map(|(name, id)| (id.clone(), name.clone())));
        for (name, path) in entries(folder)?.into_iter().filter(|(_, path)| path.is_dir()) {
            match ids.get(&name) {
                _ if private.contains(&name) || name == LITTER => {}
                None => self.left.push((Reason::Stray, None)),
                Some(id) => {
                    let days = self.days(&path)?;
                    self.channels.push(Channel { id: id.clone(), name, days });
                }
            }
        }
        Ok(())
    }

    /// The days of a channel: files that are called like one.
    fn days(&mut self, folder: &Path) -> anyhow::Result<Vec<(PathBuf, u64)>> {
        let mut days = Vec::new();
        for (name, path) in entries(folder)? {
            let day = name.strip_suffix(".json").unwrap_or_default();
            if chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").is_err() || !path.is_file() {
                self.left.push((Reason::Stray, None));
                continue;
            }
            let size = path.metadata().with_context(|| format!("cannot read {}", path.display()))?.len();
            self.size += size;
            days.push((path, size));
        }
        Ok(days)
    }

    /// The list in the first of these files that is there; one that cannot be read is noted, and empty.
    fn optional_list<T: DeserializeOwned>(
        &mut self,
        folder: &Path,
        names: &[&str],
    ) -> anyhow::Result<Vec<T>> {
        let Some(file) = names.iter().map(|name| folder.join(name)).find(|file| file.is_file()) else {
            return Ok(Vec::new());
        };
        Ok(list(&file)?.unwrap_or_else(|broken| {
            self.left.push((Reason::BrokenFile, Some(broken)));
            Vec::new()
        }))
    }

    /// The id of the workspace, as far as the list of its members tells.
    pub(super) fn team(&self) -> Option<&str> {
        self.team.as_deref()
    }

    /// What is known about somebody.
    pub(super) fn known(&self, id: &str) -> Option<&Person> {
        self.people.get(id)
    }

    /// Whether this account is a program's.
    pub(crate) fn is_bot(&self, id: &str) -> bool {
        self.people.get(id).is_some_and(|person| person.bot)
    }
}

impl Names for Export {
    fn person(&self, id: &str) -> Option<&str> {
        self.people.get(id)?.name.as_deref()
    }

    fn channel(&self, id: &str) -> Option<&str> {
        self.names.get(id).map(String::as_str)
    }
}

/// What lies in a folder, by name; what is hidden is left out.
fn entries(folder: &Path) -> anyhow::Result<Vec<(String, PathBuf)>> {
    let read = || -> io::Result<Vec<_>> {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            found.push((entry.file_name().to_string_lossy().into_owned(), entry.path()));
        }
        Ok(found)
    };
    let mut found = read().with_context(|| format!("cannot read {}", folder.display()))?;
    found.retain(|(name, _)| !name.starts_with('.'));
    found.sort();
    Ok(found)
}

/// A file that holds a list in JSON; or where it does not.
pub(super) fn list<T: DeserializeOwned>(file: &Path) -> anyhow::Result<Result<Vec<T>, Broken>> {
    let unreadable = || format!("cannot read {}", file.display());
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let folder = file.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy();
    let broken =
        |line: usize, wrong: String| Broken { file: format!("{folder}/{name}"), line: line as u64, wrong };
    if fs::metadata(file).with_context(unreadable)?.len() > LARGEST_FILE {
        return Ok(Err(broken(0, format!("larger than {} MiB", LARGEST_FILE / 1024 / 1024))));
    }
    let bytes = fs::read(file).with_context(unreadable)?;
    let text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    Ok(serde_json::from_slice(text).map_err(|error| {
        let wrong = if error.is_data() { "no list of what belongs there" } else { "no JSON" };
        broken(error.line(), format!("{wrong}: line {}, column {}", error.line(), error.column()))
    }))
}
