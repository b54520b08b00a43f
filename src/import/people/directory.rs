//! Who is called what, on every network.

use super::sheet::Wrong;
use crate::database::{MemberId, Tx};
use crate::on;
use std::collections::{BTreeSet, HashMap};

/// Everybody who has an account, by what the account can be called.
#[derive(Debug, Default)]
pub(super) struct Directory {
    /// By `network/user id`, and by the user id alone.
    ids: HashMap<String, BTreeSet<MemberId>>,
    /// By the name that the network shows.
    names: HashMap<String, BTreeSet<MemberId>>,
}

impl Directory {
    /// Reads it; programs are nobody.
    pub(super) async fn read(tx: &mut Tx) -> anyhow::Result<Self> {
        const SQL: &str = "SELECT network, user_id, name, member FROM account WHERE NOT bot
            ORDER BY network, user_id";
        let rows: Vec<(String, String, String, String)> =
            on!(tx, |c| sqlx::query_as(SQL).fetch_all(c).await)?;
        let mut directory = Self::default();
        for (network, id, name, member) in rows {
            let member: MemberId = member.parse()?;
            for called in [key(&format!("{network}/{id}")), key(&id)] {
                directory.ids.entry(called).or_default().insert(member);
            }
            directory.names.entry(key(&name)).or_default().insert(member);
        }
        Ok(directory)
    }

    /// The one member who is called that; an id goes before a name.
    pub(super) fn find(&self, called: &str) -> Result<MemberId, Wrong> {
        let wanted = key(called);
        let found = self.ids.get(&wanted).or_else(|| self.names.get(&wanted));
        let shown = || called.chars().take(60).collect();
        match found.map(|members| (members.first(), members.len())) {
            Some((Some(member), 1)) => Ok(*member),
            Some(_) => Err(Wrong::Several(shown())),
            None => Err(Wrong::Nobody(shown())),
        }
    }
}

/// People write a name in any case, and an id with its sign or without.
fn key(called: &str) -> String {
    called.trim().trim_start_matches('@').to_lowercase()
}
