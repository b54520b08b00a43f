//! By whom something was asked: a member, or somebody whom the vault alone could name.

use crate::database::MemberId;
use crate::vault::ThreadId;

/// Who asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// A member, under their name.
    Member(MemberId),
    /// Somebody anonymous, who can be written to by this thread.
    Thread(ThreadId),
    /// Somebody who is not known any more, or never was.
    Nobody,
}

impl By {
    /// Reads what a table says of it.
    pub(super) fn read(member: Option<String>, veil: Option<String>) -> anyhow::Result<Self> {
        Ok(match (member, veil) {
            (Some(member), _) => Self::Member(member.parse()?),
            (None, Some(thread)) => Self::Thread(ThreadId::new(thread)),
            (None, None) => Self::Nobody,
        })
    }

    /// The member, if it is known to be one.
    pub(super) fn member(&self) -> Option<MemberId> {
        if let Self::Member(member) = self { Some(*member) } else { None }
    }

    /// The thread, if it is somebody anonymous.
    pub(super) fn thread(&self) -> Option<&ThreadId> {
        if let Self::Thread(thread) = self { Some(thread) } else { None }
    }

    /// Whether it is known to be `member`.
    pub(super) fn is(&self, member: MemberId) -> bool {
        self.member() == Some(member)
    }
}
