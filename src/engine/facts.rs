//! What features tell each other. Whoever cares reacts in the same transaction.

use crate::database::MemberId;
use crate::people::Names;
use crate::places::Stage;
use crate::posts::PostName;
use stoa_chat::{PlaceRef, Text, Timestamp, UserRef};

/// Something that a feature made true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// An asker accepted an answer.
    AnswerAccepted {
        /// The answer's number.
        answer: i64,
        /// Whose answer it is.
        author: MemberId,
        /// Who accepted it.
        asker: MemberId,
        /// When.
        at: Timestamp,
    },
    /// An acceptance was taken back.
    AcceptanceUndone {
        /// The answer's number.
        answer: i64,
        /// When.
        at: Timestamp,
    },
    /// Somebody pressed a button on the bot's own page, and what it stands for is done.
    HomePressed {
        /// With which of their accounts.
        by: UserRef,
    },
    /// The launch has come to a stage.
    StageBegan {
        /// Which one.
        stage: Stage,
    },
    /// Something else holds in a place now.
    PlaceChanged {
        /// Where.
        place: PlaceRef,
    },
    /// Somebody says that an answer helped them.
    AnswerThanked {
        /// The answer's number.
        answer: i64,
        /// Whose answer it is.
        author: MemberId,
        /// Whom it helped.
        by: MemberId,
        /// When they said so.
        at: Timestamp,
    },
    /// Somebody took it back that an answer helped them, or the answer is gone.
    ThanksUndone {
        /// The answer's number.
        answer: i64,
        /// Who had said so.
        by: MemberId,
        /// When.
        at: Timestamp,
    },
    /// A better text for an answer was accepted.
    CorrectionAccepted {
        /// The correction's number.
        correction: i64,
        /// Whose text it is.
        proposer: MemberId,
        /// Who accepted it.
        by: MemberId,
        /// When.
        at: Timestamp,
    },
    /// Moderators took a post out of sight.
    PostHidden {
        /// Which one.
        post: PostName,
    },
    /// A hidden post is to be seen again.
    PostShown {
        /// Which one.
        post: PostName,
    },
    /// An author put a post into other words, away from the message that it may stand in.
    PostRewritten {
        /// Which one.
        post: PostName,
        /// Its new words.
        text: Text,
    },
    /// Somebody says, of their own accord, that they help with topics.
    HelpDeclared {
        /// Who says so.
        member: MemberId,
        /// All that they help with.
        topics: Vec<String>,
    },
    /// Two members turned out to be one person: everything of `from` now belongs to `into`.
    MembersJoined {
        /// The member that is no more.
        from: MemberId,
        /// The member that stays.
        into: MemberId,
    },
    /// A member is to be forgotten: their name and accounts are gone already, and each feature deletes what it keeps
    /// about them, and blanks their words wherever they stand. Their id stays behind as a tombstone.
    MemberErased {
        /// The member that is no more.
        member: MemberId,
        /// What they were called: to be left out of what others wrote ([`people::unname`](crate::people::unname)).
        names: Names,
    },
}
