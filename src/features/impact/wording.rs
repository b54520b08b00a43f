//! Every sentence that impact says.

use crate::language::wording;
use stoa_chat::Text;

wording! {
    /// What impact says.
    pub(super) static CATALOGUE = "impact";

    /// In the help: what `impact` does.
    fn about_impact() -> String;

    /// Above one's own figures.
    fn own() -> Text;
    /// There is nothing to count yet.
    fn nothing_yet() -> Text;
    /// Above the figures of this season, which are all that there are.
    fn season_and_all() -> Text;
    /// Above the figures of this season.
    fn season() -> Text;
    /// In place of them.
    fn season_nothing() -> Text;
    /// Above the figures of all time.
    fn all() -> Text;
    /// A line: how many people.
    fn line_people(count: usize) -> Text;
    /// A line: how often somebody without a name.
    fn line_unnamed(count: usize) -> Text;
    /// A line: how many answers solved a question.
    fn line_accepted(count: usize) -> Text;
    /// A line: how often something was of use again.
    fn line_reused(count: usize) -> Text;
    /// A line: how many meetings with mentees.
    fn line_met(count: usize) -> Text;
    /// A line: minutes saved, and how they are added up.
    fn line_minutes(count: usize, sum: &str) -> Text;
    /// What a case is taken to save, in minutes.
    fn estimate(accepted: u32, reused: u32, met: u32) -> Text;
    /// Under one's own: nobody else sees it.
    fn private() -> Text;
    /// Under one's own: who else sees it.
    fn shared_with(names: &str) -> Text;
    /// The word before the last of several names.
    fn and() -> String;

    /// Before it is shared: above what they would see.
    fn preview(name: &str) -> Text;
    /// Under it.
    fn preview_hint(name: &str) -> Text;
    /// A button: share it.
    fn label_share(name: &str) -> String;
    /// It is shared.
    fn shared(name: &str) -> Text;
    /// It was shared before.
    fn shared_already(name: &str) -> Text;
    /// It is shared no more.
    fn unshared(name: &str) -> Text;
    /// It was not shared.
    fn not_shared(name: &str) -> Text;

    /// To whom it is shared with: above the figures.
    fn told(name: &str) -> Text;
    /// Under them: how to see them again.
    fn told_hint(name: &str) -> Text;
    /// To whom it is shared with: there is nothing any more.
    fn shared_nothing(name: &str) -> Text;
    /// In place of a message that told them.
    fn shared_no_more() -> Text;

    /// Refusal: nothing of that person is shown, whoever they are.
    fn refused_of(word: &str) -> Text;
    /// Refusal: nobody is called that, or several are.
    fn refused_unknown(word: &str, example: &str) -> Text;
    /// Refusal: they named themselves.
    fn refused_oneself() -> Text;
    /// Refusal: a program was named.
    fn refused_program() -> Text;
    /// Refusal: there is nothing to share.
    fn refused_nothing() -> Text;

    /// In `my data`: cases of help.
    fn held_cases() -> String;
    /// In `my data`: whom they let see it.
    fn held_given() -> String;
    /// In `my data`: whose they may see.
    fn held_got() -> String;
}
