//! Nobody puts an asker into a sentence.

fn show(asker: &stoa::vault::Asker) -> String {
    asker.to_string()
}

fn main() {}
