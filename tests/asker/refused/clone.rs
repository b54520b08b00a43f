//! Nobody keeps a copy of an asker.

fn copy(asker: &stoa::vault::Asker) -> stoa::vault::Asker {
    asker.clone()
}

fn main() {}
