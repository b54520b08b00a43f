//! Every sentence that badges say.

use crate::language::wording;
use stoa_chat::{Text, Timestamp};

wording! {
    /// What badges say.
    pub(super) static CATALOGUE = "badges";

    /// In the help: what `badges` does.
    fn about_badges() -> String;

    /// In the help: what `certificate` does.
    fn about_certificate() -> String;

    /// To whoever has just earned a badge.
    fn earned(sign: &str, name: &str, deed: &str) -> Text;

    /// The button under it.
    fn label_certificate() -> String;

    /// Above somebody's badges.
    fn badges(count: usize) -> Text;

    /// To somebody without any.
    fn badges_none() -> Text;

    /// One badge of theirs.
    fn line_badge(sign: &str, name: &str, deed: &str, at: Timestamp) -> Text;

    /// Above badges that could come next.
    fn badges_next() -> Text;

    /// One that could come next.
    fn line_next(sign: &str, name: &str, deed: &str) -> Text;

    /// How a badge becomes a certificate.
    fn certificate_hint(name: &str) -> Text;

    /// Here is a certificate.
    fn certificate(name: &str, code: &str, at: Timestamp) -> Text;

    /// A picture of it is not for everybody's eyes.
    fn certificate_alone() -> Text;

    /// What the picture of a certificate shows.
    fn alt_certificate(owner: &str, name: &str, date: &str, code: &str) -> String;

    /// A code is genuine.
    fn verified(owner: &str, name: &str, deed: &str, date: &str) -> Text;

    /// A code was genuine, but what earned the badge was undone.
    fn verified_no_more(owner: &str, name: &str) -> Text;

    /// There is no such badge.
    fn refused_no_badge(words: &str) -> Text;

    /// They do not have it yet.
    fn refused_not_earned(name: &str, deed: &str) -> Text;

    /// No certificate has this code.
    fn refused_code(words: &str) -> Text;

    /// On a certificate: what it is.
    fn paper_heading() -> String;

    /// On a certificate: before the name.
    fn paper_before() -> String;

    /// On a certificate: after the name.
    fn paper_statement(deed: &str, name: &str) -> String;

    /// On a certificate: above the code.
    fn paper_verify() -> String;

    /// A date.
    fn date(day: u32, month: u32, year: i32) -> String;

    /// In `my data`: what counts for badges.
    fn held_marks() -> String;

    /// In `my data`: badges.
    fn held_badges() -> String;

    /// In `my data`: certificates.
    fn held_certificates() -> String;

    /// A badge's name.
    fn name_first_question() -> String;
    /// What it is given for.
    fn deed_first_question() -> String;
    /// A badge's name.
    fn name_first_answer() -> String;
    /// What it is given for.
    fn deed_first_answer() -> String;
    /// A badge's name.
    fn name_comeback() -> String;
    /// What it is given for.
    fn deed_comeback() -> String;
    /// A badge's name.
    fn name_trusted() -> String;
    /// What it is given for.
    fn deed_trusted() -> String;
    /// A badge's name.
    fn name_lighthouse() -> String;
    /// What it is given for.
    fn deed_lighthouse() -> String;
    /// A badge's name.
    fn name_welcomer() -> String;
    /// What it is given for.
    fn deed_welcomer() -> String;
    /// A badge's name.
    fn name_unblocker() -> String;
    /// What it is given for.
    fn deed_unblocker() -> String;
    /// A badge's name.
    fn name_curator() -> String;
    /// What it is given for.
    fn deed_curator() -> String;
    /// A badge's name.
    fn name_bridge() -> String;
    /// What it is given for.
    fn deed_bridge() -> String;
    /// A badge's name.
    fn name_mentor_1() -> String;
    /// What it is given for.
    fn deed_mentor_1() -> String;
    /// A badge's name.
    fn name_mentor_2() -> String;
    /// What it is given for.
    fn deed_mentor_2() -> String;
    /// A badge's name.
    fn name_mentor_3() -> String;
    /// What it is given for.
    fn deed_mentor_3() -> String;
    /// A badge's name.
    fn name_graduate() -> String;
    /// What it is given for.
    fn deed_graduate() -> String;
}
