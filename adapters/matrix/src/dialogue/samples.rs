//! Dialogues for the tests of this module.

use super::{Dialogue, Opened};
use std::collections::BTreeMap;
use std::time::Duration;
use stoa_chat::{Field, FieldKind, Form, Timestamp};

/// How long they wait for an answer.
pub const PATIENCE: Duration = Duration::from_hours(24);
/// When they began.
pub const BEGUN: Timestamp = Timestamp::from_millis(1_000);

/// A dialogue of two questions, at one of them.
pub fn asking(at: usize, open: bool) -> Dialogue {
    let field = |name: &str| Field {
        name: name.into(),
        label: name.into(),
        kind: FieldKind::Lines { most: 100 },
        required: true,
    };
    let form = Form {
        id: "anon".into(),
        title: "Ask anonymously".into(),
        submit: "Go on".into(),
        fields: vec![field("question"), field("topics")],
        values: BTreeMap::new(),
        problems: BTreeMap::new(),
    };
    let begun = Dialogue::begin(form, Opened { place: "!dm", direct: true, showing: "$1", at: BEGUN });
    Dialogue { at, open, ..begun }
}
