//! Nobody gets to see an asker in an error.

fn show(asker: &stoa::vault::Asker) -> String {
    format!("{asker:?}")
}

fn main() {}
