//! Secrets in files: read, or made for our eyes only.

use super::Closed;
use crate::config::Passphrase;
use secrecy::SecretString;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

/// What the stores in `folder` are encrypted with. A first start makes it.
pub fn passphrase(of: &Passphrase, folder: &Path) -> Result<SecretString, Closed> {
    let path = match of {
        Passphrase::Given(given) => return Ok(given.clone()),
        Passphrase::File(path) => path,
    };
    let unusable = |error: std::io::Error| {
        Closed::broken(format!("matrix.passphrase_file: {}: {error}", path.display()))
    };
    match std::fs::read_to_string(path) {
        Ok(text) if text.trim().is_empty() => Err(unusable(std::io::Error::other("it is empty"))),
        Ok(text) => Ok(text.trim().to_owned().into()),
        Err(error) if error.kind() == ErrorKind::NotFound && folder.join(STORE).exists() => {
            Err(Closed::broken(format!(
                "matrix.passphrase_file: {} is not there, and {} was encrypted with what it held: put it back",
                path.display(),
                folder.display()
            )))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let made = random().map_err(unusable)?;
            write_private(path, &made).map_err(unusable)?;
            Ok(made.into())
        }
        Err(error) => Err(unusable(error)),
    }
}

/// A file that is there as soon as something was encrypted.
const STORE: &str = "matrix-sdk-crypto.sqlite3";

/// 64 hexadecimal digits of the system's chance.
fn random() -> std::io::Result<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(std::io::Error::other)?;
    Ok(hex::encode(bytes))
}

/// Writes a secret into a file that only its owner reads.
pub fn write_private(path: &Path, secret: &str) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{secret}")?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret as _;

    #[test]
    fn a_passphrase_is_made_once_and_never_made_up_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = Passphrase::File(folder.path().join("matrix.key"));
        let first = passphrase(&file, folder.path()).unwrap();
        assert_eq!(first.expose_secret().len(), 64);
        let second = passphrase(&file, folder.path()).unwrap();
        assert_eq!(first.expose_secret(), second.expose_secret());

        std::fs::write(folder.path().join(STORE), "x").unwrap();
        std::fs::remove_file(folder.path().join("matrix.key")).unwrap();
        let Err(Closed::ForGood(told)) = passphrase(&file, folder.path()) else { panic!("it was made up") };
        assert!(told.to_string().contains("put it back"), "{told}");
    }
}
