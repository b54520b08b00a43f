//! Nobody reaches into an asker.

fn take(asker: stoa::vault::Asker) -> stoa_chat::UserRef {
    asker.0
}

fn main() {}
