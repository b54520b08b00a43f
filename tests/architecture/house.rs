//! The house that the rules look at: its files, and what the program says of itself.

use super::code::Code;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::Path;

/// Folders whose files the rules look at.
const FOLDERS: &[&str] = &["adapters", "benches", "config", "docs", "migrations", "src", "tests"];

/// All that the rules look at. The one that stands is read from the disk; planted ones are made up.
#[derive(Default)]
pub struct House {
    /// Texts by their path from the root, with `/`.
    pub files: BTreeMap<String, String>,
    /// The Rust among them.
    pub code: BTreeMap<String, Code>,
    /// The program's list of migrations.
    pub migrations: Vec<String>,
    /// The names of the program's list of features.
    pub features: Vec<String>,
    /// Files that are generated, and what would be written to them now.
    pub generated: Vec<(String, String)>,
}

/// Something that is against a rule: where, what, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    path: String,
    line: usize,
    wrong: String,
}

impl Finding {
    /// In the file `path` at `line`.
    pub fn new(path: &str, line: usize, wrong: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, wrong: wrong.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.wrong)
    }
}

impl House {
    /// The files of this checkout.
    pub fn on_disk() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut files = BTreeMap::new();
        for folder in FOLDERS {
            read_folder(root, folder, &mut files);
        }
        Self::of(files)
    }

    /// A house of these files, about which the program says nothing yet.
    pub fn of(files: BTreeMap<String, String>) -> Self {
        let mut house = Self { files, ..Self::default() };
        house.code = house.rust().map(|(path, text)| (path.to_owned(), Code::read(path, text))).collect();
        house
    }

    /// The texts that are Rust.
    pub fn rust(&self) -> impl Iterator<Item = (&str, &str)> {
        let rust = self.files.iter().filter(|(path, _)| matches!(path.rsplit_once('.'), Some((_, "rs"))));
        rust.map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The Rust of the files whose path begins with one of `places`.
    pub fn code_in<'a>(&'a self, places: &'a [&str]) -> impl Iterator<Item = (&'a str, &'a Code)> {
        let all = self.code.iter().map(|(path, code)| (path.as_str(), code));
        all.filter(|(path, _)| places.iter().any(|place| path.starts_with(place)))
    }

    /// The folders of features.
    pub fn feature_folders(&self) -> BTreeSet<&str> {
        let inside = self.files.keys().filter_map(|path| path.strip_prefix("src/features/"));
        inside.filter_map(|path| path.split_once('/')).map(|(folder, _)| folder).collect()
    }
}

/// Adds the texts below `folder`, if there is one; what is not text is passed over.
fn read_folder(root: &Path, folder: &str, files: &mut BTreeMap<String, String>) {
    let Ok(entries) = fs::read_dir(root.join(folder)) else { return };
    for entry in entries.filter_map(Result::ok) {
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read_folder(root, &path, files);
        } else if let Ok(text) = fs::read_to_string(entry.path()) {
            files.insert(path, text);
        }
    }
}
