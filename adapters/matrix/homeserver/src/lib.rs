//! A real Matrix homeserver for tests, and people on it whose clients we did not write.
//!
//! A [`Homeserver`] is Synapse on this machine, started in seconds and gone with whoever started it. [`People`] use
//! matrix-nio; what each of them sees, as their client understood it, is a list of [`Sight`]s. A [`Viewer`] uses
//! matrix-js-sdk in its strict way, and tells how far it trusts what it reads. So no test of ours holds our own library
//! against itself.
//!
//! The programs lie in `programs/`, and what they need is installed by `scripts/matrix`, outside the checkout:
//! [`installed`] says whether it is there.

#![deny(missing_docs)]

mod homeserver;
mod leak;
mod people;
mod person;
mod seen;
mod viewer;
mod wire;

pub use homeserver::{Homeserver, Rules, SERVER_NAME};
pub use leak::Leak;
pub use people::{Account, Life, NewRoom, People};
pub use person::Person;
pub use seen::{Mark, Sight};
pub use viewer::{Reading, Viewer};

use std::path::{Path, PathBuf};

/// What `scripts/matrix` installed.
#[derive(Clone, Debug)]
pub struct Installed(PathBuf);

impl Installed {
    fn python(&self) -> PathBuf {
        self.0.join("python/bin/python")
    }

    fn js_sdk(&self) -> PathBuf {
        self.0.join("node_modules/matrix-js-sdk")
    }
}

/// What is installed, as `STOA_MATRIX` in the test's `environment` tells; `None`, and said so, where nothing is.
///
/// # Panics
/// In CI, where it has to be there.
#[expect(clippy::print_stdout, reason = "who reads the tests' output must see what was not tested")]
pub fn installed(environment: impl Fn(&str) -> Option<String>) -> Option<Installed> {
    let variable = |name: &str| environment(name).filter(|value| !value.is_empty());
    let found = variable("STOA_MATRIX").map(|folder| Installed(folder.into()));
    if found.is_none() {
        assert!(
            variable("CI").as_deref() != Some("true"),
            "STOA_MATRIX is not set: in CI Stoa meets a real homeserver"
        );
        println!("SKIPPED: STOA_MATRIX is not set (scripts/matrix installs a homeserver)");
    }
    found
}

/// A program of this crate.
fn program(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("programs").join(name)
}
