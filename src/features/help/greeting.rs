//! The first words: whoever writes to the bot for the first time, or opens its page, is told once what it can do.

use super::wording;
use crate::engine::Turn;
use crate::on;
use crate::people::Member;
use stoa_chat::{Post, UserRef};

/// Greets a member who has not been greeted yet, as an answer to their coming.
pub(super) async fn greet(turn: &mut Turn<'_>, account: &UserRef, member: &Member) -> anyhow::Result<()> {
    const FIRST: &str = "UPDATE member SET greeted = TRUE WHERE id = $1 AND NOT greeted RETURNING id";
    let (id, language) = (member.id.to_string(), member.language);
    let first: Option<(String,)> =
        on!(turn.tx(), |c| sqlx::query_as(FIRST).bind(&id).fetch_optional(c).await)?;
    if first.is_some() {
        let post = Post::of(wording::greeting(language))
            .with_button(wording::label_questions(language), "questions")
            .with_button(wording::label_help(language), "help");
        turn.answer(account, None, post).await?;
    }
    Ok(())
}
