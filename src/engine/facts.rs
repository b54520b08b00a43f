//! What features tell each other. Whoever cares reacts in the same transaction.

use crate::database::MemberId;
use crate::language::Language;
use crate::people::Names;
use crate::places::Stage;
use crate::posts::PostName;
use crate::vault::ThreadId;
use stoa_chat::{PlaceRef, Text, Timestamp, UserRef};

/// A question by somebody who is known to the vault alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedAnonymously {
    /// How they can be reached.
    pub thread: ThreadId,
    /// Where it is asked.
    pub place: PlaceRef,
    /// What it is about.
    pub topics: Vec<String>,
    /// Its words.
    pub body: Text,
    /// The language that it is in.
    pub language: Language,
}

/// Words under a question by somebody who is known to the vault alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepliedAnonymously {
    /// How they can be reached; of whoever asked the question, its own thread.
    pub thread: ThreadId,
    /// The question's number.
    pub question: i64,
    /// What they are called there.
    pub pseudonym: String,
    /// The words.
    pub body: Text,
}

/// What whoever asked anonymously can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VeiledDeed {
    /// Accept an answer.
    Accept(i64),
    /// Take the acceptance of an answer back.
    Unaccept(i64),
    /// Say that no answer to a question has helped.
    NoneHelped(i64),
    /// Take a question back.
    Withdraw(i64),
    /// Open a question again.
    Reopen(i64),
}

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
    /// Somebody with a thread asks anonymously.
    AskedAnonymously(Box<AskedAnonymously>),
    /// Somebody with a thread adds to a question anonymously.
    RepliedAnonymously(Box<RepliedAnonymously>),
    /// Whoever asked anonymously does something about their question.
    ActedAnonymously {
        /// Their thread.
        thread: ThreadId,
        /// What they do.
        deed: VeiledDeed,
    },
    /// What somebody asked or added anonymously is posted.
    PostedAnonymously {
        /// Their thread.
        thread: ThreadId,
        /// The question, or the answer.
        post: PostName,
    },
    /// Something happened to an anonymous question.
    MovedAnonymously {
        /// The thread of whoever asked.
        thread: ThreadId,
        /// Whether it has an accepted answer.
        solved: bool,
    },
    /// Somebody else says that the answer helped them that an anonymous asker accepted.
    AcceptanceConfirmed {
        /// The answer's number.
        answer: i64,
        /// Whose answer it is.
        author: MemberId,
        /// Who says so.
        by: MemberId,
        /// When the answer was both accepted and helpful.
        at: Timestamp,
    },
    /// A second moderator agreed that a post stays out of sight.
    HidingConfirmed {
        /// Which one.
        post: PostName,
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
