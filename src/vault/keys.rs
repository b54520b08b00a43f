//! The vault key, and what hangs on it: a random key per week and per tally, wrapped by it.
//!
//! The vault key lies in a file of its own, never in a database and best not in the backups of one. The file's first
//! line is the key that wraps; further lines are former keys that still open. To change the key, put a new line on
//! top and start Stoa once: everything is wrapped anew, and the old line can go. Each key is known by a name that is
//! derived from it, so that a wrong one is found out before it does harm.

use crate::cipher::{open_with, random_bytes, seal_with};
use anyhow::Context as _;
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::KeyInit as _;
use sha2::Sha256;
use std::path::Path;
use zeroize::Zeroizing;

/// 32 secret bytes, overwritten when they are dropped.
pub(super) type Secret = Zeroizing<[u8; 32]>;

/// One vault key.
struct Kek {
    id: String,
    cipher: XChaCha20Poly1305,
}

/// The vault key, and former ones that still open what they wrapped.
pub struct VaultKeys {
    current: Kek,
    former: Vec<Kek>,
}

/// Why there is no vault key.
#[derive(Debug, thiserror::Error)]
pub enum VaultKeyError {
    /// The file cannot be read.
    #[error(
        "secrets.vault_key_file: cannot read {path}: {cause}; without it nobody who asked anonymously can be reached: put \
         the file back, from the copy that was kept apart"
    )]
    File {
        /// Which file.
        path: String,
        /// What the system says.
        cause: std::io::Error,
    },
    /// What is there is no key.
    #[error(
        "secrets.vault_key_file: each line must be 64 hexadecimal digits, the newest key first (make one with: openssl \
         rand -hex 32)"
    )]
    NotAKey,
}

impl VaultKeys {
    /// Reads keys, one a line, the newest first.
    ///
    /// # Errors
    /// [`VaultKeyError::NotAKey`].
    pub fn read(text: &str) -> Result<Self, VaultKeyError> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let keks: Result<Vec<_>, _> = lines.map(Kek::read).collect();
        let mut keks = keks?.into_iter();
        let current = keks.next().ok_or(VaultKeyError::NotAKey)?;
        Ok(Self { current, former: keks.collect() })
    }

    /// Reads the keys in the file at `path`.
    ///
    /// # Errors
    /// [`VaultKeyError`].
    pub fn from_file(path: &Path) -> Result<Self, VaultKeyError> {
        let text = std::fs::read_to_string(path)
            .map_err(|cause| VaultKeyError::File { path: path.display().to_string(), cause })?;
        Self::read(&Zeroizing::new(text))
    }

    /// A new random key, for a vault that lives no longer than this process.
    ///
    /// # Errors
    /// Never: a derived name has a length that can be derived.
    pub fn random() -> Result<Self, VaultKeyError> {
        Ok(Self { current: Kek::new(&Zeroizing::new(random_bytes()))?, former: Vec::new() })
    }

    /// The name of the key that wraps.
    pub(super) fn current(&self) -> &str {
        &self.current.id
    }

    /// Whether the key called `id` is among them.
    pub(super) fn knows(&self, id: &str) -> bool {
        self.find(id).is_some()
    }

    fn find(&self, id: &str) -> Option<&Kek> {
        std::iter::once(&self.current).chain(&self.former).find(|kek| kek.id == id)
    }

    /// Wraps a key that is called `name`.
    pub(super) fn wrap(&self, key: &Secret, name: &str) -> anyhow::Result<Vec<u8>> {
        seal_with(&self.current.cipher, &key[..], name.as_bytes())
    }

    /// Unwraps the key `name` with the vault key called `id`.
    pub(super) fn unwrap(&self, id: &str, wrapped: &[u8], name: &str) -> anyhow::Result<Secret> {
        let kek = self.find(id).with_context(|| {
            format!(
                "the vault was sealed with the key {id}, which is not in the file of the vault key: put it back as a \
                 further line (`secrets.vault_key_file`)"
            )
        })?;
        secret(&Zeroizing::new(open_with(&kek.cipher, wrapped, name.as_bytes())?))
    }
}

/// Reads a key that was opened.
pub(super) fn secret(bytes: &[u8]) -> anyhow::Result<Secret> {
    Ok(Zeroizing::new(<[u8; 32]>::try_from(bytes).context("a key has 32 bytes")?))
}

/// A new random key.
pub(super) fn new_secret() -> Secret {
    Zeroizing::new(random_bytes())
}

/// The cipher under a key.
pub(super) fn cipher(key: &Secret) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new((&**key).into())
}

impl Kek {
    fn read(line: &str) -> Result<Self, VaultKeyError> {
        let bytes = Zeroizing::new(hex::decode(line).map_err(|_| VaultKeyError::NotAKey)?);
        let key = <[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| VaultKeyError::NotAKey)?;
        Self::new(&Zeroizing::new(key))
    }

    fn new(key: &Secret) -> Result<Self, VaultKeyError> {
        let derived = hkdf::Hkdf::<Sha256>::new(None, &key[..]);
        let expand = |purpose: &[u8]| -> Result<Secret, VaultKeyError> {
            let mut out = Zeroizing::new([0; 32]);
            derived.expand(purpose, &mut out[..]).map_err(|_| VaultKeyError::NotAKey)?;
            Ok(out)
        };
        let id = hex::encode(&expand(b"stoa vault: name of the key")?[..8]);
        Ok(Self { id, cipher: cipher(&expand(b"stoa vault: wrap keys")?) })
    }
}

impl std::fmt::Debug for VaultKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "VaultKeys({}, {} former)", self.current.id, self.former.len())
    }
}
