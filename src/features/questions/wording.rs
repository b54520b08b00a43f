//! Stub.
use crate::language::wording;
wording! {
    /// Stub.
    pub(super) static CATALOGUE = "questions";
    /// Stub.
    fn stub() -> String;
}
