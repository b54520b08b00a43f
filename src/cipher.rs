//! The one cipher of the house: XChaCha20-Poly1305 with a random nonce in front of what it sealed.
//!
//! RFC 8439 with the extended nonce of draft-irtf-cfrg-xchacha-03, so that nonces can be drawn at random. The queues
//! ([`engine`](crate::engine)) and the vault ([`vault`](crate::vault)) seal with it, each under keys of its own.

use anyhow::bail;
use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use rand::TryRng as _;

const NONCE: usize = 24;

/// Random bytes from the operating system: secrets are the one kind of chance that is not an input.
#[expect(clippy::expect_used, reason = "without the system's generator nothing can be kept secret")]
pub(crate) fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rngs::SysRng.try_fill_bytes(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// Seals `payload` so that it opens only together with `name`.
pub(crate) fn seal_with(cipher: &XChaCha20Poly1305, payload: &[u8], name: &[u8]) -> anyhow::Result<Vec<u8>> {
    let nonce = random_bytes::<NONCE>();
    let payload = Payload { msg: payload, aad: name };
    let sealed = cipher
        .encrypt(&XNonce::from(nonce), payload)
        .map_err(|_| anyhow::anyhow!("a payload is too long"))?;
    Ok([&nonce[..], &sealed].concat())
}

/// Opens what [`seal_with`] made.
pub(crate) fn open_with(cipher: &XChaCha20Poly1305, sealed: &[u8], name: &[u8]) -> anyhow::Result<Vec<u8>> {
    let Some((nonce, sealed)) = sealed.split_first_chunk::<NONCE>() else {
        bail!("a sealed payload is cut short")
    };
    let payload = Payload { msg: sealed, aad: name };
    cipher
        .decrypt(&XNonce::from(*nonce), payload)
        .map_err(|_| anyhow::anyhow!("a sealed payload does not open"))
}
