//! Files: pictures, and the words of posts that are too long for messages.
//!
//! Slack takes a file in three steps: it gives an address, takes the bytes there, and then shows the file in a channel.
//! Only the last one can be seen by anybody, so whatever fails before it has done nothing.

use super::Inside;
use crate::render::label;
use crate::web::{self, Failure};
use serde_json::{Value, json};
use std::time::Duration;
use stoa_chat::{MessageRef, PlaceRef, Receipt};

/// How long to wait before a file is sent again of which nobody has seen anything yet.
const AGAIN: Duration = Duration::from_secs(5);

/// A file on its way.
struct File<'a> {
    name: &'a str,
    title: &'a str,
    /// What it shows, for those who cannot see it.
    alt: Option<&'a str>,
    content_type: &'a str,
    bytes: &'a [u8],
}

impl Inside {
    pub(super) async fn upload_picture(
        &self,
        place: &PlaceRef,
        thread: Option<&MessageRef>,
        png: &[u8],
        alt: &str,
    ) -> Result<Receipt, Failure> {
        let title = label(alt);
        let file = File {
            name: "picture.png",
            title: &title,
            alt: Some(alt),
            content_type: "image/png",
            bytes: png,
        };
        self.upload(place, thread, &file).await?;
        Ok(Receipt::default())
    }

    pub(super) async fn upload_text(
        &self,
        place: &PlaceRef,
        thread: Option<&MessageRef>,
        name: &str,
        words: &str,
    ) -> Result<(), Failure> {
        let content_type = "text/plain; charset=utf-8";
        let file = File { name, title: name, alt: None, content_type, bytes: words.as_bytes() };
        self.upload(place, thread, &file).await
    }

    async fn upload(
        &self,
        place: &PlaceRef,
        thread: Option<&MessageRef>,
        file: &File<'_>,
    ) -> Result<(), Failure> {
        let id = self.store(file).await.map_err(|failure| match failure {
            Failure::Unknown => Failure::Wait(AGAIN),
            other => other,
        })?;
        let mut arguments = json!({ "files": [{ "id": id, "title": file.title }], "channel_id": place.id });
        if let Some(thread) = thread {
            arguments["thread_ts"] = json!(thread.id);
        }
        self.call_in(place, &web::FILES_COMPLETE, &arguments).await.map(drop)
    }

    /// Stores a file where nobody sees it yet, and gives its id.
    async fn store(&self, file: &File<'_>) -> Result<Value, Failure> {
        let alt =
            file.alt.map(|alt| alt.chars().take(1_000).collect::<String>()).filter(|alt| !alt.is_empty());
        let length = file.bytes.len().to_string();
        let arguments = json!({ "filename": file.name, "length": length, "alt_txt": alt });
        let answer = self.web.ask(&web::FILES_URL, "", &arguments).await?;
        let url = answer["upload_url"].as_str().ok_or(Failure::Unknown)?;
        self.web.upload(url, file.content_type, file.bytes).await?;
        Ok(answer["file_id"].clone())
    }
}
