//! Places as people name them, and those in which somebody was seen.

use crate::database::{MemberId, Tx};
use crate::engine::Call;
use crate::on;
use stoa_chat::{Network, PlaceRef};

/// Whether a word means the place where it is said.
pub fn is_here(word: &str) -> bool {
    matches!(&*word.to_lowercase(), "here" | "hier")
}

/// The one of `known` that a command points at, or calls `word`: `#help`, or `network/#help` elsewhere.
pub fn called<'a>(known: &'a [PlaceRef], call: &Call, word: &str) -> Option<&'a PlaceRef> {
    let bare = |id: &str| id.trim_start_matches('#').to_lowercase();
    let here = &call.account.network;
    let named = known.iter().find(|place| place.network == *here && bare(&place.id) == bare(word));
    let elsewhere = || known.iter().find(|place| format!("{}/{}", place.network, place.id) == word);
    let pointed_at = || {
        let pointed_at = call.rest.places().into_iter().next()?;
        known.iter().find(|place| **place == pointed_at)
    };
    pointed_at().or(named).or_else(elsewhere)
}

/// The places in which a member was seen and that they have not left since, as far as we know, in order.
///
/// # Errors
/// When the database fails.
pub async fn seen_by(tx: &mut Tx, member: MemberId) -> sqlx::Result<Vec<PlaceRef>> {
    const SQL: &str = "SELECT network, place FROM presence WHERE member = $1 ORDER BY network, place";
    let member = member.to_string();
    let rows: Vec<(String, String)> = on!(tx, |c| sqlx::query_as(SQL).bind(&member).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(network, id)| PlaceRef::new(&Network::new(network), id)).collect())
}
