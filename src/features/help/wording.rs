//! Stub.
use crate::language::wording;
wording! {
    /// Stub.
    pub(super) static CATALOGUE = "help";
    /// Stub.
    fn stub() -> String;
}
