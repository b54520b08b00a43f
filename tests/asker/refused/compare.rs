//! Nobody compares askers: the vault alone finds whose a thread is.

fn same(one: &stoa::vault::Asker, other: &stoa::vault::Asker) -> bool {
    one == other
}

fn main() {}
