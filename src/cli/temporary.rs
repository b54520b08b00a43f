//! A folder that lives as long as a demonstration.

use super::store::random_seed;
use anyhow::Context as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A folder with a name that nobody else has; it goes away with this value.
#[derive(Debug)]
pub struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    /// Makes one that only this user can look into.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new() -> anyhow::Result<Self> {
        let name = format!("stoa-{}", hex::encode(&random_seed()?[..8]));
        let path = std::env::temp_dir().join(name);
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
            .create(&path)
            .with_context(|| format!("cannot make the temporary folder {}", path.display()))?;
        Ok(Self(path))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        // What cannot be removed is left to the system, which clears its temporary folder by itself.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_there_and_then_gone() {
        let (one, other) = (TemporaryFolder::new().unwrap(), TemporaryFolder::new().unwrap());
        let path = one.path().to_owned();
        assert!(path.is_dir() && path != other.path());
        fs::write(path.join("stoa.db"), "x").unwrap();
        drop(one);
        assert!(!path.exists());
    }
}
