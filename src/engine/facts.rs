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

/// Why a member is not to be counted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Absence {
    /// They want to be left alone until a date.
    Snoozed,
    /// Moderators let them post nothing for a while.
    Paused,
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
    /// Something known was of use again: an answer solved the question of somebody who was about to ask the same, or a tip
    /// helped.
    AnswerReused {
        /// The answer's number; a tip's words are its one answer.
        answer: i64,
        /// Whose answer it is.
        author: MemberId,
        /// Whom it served.
        by: MemberId,
        /// When.
        at: Timestamp,
    },
    /// Somebody took it back that something known was of use.
    ReuseUndone {
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
    /// A question was posted, under its asker's name and not for practice.
    QuestionAsked {
        /// The question's number.
        question: i64,
        /// Who asked it.
        asker: MemberId,
        /// When.
        at: Timestamp,
    },
    /// Somebody answered a question under their name, and not for practice.
    AnswerGiven {
        /// The answer's number.
        answer: i64,
        /// The question's number.
        question: i64,
        /// Whose answer it is.
        author: MemberId,
        /// Who had asked; nobody if that is not known, or not to be.
        asker: Option<MemberId>,
        /// Whether a newcomer had.
        newcomer: bool,
        /// When the question was asked.
        asked_at: Timestamp,
        /// When it was answered.
        at: Timestamp,
    },
    /// An answer is gone.
    AnswerTakenBack {
        /// The answer's number.
        answer: i64,
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
    /// A mentor and a mentee both say that they met.
    MentorsMet {
        /// Their pair, as people see it: `M3`.
        pair: String,
        /// Which of their meetings, from 1.
        meeting: i64,
        /// Who gave their time.
        mentor: MemberId,
        /// Whom they met.
        mentee: MemberId,
        /// When they said so.
        at: Timestamp,
    },
    /// A mentor or a mentee takes back that they met.
    MentorsDenied {
        /// Which pair, in the words of the feature that brought them together.
        pair: String,
        /// Which of their meetings.
        meeting: i64,
        /// When that was said.
        at: Timestamp,
    },
    /// A mentor and a mentee have come to the end that they had agreed on, and have met at least once.
    MentoringCompleted {
        /// Which pair, in the words of the feature that brought them together.
        pair: String,
        /// The mentor.
        mentor: MemberId,
        /// The mentee.
        mentee: MemberId,
        /// When.
        at: Timestamp,
    },
    /// Somebody has an open question, too.
    AskedToo {
        /// The question's number.
        question: i64,
        /// Who has it.
        member: MemberId,
        /// When they said so.
        at: Timestamp,
    },
    /// Somebody took it back that they have a question, too.
    AskedTooUndone {
        /// The question's number.
        question: i64,
        /// Who had said so.
        member: MemberId,
        /// When.
        at: Timestamp,
    },
    /// Somebody gave a tip, and not for practice.
    TipGiven {
        /// The number of the answer that it is.
        answer: i64,
        /// Whose tip it is.
        author: MemberId,
        /// When.
        at: Timestamp,
    },
    /// A member is not to be counted on until a moment; a newer word for the same reason replaces an older one.
    WentAway {
        /// Who.
        member: MemberId,
        /// Why.
        why: Absence,
        /// Since when.
        at: Timestamp,
        /// Until when, unless they are back sooner.
        until: Timestamp,
    },
    /// What kept a member away is over sooner than was said.
    CameBack {
        /// Who.
        member: MemberId,
        /// What had kept them.
        why: Absence,
        /// When.
        at: Timestamp,
    },
    /// People who were introduced to each other say that they met.
    IntroductionMet {
        /// The number of the round.
        round: i64,
        /// One of those who say so; each says so for themselves.
        member: MemberId,
        /// Another of them.
        with: MemberId,
        /// When they said so.
        at: Timestamp,
    },
    /// Somebody takes back that they met those to whom they were introduced, or has nobody any more who confirms it.
    IntroductionDenied {
        /// The number of the round.
        round: i64,
        /// Whose meeting does not count any more.
        member: MemberId,
        /// When that was said.
        at: Timestamp,
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
