//! From news to words: the sections of a digest, one under the other.

use super::super::{Edition, FEATURES, News, Reader, Section};
use super::wording;
use crate::engine::Turn;
use crate::language::{Language, list};
use crate::pictures::{Board, Drawing, Theme};
use crate::places;
use stoa_chat::{Block, Text};

/// Everything that the features have to say for an edition; those that are off in a place say nothing there.
pub(super) async fn gather(turn: &mut Turn<'_>, edition: &Edition) -> anyhow::Result<Vec<News>> {
    let place = if edition.reader == Reader::Place { edition.places.first() } else { None };
    let standing = places::standing(turn, place).await?;
    let mut news = Vec::new();
    for feature in FEATURES.iter().filter(|feature| standing.off(**feature).is_none()) {
        news.extend(feature.news(turn, edition).await?);
    }
    Ok(news)
}

/// Whether it is worth a message: where everybody stands is not by itself.
pub(super) fn is_worth_reading(news: &[News]) -> bool {
    news.iter().any(|item| item.section != Section::Board)
}

/// The sections of a digest.
pub(super) fn sections(language: Language, news: &[News], reader: Reader) -> Text {
    let mut text = Text::default();
    for section in [Section::Own, Section::Answers, Section::Open, Section::Kudos] {
        let items: Vec<Text> =
            news.iter().filter(|item| item.section == section).map(|item| item.text.clone()).collect();
        if !items.is_empty() {
            text = text.then(heading(language, section, reader)).then(list(items));
        }
    }
    let mut boards = news.iter().filter_map(|item| item.board.as_ref());
    boards.next().map_or(text.clone(), |(board, _)| text.then(table(language, board)))
}

fn heading(language: Language, section: Section, reader: Reader) -> Text {
    match (section, reader) {
        (Section::Own | Section::Board, _) => wording::heading_own(language),
        (Section::Answers, _) => wording::heading_answers(language),
        (Section::Open, Reader::Place) => wording::heading_open(language),
        (Section::Open, Reader::Member(_)) => wording::heading_yours(language),
        (Section::Kudos, _) => wording::heading_kudos(language),
    }
}

/// A board for everybody, also for those who do not see its picture.
fn table(language: Language, board: &Board) -> Text {
    let code = Text { blocks: vec![Block::Code(board.table())] };
    wording::heading_board(language, &board.title, &board.note).then(code)
}

/// The picture of the board in `news`, if there is one, and what it shows in words.
pub(super) fn picture(news: Vec<News>, dark: bool) -> Option<(Drawing, String)> {
    let (board, alt) = news.into_iter().find_map(|item| item.board)?;
    Some((board.draw(if dark { Theme::Dark } else { Theme::Light }), alt))
}
