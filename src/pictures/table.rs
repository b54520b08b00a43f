//! A board as text in a fixed pitch, for networks without pictures and for those who do not see them.

use super::board::{Board, share};
use super::fit::clean;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Columns for a name; a narrow screen shows some forty columns in all.
const NAME: usize = 18;
/// Columns for a full bar.
const BAR: usize = 10;

impl Board {
    /// The lines of the board, each with a bar: `1 Data     ████████▌ 12.5`.
    pub fn table(&self) -> String {
        let most = self.lines.iter().map(|line| line.amount).max().unwrap_or(0);
        let names: Vec<String> = self.lines.iter().map(|line| short(&line.name)).collect();
        let name = names.iter().map(|name| name.width()).max().unwrap_or(0);
        let rank = self.lines.iter().map(|line| line.rank.to_string().len()).max().unwrap_or(0);
        let written = self.lines.iter().map(|line| line.written.width()).max().unwrap_or(0);
        let rows = self.lines.iter().zip(&names).map(|(line, shown)| {
            let pad = " ".repeat(name - shown.width());
            let bar = bar(share(line.amount, most));
            let gap = " ".repeat(BAR - bar.chars().count() + written - line.written.width());
            format!("{:>rank$} {shown}{pad}  {bar}{gap}  {}", line.rank, line.written)
        });
        rows.collect::<Vec<_>>().join("\n")
    }
}

/// A name in at most its columns.
fn short(name: &str) -> String {
    let name = clean(name);
    if name.width() <= NAME {
        return name;
    }
    let mut cut = String::new();
    for letter in name.graphemes(true) {
        if cut.width() + letter.width() >= NAME {
            break;
        }
        cut.push_str(letter);
    }
    format!("{}…", cut.trim_end())
}

/// A bar for a share of 1, in eighths of a column; what is not nothing can be seen.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "ten columns"
)]
fn bar(share: f32) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (share * (BAR * 8) as f32).round() as usize;
    let eighths = if share > 0.0 { eighths.max(1) } else { 0 };
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}
