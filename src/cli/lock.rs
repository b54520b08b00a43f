//! One process at a time works on one data directory.
//!
//! The operating system holds the lock and lets go of it when the process ends, however it ends: what a crash leaves
//! behind is a file that means nothing. PostgreSQL needs no such lock, since its work is claimed row by row.

use anyhow::{Context as _, bail};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// The right to work on a data directory, for as long as this value lives.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the right to work on `data`, which must exist.
    ///
    /// # Errors
    /// When another process has it, or the file cannot be made.
    pub fn take(data: &Path) -> anyhow::Result<Self> {
        let path = file_in(data);
        let failed = || format!("cannot use the lock file {}", path.display());
        let options = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&path);
        let mut file = options.with_context(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => bail!(refusal(data, &holder(&path))),
            Err(TryLockError::Error(error)) => return Err(error).with_context(failed),
        }
        // For people only: the lock itself is what counts.
        let written = file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id()));
        written.with_context(failed)?;
        Ok(Self { _file: file })
    }

    /// Which process works on `data`, if any; makes no file.
    ///
    /// # Errors
    /// When the lock cannot be asked.
    pub fn held(data: &Path) -> anyhow::Result<Option<String>> {
        let path = file_in(data);
        let failed = || format!("cannot use the lock file {}", path.display());
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).with_context(failed),
        };
        match file.try_lock_shared() {
            Ok(()) => Ok(None),
            Err(TryLockError::WouldBlock) => Ok(Some(holder(&path))),
            Err(TryLockError::Error(error)) => Err(error).with_context(failed),
        }
    }

    /// Fails if another process works on `data`.
    ///
    /// # Errors
    /// In words that name it.
    pub fn refuse_if_held(data: &Path) -> anyhow::Result<()> {
        match Self::held(data)? {
            None => Ok(()),
            Some(holder) => bail!(refusal(data, &holder)),
        }
    }
}

fn file_in(data: &Path) -> PathBuf {
    data.join("stoa.lock")
}

fn refusal(data: &Path, holder: &str) -> String {
    let data = data.display();
    format!(
        "another Stoa ({holder}) works on {data}: end it first, or give this one a directory of its own (--data DIR)"
    )
}

fn holder(path: &Path) -> String {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    match text.trim().parse::<u32>() {
        Ok(pid) => format!("process {pid}"),
        Err(_) => "of an unknown process number".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_has_one_worker_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Lock::held(folder.path()).unwrap(), None);
        assert!(!folder.path().join("stoa.lock").exists(), "asking makes no file");

        let lock = Lock::take(folder.path()).unwrap();
        let me = format!("process {}", std::process::id());
        assert_eq!(Lock::held(folder.path()).unwrap(), Some(me.clone()));
        let refused = Lock::take(folder.path()).unwrap_err().to_string();
        assert!(refused.contains(&me) && refused.contains("end it first"), "{refused}");

        drop(lock);
        assert_eq!(Lock::held(folder.path()).unwrap(), None);
        Lock::take(folder.path()).unwrap();
    }
}
