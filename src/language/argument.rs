//! What can stand at a place holder such as `{ $name }`.
//!
//! Only numbers are given to Fluent, which needs them to choose between singular and plural. For anything
//! else Fluent gets a marker: one private-use character that says which argument belongs there.

use fluent_bundle::FluentValue;
use fluent_bundle::types::FluentNumber;
use std::ops::RangeInclusive;
use stoa_chat::{PlaceRef, Text, Timestamp, UserRef};

/// The characters that stand for arguments, the first for the first argument. Unicode keeps them free of
/// any meaning, and catalogues must not contain them.
const MARKERS: RangeInclusive<char> = '\u{E000}'..='\u{F8FF}';

/// One argument of a sentence.
#[derive(Clone, Debug)]
pub enum Value<'a> {
    /// A number, written by Fluent; exact up to 2⁵³.
    Number(FluentNumber),
    /// Words that somebody typed, which never mean more than their characters.
    Words(&'a str),
    /// A person.
    Mention(&'a UserRef),
    /// A place.
    Place(&'a PlaceRef),
    /// A moment.
    Time(Timestamp),
    /// Words with spans and blocks of their own.
    Rich(&'a Text),
}

/// Anything that a sentence takes as an argument.
#[diagnostic::on_unimplemented(message = "a sentence cannot hold `{Self}`")]
pub trait Argument {
    /// Whether a sentence may choose its words by it.
    const IS_NUMBER: bool = false;

    /// Itself, ready to be put into a sentence.
    fn value(&self) -> Value<'_>;
}

/// An argument that is nothing but characters, and therefore fits into a button or a title.
#[diagnostic::on_unimplemented(message = "a sentence of plain characters cannot hold `{Self}`")]
pub trait Word: Argument {
    /// Itself, ready to be put into a line.
    fn word(&self) -> Value<'_> {
        self.value()
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Argument for $number {
            const IS_NUMBER: bool = true;

            fn value(&self) -> Value<'_> {
                Value::Number(FluentNumber::from(*self))
            }
        }

        impl Word for $number {}
    )*};
}

numbers!(i32, i64, u32, u64, usize);

impl Argument for str {
    fn value(&self) -> Value<'_> {
        Value::Words(self)
    }
}

impl Argument for String {
    fn value(&self) -> Value<'_> {
        Value::Words(self)
    }
}

impl Argument for UserRef {
    fn value(&self) -> Value<'_> {
        Value::Mention(self)
    }
}

impl Argument for PlaceRef {
    fn value(&self) -> Value<'_> {
        Value::Place(self)
    }
}

impl Argument for Timestamp {
    fn value(&self) -> Value<'_> {
        Value::Time(*self)
    }
}

impl Argument for Text {
    fn value(&self) -> Value<'_> {
        Value::Rich(self)
    }
}

impl<T: Argument + ?Sized> Argument for &T {
    const IS_NUMBER: bool = T::IS_NUMBER;

    fn value(&self) -> Value<'_> {
        T::value(self)
    }
}

impl Word for str {}
impl Word for String {}
impl<T: Word + ?Sized> Word for &T {}

impl Value<'_> {
    /// What Fluent gets for the argument at `index`.
    pub(super) fn for_fluent(&self, index: usize) -> FluentValue<'static> {
        match self {
            Self::Number(number) => number.clone().into(),
            _ => marker(index).map_or(FluentValue::None, |marker| marker.to_string().into()),
        }
    }
}

/// The character that stands for the argument at `index`, if there are not absurdly many.
pub(super) fn marker(index: usize) -> Option<char> {
    MARKERS.clone().nth(index)
}

/// Whether `c` stands for an argument.
pub(super) fn is_marker(c: char) -> bool {
    MARKERS.contains(&c)
}

/// Which argument `c` stands for.
pub(super) fn marked(c: char) -> Option<usize> {
    if is_marker(c) { MARKERS.clone().position(|marker| marker == c) } else { None }
}
