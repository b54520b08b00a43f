//! Stub.
use crate::language::wording;
wording! {
    /// Stub.
    pub(super) static CATALOGUE = "recognition";
    /// Stub.
    fn stub() -> String;
}
