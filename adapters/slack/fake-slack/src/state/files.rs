//! Files, which come in three steps: an address to send them to, the bytes, and where they are shown.

use super::World;
use serde_json::{Value, json};

/// A file.
#[derive(Clone, Debug)]
pub struct File {
    pub id: String,
    pub name: String,
    pub title: String,
    /// What it shows, for those who cannot see it.
    pub alt: Option<String>,
    /// How long it was said to be.
    pub length: usize,
    /// The part of the address that nobody can guess.
    pub key: String,
    /// The bytes, once they were sent.
    pub bytes: Option<Vec<u8>>,
    /// Whether the upload was completed.
    pub complete: bool,
    pub created: i64,
}

impl File {
    /// The file as messages carry it.
    pub fn json(&self, user: &str) -> Value {
        let kind = self.name.rsplit_once('.').map_or("binary", |(_, kind)| kind);
        let mimetype = match kind {
            "png" => "image/png",
            "txt" => "text/plain",
            "md" => "text/markdown",
            _ => "application/octet-stream",
        };
        let mut told = json!({
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title,
            "mimetype": mimetype,
            "filetype": kind,
            "pretty_type": kind.to_uppercase(),
            "user": user,
            "size": self.length,
            "mode": "hosted",
            "is_external": false,
            "is_public": true,
        });
        if let Some(alt) = &self.alt {
            told["alt_txt"] = json!(alt);
        }
        told
    }
}

impl World {
    /// Takes the bytes of the file that is uploaded under `key`.
    ///
    /// # Errors
    /// In words, if no such file is awaited, or it is not as long as it was said to be.
    pub fn take_bytes(&mut self, key: &str, bytes: &[u8]) -> Result<(), String> {
        let file = self.files.values_mut().find(|file| file.key == key && file.bytes.is_none());
        let Some(file) = file else { return Err("no such upload".to_owned()) };
        if file.length != bytes.len() {
            let told = format!("{} bytes instead of {}", bytes.len(), file.length);
            self.violated("upload", "length", told.clone());
            return Err(told);
        }
        file.bytes = Some(bytes.to_vec());
        Ok(())
    }
}
