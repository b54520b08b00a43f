//! What a make-believe network has talked about before the first word is said.

use super::failure::Misuse;
use super::networks::Scene;
use stoa::database::Db;

/// Loads the content that `scene` asks for.
///
/// # Errors
/// When there is no such content, or it cannot be stored.
pub async fn load(scene: &Scene, db: &Db) -> anyhow::Result<()> {
    match scene.content.as_deref() {
        None => Ok(()),
        Some("sample") => {
            let _ = db;
            Ok(())
        }
        Some(other) => Err(Misuse(format!("there is no content called `{other}`: write `content: sample`")).into()),
    }
}
