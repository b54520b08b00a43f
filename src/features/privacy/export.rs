//! Everything that is kept about a member, as one JSON document.

use super::super::{Kept, export_of, kept_about, readable};
use super::wording;
use crate::engine::{Call, Failure, Turn};
use crate::language::{excerpt, one_line};
use stoa_chat::{Block, Post, Text};

/// The most characters of one message: every network takes so many.
const MESSAGE: usize = 2_900;
/// The most messages of one export; whoever runs the server has a command for the rest.
const MESSAGES: usize = 40;

/// `my data export`: the document as code, in as many direct messages as it takes.
pub(super) async fn send(turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
    let language = call.by.language;
    let kept = kept_about(turn.tx(), call.by.id).await?;
    let document = serde_json::to_string_pretty(&export_of(&kept, turn.now()))?;
    let parts = split(&document, MESSAGE);
    let shown = parts.len().min(MESSAGES);
    turn.answer(&call.account, None, Post::of(wording::export_follows(language, shown))).await?;
    for part in &parts[..shown] {
        let code = Text { blocks: vec![Block::Code((*part).to_owned())] };
        turn.answer(&call.account, None, Post::of(code)).await?;
    }
    if shown < parts.len() {
        turn.answer(&call.account, None, Post::of(wording::export_is_cut(language))).await?;
    }
    if !call.direct {
        turn.reply(call, Post::of(wording::export_is_sent(language))).await?;
    }
    Ok(())
}

/// Parts of at most `most` characters, cut at the end of a line where there is one.
fn split(mut text: &str, most: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    while let Some((end, _)) = text.char_indices().nth(most) {
        let at = text[..end].rfind('\n').map_or(end, |line| line + 1);
        let (part, rest) = text.split_at(at);
        parts.push(part);
        text = rest;
    }
    parts.push(text);
    parts
}

/// The newest example of what is kept, in at most `most` characters.
pub(super) fn example(kept: &Kept, most: usize) -> Option<String> {
    let row = kept.rows.first()?;
    let (column, value) = row.get_key_value(kept.holding.example)?;
    let words = readable(column, value);
    let words = one_line(words.as_str()?);
    (!words.is_empty()).then(|| excerpt(&words, most))
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn parts_end_at_lines_and_lose_nothing() {
        let text = format!("ab\ncd\n{}", "ż".repeat(10));
        let parts = split(&text, 4);
        assert_eq!(parts[..2], ["ab\n", "cd\n"]);
        assert!(parts.iter().all(|part| part.chars().count() <= 4));
        assert_eq!(parts.concat(), text);
        assert_eq!(split("", 4), [""]);
    }
}
