//! Proposals: both agree, one declines, or nobody answers in time. Nobody is told who said no, or why.

use super::pairs_store::{self, Pair, State};
use super::{NAME, member, pair_named, pairs, rounds, store, wording};
use crate::database::MemberId;
use crate::engine::{Call, Failure, Turn};
use crate::people::{Member, manners};
use stoa_chat::Post;

/// The job that ends a proposal which not both have agreed to; its subject is the pair's number.
pub(super) const LAPSE: &str = "lapse";

/// `mentor accept M3`.
pub(super) async fn accept(turn: &mut Turn<'_>, call: &Call, word: &str) -> Result<(), Failure> {
    let language = call.by.language;
    let pair = pair_named(turn, call, word).await?;
    if pair.state != State::Proposed {
        return Err(Failure::refused(wording::refused_settled(language, &pair.name())));
    }
    let as_mentor = call.by.id == pair.mentor;
    pairs_store::agree(turn.tx(), pair.number, as_mentor).await?;
    let other = member(turn, if as_mentor { pair.mentee } else { pair.mentor }).await?;
    let mine = if as_mentor { &pair.mentor_card } else { &pair.mentee_card };
    if let Some(card) = mine {
        turn.edit(card.clone(), Post::of(wording::card_agreed(language, &pair.name(), &other.name))).await?;
    }
    let both = if as_mentor { pair.mentee_agreed } else { pair.mentor_agreed };
    if both {
        turn.cancel_job(NAME, LAPSE, &pair.number.to_string()).await?;
        return Ok(pairs::begin(turn, &pair, call).await?);
    }
    turn.reply(call, Post::of(wording::agreed(language, &other.name))).await?;
    Ok(())
}

/// `mentor decline M3`: the next round looks further, and never again at these two.
pub(super) async fn decline(turn: &mut Turn<'_>, call: &Call, word: &str) -> Result<(), Failure> {
    let language = call.by.language;
    let pair = pair_named(turn, call, word).await?;
    if pair.state != State::Proposed {
        return Err(Failure::refused(wording::refused_settled(language, &pair.name())));
    }
    close(turn, &pair, State::Declined).await?;
    let now = turn.now();
    rounds::plan_at(turn, &pair.programme, now).await?;
    turn.reply(call, Post::of(wording::declined(language))).await?;
    tell_other(turn, &pair, call.by.id).await?;
    Ok(())
}

/// Who had agreed hears that it came to nothing; who had not said anything only sees the proposal change.
async fn tell_other(turn: &mut Turn<'_>, pair: &Pair, by: MemberId) -> anyhow::Result<()> {
    for (id, agreed) in [(pair.mentee, pair.mentee_agreed), (pair.mentor, pair.mentor_agreed)] {
        if id != by && agreed {
            let to: Member = member(turn, id).await?;
            let text = if id == pair.mentee {
                wording::looking_on(to.language, &pair.name())
            } else {
                wording::came_to_nothing(to.language, &pair.name())
            };
            manners::tell(turn, &to, NAME, Post::of(text)).await?;
        }
    }
    Ok(())
}

/// Not both agreed in time.
pub(super) async fn lapse(turn: &mut Turn<'_>, number: i64) -> anyhow::Result<()> {
    let Some(pair) = pairs_store::pair_numbered(turn.tx(), number).await? else { return Ok(()) };
    if pair.state != State::Proposed {
        return Ok(());
    }
    close(turn, &pair, State::Lapsed).await?;
    // Who does not answer is not asked for ever; what they have sought since then goes on.
    if !pair.mentee_agreed && store::give_up(turn.tx(), &pair).await? {
        let mentee = member(turn, pair.mentee).await?;
        let text = wording::search_over(mentee.language, &pair.name());
        manners::tell(turn, &mentee, NAME, Post::of(text)).await?;
    }
    let now = turn.now();
    rounds::plan_at(turn, &pair.programme, now).await?;
    let silent = if pair.mentee_agreed { pair.mentor } else { pair.mentee };
    tell_other(turn, &pair, silent).await
}

/// Ends a proposal: its messages say so, without saying why.
pub(super) async fn close(turn: &mut Turn<'_>, pair: &Pair, state: State) -> anyhow::Result<()> {
    let now = turn.now();
    pairs_store::set_state(turn.tx(), pair.number, state, now).await?;
    turn.cancel_job(NAME, LAPSE, &pair.number.to_string()).await?;
    for (id, card) in [(pair.mentee, &pair.mentee_card), (pair.mentor, &pair.mentor_card)] {
        if let Some(card) = card {
            let language = member(turn, id).await?.language;
            turn.edit(card.clone(), Post::of(wording::card_closed(language, &pair.name()))).await?;
        }
    }
    Ok(())
}

/// Somebody leaves the search: proposals that they are in end.
pub(super) async fn withdraw(turn: &mut Turn<'_>, by: MemberId) -> anyhow::Result<()> {
    end_those(turn, by, State::Declined, |pair| pair.other(by).is_some()).await
}

/// One of two does not want to be with the other: what waits between them ends as if somebody had declined.
pub(super) async fn part(turn: &mut Turn<'_>, by: MemberId, from: MemberId) -> anyhow::Result<()> {
    end_those(turn, by, State::Declined, |pair| pair.other(by) == Some(from)).await
}

/// Somebody takes part in another programme from now on: what waits for them in a role elsewhere ends.
pub(super) async fn leave(
    turn: &mut Turn<'_>,
    by: MemberId,
    programme: &str,
    role: impl Fn(&Pair) -> MemberId,
) -> anyhow::Result<()> {
    end_those(turn, by, State::Moved, |pair| role(pair) == by && pair.programme != programme).await
}

/// A mentee has found somebody: what else waits for them ends.
pub(super) async fn found(turn: &mut Turn<'_>, mentee: MemberId) -> anyhow::Result<()> {
    end_those(turn, mentee, State::Moved, |pair| pair.mentee == mentee).await
}

/// Ends what waits for somebody, as far as it is meant: whoever had agreed hears of it, and others are looked for.
async fn end_those(
    turn: &mut Turn<'_>,
    by: MemberId,
    state: State,
    is_meant: impl Fn(&Pair) -> bool,
) -> anyhow::Result<()> {
    let waiting = pairs_store::pairs(turn.tx(), State::Proposed).await?;
    for pair in waiting.into_iter().filter(is_meant).collect::<Vec<_>>() {
        close(turn, &pair, state).await?;
        tell_other(turn, &pair, by).await?;
        let now = turn.now();
        rounds::plan_at(turn, &pair.programme, now).await?;
    }
    Ok(())
}

/// Somebody is erased: whoever was with them hears that it is over.
pub(super) async fn forget(turn: &mut Turn<'_>, gone: MemberId) -> anyhow::Result<()> {
    withdraw(turn, gone).await?;
    for pair in pairs_store::pairs(turn.tx(), State::Running).await? {
        if let Some(other) = pair.other(gone) {
            pairs::cancel(turn, &pair).await?;
            let other = member(turn, other).await?;
            let text = wording::over(other.language, &pair.name());
            manners::tell(turn, &other, NAME, Post::of(text)).await?;
        }
    }
    Ok(())
}
