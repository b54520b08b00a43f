//! What the bot's own page says about questions: those that somebody waits with, and those that wait for them.

use super::wording;
use crate::engine::Turn;
use crate::language::{Language, list};
use crate::on;
use crate::people::Member;
use stoa_chat::Text;

/// The most questions of each kind: a page is looked at, not read.
const MINE: &str = "SELECT number, title FROM question
    WHERE asker = $1 AND state = 'open' AND NOT hidden ORDER BY number DESC LIMIT 5";
const TAKEN: &str = "SELECT number, title FROM question
    WHERE claimed_by = $1 AND state = 'open' AND NOT hidden ORDER BY number DESC LIMIT 5";
const WAITING: &str = "SELECT q.number, q.title FROM asked a JOIN question q ON q.number = a.question
    WHERE a.member = $1 AND a.state = 'asked' AND q.state = 'open' AND NOT q.hidden AND q.claimed_by IS NULL
    ORDER BY q.number DESC LIMIT 5";

/// What stands above questions of which the first has this number.
type Heading = fn(Language, i64) -> Text;

/// Their open questions, those they took, and those that I asked them about; `None` if there are none.
pub(super) async fn open(turn: &mut Turn<'_>, member: &Member) -> anyhow::Result<Option<Text>> {
    let (language, id) = (member.language, member.id.to_string());
    let mut text = Text::default();
    let heading_of_mine = |language, _| wording::home_mine(language);
    let kinds: [(_, Heading); 3] =
        [(WAITING, wording::home_waiting), (TAKEN, wording::home_taken), (MINE, heading_of_mine)];
    for (sql, heading) in kinds {
        let rows: Vec<(i64, String)> = on!(turn.tx(), |c| sqlx::query_as(sql).bind(&id).fetch_all(c).await)?;
        // What can be typed is shown with a number that does something.
        if let Some((first, _)) = rows.first() {
            let heading = heading(language, *first);
            let lines = rows.iter().map(|(number, title)| wording::home_line(language, *number, title));
            text = text.then(heading).then(list(lines));
        }
    }
    Ok((!text.is_empty()).then_some(text))
}
