//! The people file as rows: pure, no database.
//!
//! Spreadsheets write commas or semicolons, with a byte order mark or without, in any order of columns; what they
//! write is read. A row that is wrong spoils nothing but itself.

use crate::people::{Spoken, topic};
use chrono::{Datelike as _, NaiveDate};
use csv::{ByteRecord, ReaderBuilder, StringRecord};
use std::collections::BTreeSet;
use std::fmt;

/// The longest name of a team or site, in characters.
const LONGEST_NAME: usize = 100;
/// The most skills that one person is listed with.
const MOST_SKILLS: usize = 50;

/// A column that means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    Account,
    StartDate,
    Team,
    Manager,
    Site,
    Languages,
    Skills,
}

impl Column {
    const ALL: [(Self, &str); 7] = [
        (Self::Account, "account"),
        (Self::StartDate, "start_date"),
        (Self::Team, "team"),
        (Self::Manager, "manager"),
        (Self::Site, "site"),
        (Self::Languages, "languages"),
        (Self::Skills, "skills"),
    ];

    /// The column of this heading: `Start date` is `start_date`.
    fn called(heading: &str) -> Option<Self> {
        let heading = heading.trim().to_lowercase().replace([' ', '-'], "_");
        Self::ALL.iter().find(|(_, name)| *name == heading).map(|(column, _)| *column)
    }
}

/// Why a row was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// It has another number of fields than the header.
    Fields { found: usize, header: usize },
    /// It is not UTF-8.
    NotUtf8,
    /// Nothing says whom it is about.
    NoAccount,
    /// This is no date.
    NoDate(String),
    /// This is no language.
    NoLanguage(String),
    /// Nothing of this could be a topic.
    NoSkill(String),
    /// There are too many skills.
    Skills(usize),
    /// This is too long for a name.
    TooLong(String),
    /// Nobody is called that.
    Nobody(String),
    /// Several people are called that.
    Several(String),
    /// The line before that is about the same person.
    Again(u64),
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fields { found, header } => write!(f, "has {found} fields, but the header has {header}"),
            Self::NotUtf8 => write!(f, "is not UTF-8: save the file as “CSV UTF-8”"),
            Self::NoAccount => write!(f, "has no account"),
            Self::NoDate(text) => write!(f, "“{text}” is no date: write 2026-03-02"),
            Self::NoLanguage(text) => write!(f, "“{text}” is no language: write codes such as en; de"),
            Self::NoSkill(text) => write!(f, "“{text}” cannot be a topic: it needs a letter, and at most 40"),
            Self::Skills(count) => write!(f, "has {count} skills: list the best {MOST_SKILLS}"),
            Self::TooLong(text) => write!(f, "“{text}…” is longer than {LONGEST_NAME} characters"),
            Self::Nobody(name) => write!(
                f,
                "nobody here is called “{name}”: write network/user id, or the name as the network shows it"
            ),
            Self::Several(name) => write!(f, "several people are called “{name}”: write network/user id"),
            Self::Again(line) => write!(f, "is about the same person as line {line}"),
        }
    }
}

/// What the file says about one person, cell by cell; what is empty is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// The line on which it begins, from 1.
    pub(super) line: u64,
    pub(super) account: String,
    pub(super) start_date: Option<NaiveDate>,
    pub(super) team: Option<String>,
    pub(super) manager: Option<String>,
    pub(super) site: Option<String>,
    /// Each once, in the order of codes.
    pub(super) languages: Vec<Spoken>,
    /// Each once, in order, as topics.
    pub(super) skills: Vec<String>,
}

/// The file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sheet {
    /// The columns that it has.
    pub(super) columns: BTreeSet<Column>,
    pub(super) rows: Vec<Row>,
    /// Headings of columns that mean nothing to us.
    pub(super) unused: Vec<String>,
    /// Lines that cannot be used, and why.
    pub(super) wrong: Vec<(u64, Wrong)>,
}

impl Sheet {
    /// Reads a file.
    ///
    /// # Errors
    /// When it has no header that names accounts.
    pub(super) fn read(bytes: &[u8]) -> anyhow::Result<Self> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter(bytes))
            .flexible(true)
            .has_headers(false)
            .from_reader(bytes);
        let mut records = reader.byte_records();
        let header = records.next().transpose()?.unwrap_or_default();
        let (columns, unused) = headings(&header)?;
        let mut sheet = Self { unused, ..Self::default() };
        sheet.columns.extend(columns.iter().copied().flatten());
        for record in records {
            let record = record?;
            let line = record.position().map_or(0, csv::Position::line);
            match row(line, record, &columns) {
                Ok(row) => sheet.rows.push(row),
                Err(wrong) => sheet.wrong.push((line, wrong)),
            }
        }
        Ok(sheet)
    }
}

