//! Whoever asked anonymously, as the vault hands them to the sender.
//!
//! An [`Asker`] cannot be shown, logged, copied or written down: it has no `Debug`, no `Display`, no `Serialize` and
//! no `Clone` (`tests/asker/` proves it with the compiler). What it holds is overwritten when it is dropped.

use stoa_chat::{Network, UserRef};
use zeroize::{Zeroize as _, Zeroizing};

/// An address is padded to so many bytes, so that its length tells nothing: room for the longest names that the
/// networks allow (255 bytes each on Matrix) and their lengths.
const PADDED: usize = 576;

/// Whoever asked anonymously.
pub struct Asker(UserRef);

impl Asker {
    /// The person behind an act, for the vault to seal.
    pub(crate) fn new(user: UserRef) -> Self {
        Self(user)
    }

    /// Opens the address: only for the sender, at the moment of sending (see `tests/architecture`).
    pub(crate) fn reveal(&self) -> &UserRef {
        &self.0
    }

    /// The address in its padded form: two lengths, two names, zeros.
    pub(super) fn padded(&self) -> anyhow::Result<Zeroizing<Vec<u8>>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(PADDED));
        for part in [self.0.network.as_str(), &self.0.id] {
            bytes.extend_from_slice(&u16::try_from(part.len())?.to_be_bytes());
            bytes.extend_from_slice(part.as_bytes());
        }
        anyhow::ensure!(bytes.len() <= PADDED, "an account's name is longer than any network allows");
        bytes.resize(PADDED, 0);
        Ok(bytes)
    }

    /// Reads a padded address.
    pub(super) fn from_padded(bytes: &[u8]) -> anyhow::Result<Self> {
        let (network, rest) = part(bytes)?;
        let (id, _) = part(rest)?;
        Ok(Self(UserRef::new(&Network::new(network), id)))
    }
}

fn part(bytes: &[u8]) -> anyhow::Result<(&str, &[u8])> {
    let cut = || anyhow::anyhow!("a sealed address is cut short");
    let (length, rest) = bytes.split_first_chunk::<2>().ok_or_else(cut)?;
    let (text, rest) = rest.split_at_checked(u16::from_be_bytes(*length).into()).ok_or_else(cut)?;
    Ok((std::str::from_utf8(text)?, rest))
}

impl Drop for Asker {
    fn drop(&mut self) {
        self.0.id.zeroize();
    }
}
