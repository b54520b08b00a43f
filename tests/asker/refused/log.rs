//! Nobody logs an asker.

fn log(asker: &stoa::vault::Asker) {
    tracing::info!(?asker, "somebody asked");
}

fn main() {}