/// A semicolon if the header has more of them than commas, as spreadsheets write where the comma is in numbers.
fn delimiter(bytes: &[u8]) -> u8 {
    let header = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |sign: u8| header.split(|byte| *byte == sign).count();
    if count(b';') > count(b',') { b';' } else { b',' }
}

/// What each column is, and the headings that mean nothing.
fn headings(header: &ByteRecord) -> anyhow::Result<(Vec<Option<Column>>, Vec<String>)> {
    let names: Vec<String> = header.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
    let columns: Vec<Option<Column>> = names.iter().map(|name| Column::called(name)).collect();
    let mut seen = BTreeSet::new();
    for (column, name) in columns.iter().zip(&names) {
        let twice = column.is_some_and(|column| !seen.insert(column));
        anyhow::ensure!(!twice, "the column {} stands there twice", name.trim());
    }
    let all: Vec<_> = Column::ALL.iter().map(|(_, name)| *name).collect();
    anyhow::ensure!(
        seen.contains(&Column::Account),
        "the first line has to name the columns: account, and any of {}",
        all[1..].join(", ")
    );
    let unused = columns.iter().zip(&names).filter(|(column, _)| column.is_none());
    Ok((columns.clone(), unused.map(|(_, name)| name.trim().to_owned()).collect()))
}

fn row(line: u64, record: ByteRecord, columns: &[Option<Column>]) -> Result<Row, Wrong> {
    if record.len() != columns.len() {
        return Err(Wrong::Fields { found: record.len(), header: columns.len() });
    }
    let record = StringRecord::from_byte_record(record).map_err(|_| Wrong::NotUtf8)?;
    let mut row = Row { line, ..Row::default() };
    for (cell, column) in record.iter().zip(columns) {
        // PostgreSQL refuses NUL characters for ever.
        let cell = cell.replace('\0', "");
        let cell = cell.trim();
        match column {
            None => {}
            Some(Column::Account) => cell.clone_into(&mut row.account),
            Some(Column::StartDate) => row.start_date = date(cell)?,
            Some(Column::Team) => row.team = name(cell)?,
            Some(Column::Manager) => row.manager = Some(cell.to_owned()).filter(|name| !name.is_empty()),
            Some(Column::Site) => row.site = name(cell)?,
            Some(Column::Languages) => row.languages = languages(cell)?,
            Some(Column::Skills) => row.skills = skills(cell)?,
        }
    }
    if row.account.is_empty() { Err(Wrong::NoAccount) } else { Ok(row) }
}

/// Reads `2026-03-02` or, as it is written in German, `2.3.2026`.
fn date(cell: &str) -> Result<Option<NaiveDate>, Wrong> {
    if cell.is_empty() {
        return Ok(None);
    }
    let of_format = |format| NaiveDate::parse_from_str(cell, format).ok();
    let date = of_format("%Y-%m-%d").or_else(|| of_format("%d.%m.%Y"));
    let date = date.filter(|date| (1900..2200).contains(&date.year()));
    date.map(Some).ok_or_else(|| Wrong::NoDate(shown(cell)))
}

fn name(cell: &str) -> Result<Option<String>, Wrong> {
    if cell.chars().count() > LONGEST_NAME {
        return Err(Wrong::TooLong(cell.chars().take(30).collect()));
    }
    Ok(Some(cell.to_owned()).filter(|name| !name.is_empty()))
}

/// What stands in a cell of several.
fn several(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', ',']).map(str::trim).filter(|part| !part.is_empty())
}

fn languages(cell: &str) -> Result<Vec<Spoken>, Wrong> {
    let read = |part| Spoken::called(part).ok_or_else(|| Wrong::NoLanguage(shown(part)));
    let languages: BTreeSet<Spoken> = several(cell).map(read).collect::<Result<_, _>>()?;
    Ok(languages.into_iter().collect())
}

fn skills(cell: &str) -> Result<Vec<String>, Wrong> {
    let read = |part| skill(part).ok_or_else(|| Wrong::NoSkill(shown(part)));
    let skills: BTreeSet<String> = several(cell).map(read).collect::<Result<_, _>>()?;
    if skills.len() > MOST_SKILLS {
        Err(Wrong::Skills(skills.len()))
    } else {
        Ok(skills.into_iter().collect())
    }
}

/// `Data Engineering` and `CI/CD` as the topics `data-engineering` and `ci-cd`.
fn skill(part: &str) -> Option<String> {
    let sign = |c: char| if c.is_alphanumeric() || "_+.#".contains(c) { c } else { ' ' };
    let words: String = part.trim_start_matches('#').chars().map(sign).collect();
    let words: Vec<&str> = words.split_whitespace().collect();
    topic(&format!("#{}", words.join("-")))
}

/// What stood there, short enough for a line.
fn shown(cell: &str) -> String {
    cell.chars().take(40).collect()
}
