//! Nobody outside this crate opens an address.

fn open(asker: &stoa::vault::Asker) {
    drop(asker.reveal());
}

fn main() {}
