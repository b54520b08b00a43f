//! What the file says, into the database: only what differs, a few people at a time.

use super::super::patience::persistently;
use super::sheet::{Column, Row};
use crate::database::{Db, MemberId, Tx};
use crate::engine::Clock;
use crate::people::{self, Employment, Spoken};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// How many people are written in a transaction, so that others hardly wait.
const BATCH: usize = 25;

/// A row, and who is meant by it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) member: MemberId,
    pub(super) manager: Option<MemberId>,
    pub(super) row: Row,
}

/// Writes people, or only says what it would write.
#[derive(Debug)]
pub(super) struct Writer<'a> {
    pub(super) db: &'a Db,
    pub(super) clock: &'a dyn Clock,
    pub(super) columns: &'a BTreeSet<Column>,
    pub(super) dry_run: bool,
}

/// What the file can say of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Facts {
    start_date: Option<NaiveDate>,
    work: Employment,
    /// `None` if they said themselves what they speak.
    languages: Option<Vec<Spoken>>,
    skills: Vec<String>,
}

impl Writer<'_> {
    /// Gives how many people changed.
    ///
    /// # Errors
    /// When the database fails, and goes on failing.
    pub(super) async fn write(&self, entries: &[Entry]) -> anyhow::Result<usize> {
        let mut changed = 0;
        for batch in entries.chunks(BATCH) {
            changed += persistently(self.clock, async || self.attempt(batch).await).await?;
        }
        Ok(changed)
    }

    async fn attempt(&self, batch: &[Entry]) -> anyhow::Result<usize> {
        let mut tx = if self.dry_run { self.db.begin_read().await? } else { self.db.begin().await? };
        let mut changed = 0;
        for entry in batch {
            let before = Facts::read(&mut tx, entry.member).await?;
            let after = self.said(entry, &before);
            changed += usize::from(before != after);
            if !self.dry_run {
                after.write(&mut tx, entry.member, &before).await?;
            }
        }
        if self.dry_run {
            tx.rollback().await?;
        } else {
            tx.commit().await?;
        }
        Ok(changed)
    }

    /// What is known of a person once the file was heard.
    fn said(&self, entry: &Entry, before: &Facts) -> Facts {
        let (mut after, row) = (before.clone(), &entry.row);
        for column in self.columns {
            match column {
                Column::Account => {}
                Column::StartDate => after.start_date = row.start_date,
                Column::Team => after.work.team.clone_from(&row.team),
                Column::Manager => after.work.manager = entry.manager,
                Column::Site => after.work.site.clone_from(&row.site),
                Column::Languages => {
                    after.languages = before.languages.as_ref().map(|_| row.languages.clone());
                }
                Column::Skills => after.skills.clone_from(&row.skills),
            }
        }
        after
    }
}

impl Facts {
    async fn read(tx: &mut Tx, member: MemberId) -> anyhow::Result<Self> {
        let (languages, said) = people::said_or_listed(tx, member).await?;
        Ok(Self {
            start_date: people::start_date(tx, member).await?,
            work: people::employment(tx, member).await?,
            languages: (!said).then_some(languages),
            skills: people::topics_of(tx, member).await?.skills,
        })
    }

    async fn write(&self, tx: &mut Tx, member: MemberId, before: &Self) -> anyhow::Result<()> {
        if self.start_date != before.start_date {
            people::set_start_date(tx, member, self.start_date).await?;
        }
        if self.work != before.work {
            people::set_employment(tx, member, &self.work).await?;
        }
        if let Some(languages) = self.languages.as_ref().filter(|_| self.languages != before.languages) {
            people::list_spoken(tx, member, languages).await?;
        }
        if self.skills != before.skills {
            people::set_skills(tx, member, &self.skills).await?;
        }
        Ok(())
    }
}
