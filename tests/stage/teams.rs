//! Two teams of five: whoever helps somebody earns both a board, and the digest a picture.

use super::words::Names;
use anyhow::Context as _;
use stoa::database::Db;
use stoa::people::{self, Employment};
use stoa_chat::{Network, UserRef};
use stoa_terminal::Transcript;

/// Who they are.
pub const TEAMS: &str = "title: A digest with its picture
now: 2026-03-02 09:12
zone: Europe/Warsaw
seed: 1
people: ana, ben, chen, dara, eve, finn, gus, hana, iga, jan
places: #help
";

/// What a people file would say: everybody with an even place in the list is of one team, the others of another.
pub async fn employ(db: &Db, transcript: &Transcript, names: &Names) -> anyhow::Result<()> {
    let network = Network::new(names.network.as_str());
    let mut tx = db.begin().await?;
    for (at, person) in transcript.plan.people.iter().enumerate() {
        let id = names.people.get(&person.id).context("a person of the plan")?;
        let member = people::member_of(&mut tx, &UserRef::new(&network, id)).await?.context("a member")?;
        let team = Some(if at % 2 == 0 { "ops" } else { "web" }.to_owned());
        people::set_employment(&mut tx, member, &Employment { team, ..Employment::default() }).await?;
    }
    Ok(tx.commit().await?)
}
