//! `featured` and `seed`: what to read first, and what an import suggests.

use super::{only_moderators, wording};
use crate::engine::{Call, Failure, Turn};
use crate::language::{echo, list};
use crate::seed;
use stoa_chat::Text;

/// The most questions that a list shows.
const LINES: usize = 20;

/// `featured`, `featured Q17 Q18`, `featured off Q17`.
pub(super) async fn featured(turn: &mut Turn<'_>, call: &Call) -> Result<Text, Failure> {
    let language = call.by.language;
    let words = call.words();
    let mut words = words.split_whitespace().peekable();
    if words.peek().is_some() {
        only_moderators(turn, call).await?;
    }
    let off = words.next_if(|word| word.eq_ignore_ascii_case("off")).is_some();
    let now = turn.now();
    for word in words {
        let number =
            word.trim_end_matches(',').strip_prefix(['Q', 'q']).and_then(|digits| digits.parse().ok());
        let known = match (number, off) {
            (Some(number), true) => seed::unfeature(turn.tx(), number).await.map(|()| true)?,
            (Some(number), false) => seed::feature(turn.tx(), number, now).await?,
            (None, _) => false,
        };
        if !known {
            return Err(Failure::refused(wording::refused_no_question(language, &echo(word))));
        }
    }
    let featured = seed::featured(turn.tx()).await?;
    if featured.is_empty() {
        return Ok(wording::featured_none(language));
    }
    let lines = featured.iter().take(LINES);
    let lines = lines.map(|known| wording::line_featured(language, known.number, &known.title));
    Ok(wording::featured(language, &list(lines)))
}

/// `seed`.
pub(super) async fn seed(turn: &mut Turn<'_>, call: &Call) -> Result<Text, Failure> {
    only_moderators(turn, call).await?;
    let (language, settings) = (call.by.language, &turn.settings().launch);
    let suggested = seed::suggest(turn.tx(), settings.seed_questions, settings.seed_advocates).await?;
    if suggested.questions.is_empty() {
        return Ok(wording::seed_none(language));
    }
    let questions = suggested.questions.iter();
    let questions =
        questions.map(|known| wording::line_seed(language, known.number, &known.title, known.helped));
    let advocates = suggested.topics.iter().map(|topic| {
        let names: Vec<_> = topic.people.iter().map(|one| one.name.as_str()).collect();
        wording::line_advocates(language, &topic.topic, &names.join(", "))
    });
    Ok(wording::seed(language, &list(questions), &list(advocates)))
}
