//! What anonymity costs with ten thousand threads open: finding one's own among them, and opening one to write to it.
//!
//! Nothing is labelled with its owner, so `anon mine` opens every address; a delivery opens one. Both are measured by the
//! wall clock on one core, with the vault in a file and everything in the page cache, as on a server that runs.
#![expect(clippy::print_stdout, reason = "a benchmark reports on standard output")]

use std::time::{Duration, Instant};
use stoa::vault::Bench;

const THREADS: usize = 10_000;
const RUNS: usize = 21;

fn median(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort();
    (times[times.len() / 2], times[0])
}

fn main() -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        // Filling it takes ten thousand commits, which are not what is measured.
        let memory = std::path::Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory)? } else { tempfile::tempdir()? };
        let bench = Bench::filled(folder.path(), THREADS).await?;
        let mut mine = Vec::new();
        for run in 0..RUNS {
            let started = Instant::now();
            let found = bench.mine(run).await?;
            mine.push(started.elapsed());
            anyhow::ensure!(found == 1, "everybody has one thread");
        }
        let mut deliveries = Vec::new();
        for number in 0..THREADS / 10 {
            let started = Instant::now();
            anyhow::ensure!(bench.deliver(number * 10).await?, "it is open");
            deliveries.push(started.elapsed());
        }
        let (middle, least) = median(mine);
        println!("{THREADS} open threads, one core:");
        println!("  anon mine, all of them opened: {middle:.1?} (least {least:.1?})");
        let (middle, least) = median(deliveries);
        println!("  a delivery, its address opened: {middle:.1?} (least {least:.1?})");
        anyhow::Ok(())
    })
}
