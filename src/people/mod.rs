//! People: members, the accounts they hold on the networks, and when they may be spoken to.
//!
//! A member is a person; an account is that person as one network knows them. Features deal with members only.

mod about;
mod accounts;
mod avoid;
mod consent;
mod date;
pub mod digests;
mod erasure;
pub mod hours;
mod linking;
pub mod manners;
mod member;
mod moderators;
mod naming;
mod newcomer;
mod pauses;
mod slots;
mod spoken;
mod topics;
mod unnaming;
mod week;

pub use about::{
    Employment, bio, employment, forget_about, join_about, set_bio, set_employment, set_start_date,
    start_date,
};
pub(crate) use accounts::known_in;
pub use accounts::{
    Invited, acquaint, bring_in, is_guest, known, learn_profile, meet, member_of, person_called, reach,
};
pub use avoid::{kept_apart, set_avoided};
pub use consent::{Consent, Word, consent, helped, set_consent, volunteer};
pub use date::read_date;
pub use erasure::{erase, erased};
pub use linking::{Linked, issue_code, redeem_code};
pub use manners::{Leave, Quiet, Told, ask_leave, hold, quiet, take_back, tell};
pub use member::{Member, set_hours, set_language, set_snooze, set_zone};
pub use moderators::{is_moderator, moderators};
pub use naming::{names_more, naming};
pub use newcomer::is_newcomer;
pub use pauses::{
    POSTING, all_paused, end_pause, forget_pauses, guide_once, join_pauses, pause, paused_until,
};
pub use slots::{HALF_HOUR, free_slots};
pub use spoken::{Spoken, list_spoken, said_or_listed, set_spoken, speakers, spoken_by};
pub(crate) use topics::split_topics;
pub use topics::{
    TopicsOf, advocates, end_advocacy, forget_topics, join_topics, members_with_topics, name_advocate,
    set_helped, set_learned, set_skills, topic, topics_of,
};
pub(crate) use unnaming::written;
pub use unnaming::{Names, Written, unname};
pub use week::week;
