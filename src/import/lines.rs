//! A file as lines, packed or not, none of which can fill the memory.

use super::rows::{Reason, Reject};
use flate2::bufread::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The longest line that is read, in bytes; the longest post on Stack Exchange has 30,000 characters.
pub(super) const LONGEST_LINE: usize = 1024 * 1024;
/// How much of a longer line is shown to whoever looks for what is missing, in bytes.
const SHOWN: usize = 4096;

/// How a file that is packed by gzip begins.
const GZIP: [u8; 2] = [0x1f, 0x8b];
/// How a 7z archive begins, which is what Stack Exchange hands out.
const SEVEN_ZIP: [u8; 4] = [b'7', b'z', 0xbc, 0xaf];
/// What some editors put in front of UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A line, without its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// From 1.
    pub(super) number: u64,
    pub(super) text: String,
    /// Whether NUL bytes were removed.
    pub(super) mended: bool,
}

/// A file, read line by line.
pub(super) struct Lines {
    name: String,
    reader: Box<dyn BufRead + Send>,
    number: u64,
    read: Arc<AtomicU64>,
    size: u64,
}

/// Counts the bytes that are read of a file, before they are unpacked.
struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

impl Lines {
    /// Opens a file; one that is packed by gzip is unpacked on the way.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        let read = Arc::new(AtomicU64::new(0));
        let mut reader = BufReader::with_capacity(64 * 1024, Counted { file, read: Arc::clone(&read) });
        let begin = reader.fill_buf()?;
        if begin.starts_with(&SEVEN_ZIP) {
            return Err(io::Error::other("this is a 7z archive: unpack it first, and name the folder"));
        }
        let reader: Box<dyn BufRead + Send> = if begin.starts_with(&GZIP) {
            Box::new(BufReader::new(MultiGzDecoder::new(reader)))
        } else {
            Box::new(reader)
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { name, reader, number: 0, read, size })
    }

    /// Lines that are in memory already.
    pub(super) fn of(name: &str, text: impl Into<Vec<u8>>) -> Self {
        let text = text.into();
        let size = text.len() as u64;
        let reader = Box::new(io::Cursor::new(text));
        Self { name: name.to_owned(), reader, number: 0, read: Arc::default(), size }
    }

    /// The next line, or why it cannot be read; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Result<Line, Reject>>> {
        let mut bytes = Vec::new();
        let mut too_long = false;
        let mut ended = false;
        while !ended {
            let piece = self.reader.fill_buf()?;
            if piece.is_empty() {
                break;
            }
            let end = piece.iter().position(|byte| *byte == b'\n');
            let piece = &piece[..end.unwrap_or(piece.len())];
            too_long |= bytes.len() + piece.len() > LONGEST_LINE;
            let room = if too_long { SHOWN.saturating_sub(bytes.len()) } else { piece.len() };
            bytes.extend_from_slice(&piece[..room.min(piece.len())]);
            let count = piece.len() + usize::from(end.is_some());
            self.reader.consume(count);
            ended = end.is_some();
        }
        // An empty last line is no line.
        if bytes.is_empty() && !ended {
            return Ok(None);
        }
        self.number += 1;
        Ok(Some(self.line(bytes, too_long)))
    }

    fn line(&self, mut bytes: Vec<u8>, too_long: bool) -> Result<Line, Reject> {
        if too_long {
            bytes.truncate(SHOWN);
            return Err(self.reject(
                self.number,
                Reason::TooLong,
                String::from_utf8_lossy(&bytes).into_owned(),
            ));
        }
        let length = bytes.len();
        bytes.retain(|byte| *byte != 0);
        let mended = bytes.len() < length;
        let text = String::from_utf8(bytes).map_err(|error| {
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            self.reject(self.number, Reason::NotUtf8, text)
        })?;
        let text = text.strip_suffix('\r').unwrap_or(&text);
        let text = if self.number == 1 { text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text) } else { text };
        Ok(Line { number: self.number, text: text.to_owned(), mended })
    }

    /// A row of this file that was left out.
    pub(super) fn reject(&self, line: u64, reason: Reason, text: String) -> Reject {
        Reject { reason, file: self.name.clone(), line, text }
    }

    /// Whether the first thing in it is a tag; nothing is read by asking.
    pub(super) fn begins_with_tag(&mut self) -> io::Result<bool> {
        let begin = self.reader.fill_buf()?;
        let begin = begin.strip_prefix(BYTE_ORDER_MARK.as_bytes()).unwrap_or(begin);
        Ok(begin.trim_ascii_start().starts_with(b"<"))
    }

    /// How many bytes of the file were read so far.
    pub(super) fn bytes_read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }

    /// How many bytes the file has.
    pub(super) fn size(&self) -> u64 {
        self.size
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: impl Into<Vec<u8>>) -> Vec<Result<String, (Reason, usize)>> {
        let mut lines = Lines::of("lines", text);
        let mut found = Vec::new();
        while let Some(line) = lines.next().unwrap() {
            found.push(line.map(|line| line.text).map_err(|reject| (reject.reason, reject.text.len())));
        }
        found
    }

    #[test]
    fn lines_end_in_any_way() {
        let lines = ["one", "", "three", "four"].map(|line| Ok(line.to_owned()));
        assert_eq!(all("\u{feff}one\r\n\nthree\nfour"), lines);
        assert_eq!(all("\u{feff}one\r\n\nthree\nfour\n"), lines);
        assert_eq!(all(""), []);
    }

    #[test]
    fn a_line_that_is_too_long_is_passed_over() {
        let longest = "x".repeat(LONGEST_LINE);
        let text = format!("{longest}\n{longest}x\n{}\nnext", longest.repeat(3));
        let long = Err((Reason::TooLong, SHOWN));
        assert_eq!(all(text), [Ok(longest), long.clone(), long, Ok("next".to_owned())]);
    }

    #[test]
    fn nul_bytes_are_removed_and_other_bytes_must_be_utf8() {
        assert_eq!(all("a\0b"), [Ok("ab".to_owned())]);
        assert_eq!(all(b"\xff\nfine".to_vec()), [Err((Reason::NotUtf8, 3)), Ok("fine".to_owned())]);
    }
}
