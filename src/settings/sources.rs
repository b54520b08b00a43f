//! Reads the file, the environment and the flags, and lays them over each other.
//!
//! It knows nothing of which keys exist: it only tells what was given, and where.

use super::keys::variable;
use super::problem::{Origin, Problem, SettingsError};
use config::{Config, Environment, File, FileFormat, Map, Value, ValueKind};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// How every environment variable of ours begins. `STOA_DATA` and its like belong to the command line instead.
const PREFIX: &str = "STOA__";

/// Where settings may come from; the later one wins.
#[derive(Clone, Default)]
pub struct Sources {
    /// The file that was asked for, which must exist.
    pub file: Option<PathBuf>,
    /// Where to look for `stoa.toml` otherwise; the first one found is read, and none need exist.
    pub folders: Vec<PathBuf>,
    /// Environment variables; those that do not begin with `STOA__` are passed over.
    pub environment: Vec<(OsString, OsString)>,
    /// Flags, as (`section.key`, value as typed).
    pub flags: Vec<(String, String)>,
}

/// One value that somebody gave.
pub(super) struct Given {
    /// `section.key`, or whatever else was written.
    pub key: String,
    /// The value, which may be a secret.
    pub value: Value,
    /// Where it stands.
    pub origin: Origin,
}

impl Given {
    /// Whether it is a table without keys: of a section it says nothing, and does no harm.
    pub fn is_empty_table(&self) -> bool {
        matches!(&self.value.kind, ValueKind::Table(table) if table.is_empty())
    }

    /// Whether it is a text with nothing in it.
    pub fn is_blank(&self) -> bool {
        matches!(&self.value.kind, ValueKind::String(text) if text.trim().is_empty())
    }

    /// Whether it was typed where everything is text.
    pub fn is_text(&self) -> bool {
        matches!(self.origin, Origin::Environment(_) | Origin::Flag)
    }
}

/// The file that was read, what was given, and what could not be read beside it.
type Read = (Option<PathBuf>, Vec<Given>, Vec<Problem>);

impl Sources {
    /// The usual sources: `file`, or else `stoa.toml` in the folder `data` or in the working directory; the
    /// environment of this process; `flags`.
    pub fn new(file: Option<PathBuf>, data: &Path, flags: Vec<(String, String)>) -> Self {
        let folders = vec![data.to_owned(), PathBuf::from(".")];
        Self { file, folders, environment: std::env::vars_os().collect(), flags }
    }

    /// Everything that was given, each key once, in the order of the keys.
    ///
    /// # Errors
    /// When the file cannot be read, or is not TOML: then nothing sensible can be said about its keys.
    pub(super) fn read(&self) -> Result<Read, SettingsError> {
        let (environment, problems) = self.environment();
        let file = self.find_file();
        let mut layers = Config::builder();
        if let Some(file) = &file {
            layers = layers.add_source(File::from_str(&read_toml(file)?, FileFormat::Toml));
        }
        let environment = Environment::with_prefix("STOA").separator("__").source(Some(environment));
        let merged = layers.add_source(environment).build();
        let merged = merged.map_err(|error| SettingsError::unexpected(&error))?;

        let mut given = BTreeMap::new();
        flatten("", merged.cache, &mut given);
        let mut all: BTreeMap<_, _> = given
            .into_iter()
            .map(|(key, value)| {
                (key.clone(), Given { origin: origin(&key, &value, file.as_deref()), key, value })
            })
            .collect();
        for (key, value) in &self.flags {
            let (key, value) = (key.clone(), Value::from(value.as_str()));
            all.insert(key.clone(), Given { key, value, origin: Origin::Flag });
        }
        Ok((file, all.into_values().collect(), problems))
    }

    /// A file that is there and cannot be read counts as found: passing over it would start something else.
    fn find_file(&self) -> Option<PathBuf> {
        let is_there = |file: &PathBuf| match fs::symlink_metadata(file) {
            Ok(_) => true,
            Err(error) => error.kind() != ErrorKind::NotFound,
        };
        let found = || self.folders.iter().map(|folder| folder.join("stoa.toml")).find(is_there);
        self.file.clone().or_else(found)
    }

    /// Our variables as text, and a problem for each that is none.
    fn environment(&self) -> (Map<String, String>, Vec<Problem>) {
        let (mut variables, mut problems) = (Map::new(), Vec::new());
        for (name, value) in &self.environment {
            let Some(name) = name.to_str().filter(|name| name.to_uppercase().starts_with(PREFIX)) else {
                continue;
            };
            if let Some(value) = value.to_str() {
                variables.insert(name.to_owned(), value.to_owned());
            } else {
                let key = name[PREFIX.len()..].replace("__", ".").to_lowercase();
                let (origin, wrong) = (Origin::Environment(name.to_owned()), "is not valid UTF-8".to_owned());
                problems.push(Problem { key, origin, wrong, nearest: None, example: None });
            }
        }
        (variables, problems)
    }
}

/// The `config` crate marks what came from the environment, and nothing that was read from a text of TOML.
fn origin(key: &str, value: &Value, file: Option<&Path>) -> Origin {
    match (value.origin(), file) {
        (None, Some(file)) => Origin::File(file.to_owned()),
        _ => Origin::Environment(variable(key)),
    }
}

/// The text of a file that is known to be TOML.
fn read_toml(file: &Path) -> Result<String, SettingsError> {
    let problem = |key: String, wrong: String| {
        let origin = Origin::File(file.to_owned());
        SettingsError::from(Problem { key, origin, wrong, nearest: None, example: None })
    };
    let text = fs::read_to_string(file)
        .map_err(|error| problem("the configuration file".to_owned(), format!("cannot be read: {error}")))?;
    // Only the message is shown: the line itself may hold anything.
    match text.parse::<toml::Table>() {
        Ok(_) => Ok(text),
        Err(error) => {
            let before = text.get(..error.span().map_or(0, |span| span.start)).unwrap_or(&text);
            let line = before.matches('\n').count() + 1;
            Err(problem(format!("line {line}"), format!("is not TOML: {}", error.message())))
        }
    }
}

/// Lists the leaves of a tree of tables by their full keys. An empty table is a leaf too, so that a misspelt section
/// is noticed before it has keys.
fn flatten(prefix: &str, value: Value, leaves: &mut BTreeMap<String, Value>) {
    match value.kind {
        ValueKind::Table(table) if prefix.is_empty() || !table.is_empty() => {
            for (key, value) in table {
                let key = if prefix.is_empty() { key } else { format!("{prefix}.{key}") };
                flatten(&key, value, leaves);
            }
        }
        _ => {
            leaves.insert(prefix.to_owned(), value);
        }
    }
}
