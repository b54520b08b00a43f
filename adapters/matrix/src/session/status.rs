//! What is known of our standing, in a file that `stoa check` reads: the stores themselves belong to one process.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// Our standing on the homeserver when it was last looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// Our account.
    pub user: String,
    /// The name of our device.
    pub device: String,
    /// Whether our device is signed by our account, so that strict clients trust it.
    pub verified: bool,
    /// Whether the keys can be had again with the recovery key.
    pub recoverable: bool,
    /// Rooms in which we may not speak, and why.
    pub silent: BTreeMap<String, String>,
}

/// The standing that was last written to `folder`; `None` before the first login.
pub fn status(folder: &Path) -> Option<Status> {
    serde_json::from_slice(&std::fs::read(file_in(folder)).ok()?).ok()
}

impl Status {
    /// Writes it down, if it differs from what is there.
    pub fn write(&self, folder: &Path) {
        if status(folder).as_ref() == Some(self) {
            return;
        }
        let written = serde_json::to_vec_pretty(self)
            .map_err(std::io::Error::other)
            .and_then(|bytes| std::fs::write(file_in(folder), bytes));
        if let Err(error) = written {
            tracing::warn!(%error, "the status of Matrix could not be written down for `stoa check`");
        }
    }
}

fn file_in(folder: &Path) -> std::path::PathBuf {
    folder.join("status.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_as_it_was_written() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(status(folder.path()), None);
        let own = Status { user: "@stoa:example.org".into(), verified: true, ..Status::default() };
        own.write(folder.path());
        assert_eq!(status(folder.path()), Some(own));
    }
}
