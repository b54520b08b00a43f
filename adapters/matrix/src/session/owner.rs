//! One process at a time owns the folder. The operating system holds the lock, and lets go of it however we end.

use super::Closed;
use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::path::Path;

/// The right to use the folder, for as long as this value lives.
#[derive(Debug)]
pub struct Owner {
    _file: File,
}

impl Owner {
    /// Takes the right to use `folder`, which is made for our eyes only if it is not there.
    pub fn take(folder: &Path) -> Result<Self, Closed> {
        let failed = |error: std::io::Error| {
            Closed::broken(format!("cannot use the folder {}: {error}", folder.display()))
        };
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder).map_err(failed)?;
        let path = folder.join("owner.lock");
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .read(true)
            .write(true)
            .open(path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(Closed::broken(format!(
                "another process uses {}: a Matrix account has one owner. Only one process of a deployment may have the \
                 settings of Matrix",
                folder.display()
            ))),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_owner_at_a_time() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("matrix");
        let owner = Owner::take(&folder).unwrap();
        let Err(Closed::ForGood(told)) = Owner::take(&folder) else { panic!("a second owner") };
        assert!(told.to_string().contains("one owner"), "{told}");
        drop(owner);
        Owner::take(&folder).unwrap();
    }
}
