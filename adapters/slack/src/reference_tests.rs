//! Slack's own descriptions, from `$STOA_REFERENCE_DIR/slack`, which is no part of the project.
#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a test says what it was run with")]

use serde_json::Value;
use std::path::PathBuf;

/// What `file` there holds; `None`, said aloud, if there is no reference data.
pub fn read(file: &str) -> Option<Value> {
    let Some(folder) = std::env::var_os("STOA_REFERENCE_DIR") else {
        println!("skipped: STOA_REFERENCE_DIR is not set");
        return None;
    };
    let path = PathBuf::from(folder).join("slack").join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Some(serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}
