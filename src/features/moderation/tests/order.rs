//! Whatever moderators do in whatever order, the post is seen exactly when the queue says so.

use super::{Community, DAY, RUDE, all_told, community, community_with, count, shows, told};
use crate::engine::{Call, Fact, Failure, Turn};
use crate::features::{CommandSpec, FEATURES, Feature};
use crate::language::Catalogue;
use crate::on_each_db;
use crate::people::Names;
use crate::places::Stage;
use async_trait::async_trait;
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha12Rng;

const STEPS: usize = 60;
const HIDDEN: &str = "SELECT COUNT(*) FROM item WHERE state IN ('hidden', 'confirmed')";
const CONFIRMED: &str = "SELECT COUNT(*) FROM item WHERE state = 'confirmed'";
const FLAGGED: &str = "SELECT COUNT(*) FROM answer WHERE hidden";
const SLIPS: &str = "SELECT COUNT(*) FROM slip";

on_each_db!(no_order_leaves_a_confirmed_post_in_sight, |db| async move {
    let community = community(&db).await;
    let mut chance = ChaCha12Rng::from_seed([7; 32]);
    let mut pick = |most: u32| (chance.next_u32() % most) as usize;
    let words = ["hide A1", "hide A1", "show A1", "leave A1", "flag A1", "note A1 hm"];
    let mut confirmed = 0;
    for step in 0..STEPS {
        if pick(12) == 0 {
            community.advance(DAY).await;
        } else {
            let (by, words) = (["mia", "noah"][pick(2)], words[pick(6)]);
            community.commands(by, &format!("dm:{by}"), words).await;
        }
        let hidden = count(&community, HIDDEN).await;
        assert_eq!(hidden, count(&community, FLAGGED).await, "step {step}");
        assert_eq!(hidden == 0, shows(&community, RUDE), "step {step}");
        let now = count(&community, CONFIRMED).await;
        assert_eq!(now, count(&community, SLIPS).await, "step {step}");
        confirmed += now;
    }
    assert!(confirmed > 0, "it was never confirmed, so nothing was tried");
});

/// The code that somebody was shown.
fn code(community: &Community, who: &str) -> String {
    let words = told(community, who);
    words.split("Your code is ").nth(1).and_then(|rest| rest.split('.').next()).unwrap_or_default().to_owned()
}

on_each_db!(one_person_with_two_accounts_is_one_moderator, |db| async move {
    let community = community(&db).await;
    community.commands("chen", "#help", "flag A1").await;
    community.commands("mia", "dm:mia", "hide A1").await;
    community.commands("noah", "dm:noah", "hide A1").await;
    assert_eq!(count(&community, CONFIRMED).await, 1);
    community.commands("mia", "dm:mia", "link").await;
    let code = code(&community, "mia");
    community.commands("noah", "dm:noah", &format!("link {code}")).await;
    assert_eq!(count(&community, CONFIRMED).await, 0, "one person agreed with themselves");
    assert_eq!(count(&community, SLIPS).await, 0);
    community.advance(DAY).await;
    assert!(shows(&community, RUDE));
});

/// Lets everybody who says `vanish` be forgotten.
struct Vanishing;

#[async_trait]
impl Feature for Vanishing {
    fn name(&self) -> &'static str {
        "vanishing"
    }

    fn stage(&self) -> Stage {
        Stage::Listen
    }

    fn commands(&self) -> &'static [CommandSpec] {
        const VANISH: CommandSpec = CommandSpec {
            verb: "vanish",
            aliases: &[],
            usage: "vanish",
            example: "vanish",
            about: |_| String::new(),
            needs_words: false,
            on_buttons: false,
        };
        &[VANISH]
    }

    fn catalogue(&self) -> &'static Catalogue {
        FEATURES[0].catalogue()
    }

    async fn command(&self, turn: &mut Turn<'_>, call: &Call) -> Result<(), Failure> {
        turn.announce(Fact::MemberErased { member: call.by.id, names: Names::default() });
        Ok(())
    }
}

on_each_db!(whoever_is_forgotten_is_forgotten_here_too, |db| async move {
    let features = [FEATURES, &[&Vanishing as &dyn Feature]].concat();
    let community = community_with(features.leak(), &db).await;
    community.commands("chen", "#help", "flag A1 unkind").await;
    community.commands("mia", "dm:mia", "hide A1").await;
    community.commands("noah", "dm:noah", "note A1 ask Ana").await;
    community.commands("chen", "dm:chen", "vanish").await;
    community.commands("noah", "dm:noah", "vanish").await;
    assert_eq!(all_told(&community, "mia", "unkind").len() + all_told(&community, "mia", "ask Ana").len(), 0);
    community.commands("ben", "dm:ben", "vanish").await;
    assert_eq!(all_told(&community, "mia", RUDE).len(), 0, "the author's words are gone");
    for table in [
        "SELECT COUNT(*) FROM item",
        "SELECT COUNT(*) FROM flag",
        "SELECT COUNT(*) FROM item_note",
        "SELECT COUNT(*) FROM item_message",
    ] {
        assert_eq!(count(&community, table).await, 0, "{table}");
    }
});
