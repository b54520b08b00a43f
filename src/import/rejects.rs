//! The rows that were left out, kept in a file for whoever wants to mend and import them.

use anyhow::Context as _;
use serde::Serialize;
use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// The file of rejected rows, one JSON object a line: `reason`, `file`, `line`, and `text` if one line is enough.
///
/// Every run writes it anew, since every run reads its source from the beginning; without rejected rows there
/// is none.
#[derive(Debug)]
pub(super) struct Rejects {
    path: PathBuf,
    file: Option<BufWriter<File>>,
}

impl Rejects {
    /// The rejected rows of `site`, in `folder`; those of an earlier run are deleted.
    pub(super) fn of(site: &str, folder: &Path) -> anyhow::Result<Self> {
        let path = folder.join(format!("import-rejects-{site}.jsonl"));
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(error).with_context(|| format!("cannot delete {}", path.display()))
            }
            _ => Ok(Self { path, file: None }),
        }
    }

    /// Writes one down; the folder is made if it is not there.
    pub(super) fn add(&mut self, reject: &impl Serialize) -> anyhow::Result<()> {
        self.write(reject).with_context(|| format!("cannot write {}", self.path.display()))
    }

    fn write(&mut self, reject: &impl Serialize) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => {
                self.path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
                none.insert(BufWriter::new(File::create(&self.path)?))
            }
        };
        serde_json::to_writer(&mut *file, reject)?;
        file.write_all(b"\n")
    }

    /// Makes sure that everything is in the file; gives its path if there is one.
    pub(super) fn finish(mut self) -> anyhow::Result<Option<PathBuf>> {
        let Some(file) = &mut self.file else { return Ok(None) };
        file.flush().with_context(|| format!("cannot write {}", self.path.display()))?;
        Ok(Some(self.path))
    }
}
