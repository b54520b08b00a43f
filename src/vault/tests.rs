//! What the vault promises, on both databases.
