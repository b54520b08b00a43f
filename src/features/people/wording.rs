//! Stub.
use crate::language::wording;
wording! {
    /// Stub.
    pub(super) static CATALOGUE = "people";
    /// Stub.
    fn stub() -> String;
}
