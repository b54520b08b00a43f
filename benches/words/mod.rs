//! Invented writing: the same for the same seed, and as unevenly distributed as people's.
//!
//! How often people use a word falls with its rank (Zipf 1949; here with Mandelbrot's shift, which bends the
//! head of the curve). An index is as large, and a search as slow, as that makes it, so what is measured has
//! to be written alike. The most frequent words are English ones, so that texts are taken for English.

use rand::RngExt as _;
use rand::SeedableRng as _;
use rand_chacha::ChaCha12Rng;

/// The most frequent words of English, most frequent first.
const SMALL: &str = "the to a i is in and of it on for this that with my be not have can but you as if are how \
    when from do so we or by an what use get there any one no which at all only was has would will like just";
/// How many words people know.
const WORDS: usize = 60_000;
/// Mandelbrot's shift.
const SHIFT: f64 = 2.7;

/// Somebody who writes.
#[derive(Debug)]
pub struct Writer {
    rng: ChaCha12Rng,
    words: Vec<String>,
    /// By rank, the chance that a word is this or a more frequent one.
    chances: Vec<f64>,
}

impl Writer {
    /// Writes the same whenever `seed` is the same.
    pub fn new(seed: u64) -> Self {
        let small = SMALL.split_whitespace().map(str::to_owned);
        let words: Vec<String> = small.chain((0..).map(invented)).take(WORDS).collect();
        let mut sum = 0.0;
        let mut chances = Vec::with_capacity(words.len());
        let mut rank = SHIFT;
        for _ in &words {
            rank += 1.0;
            sum += 1.0 / rank;
            chances.push(sum);
        }
        for chance in &mut chances {
            *chance /= sum;
        }
        Self { rng: ChaCha12Rng::seed_from_u64(seed), words, chances }
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.rng.random_range(0..end)
    }

    /// So many words, in sentences.
    pub fn write(&mut self, words: usize) -> String {
        let mut text = String::with_capacity(words * 6);
        for at in 1..=words {
            let chance: f64 = self.rng.random();
            let rank = self.chances.partition_point(|below| *below < chance);
            text.push_str(&self.words[rank.min(self.words.len() - 1)]);
            text.push_str(match at {
                _ if at == words => "",
                _ if at % 12 == 0 => ". ",
                _ => " ",
            });
        }
        text
    }
}

/// The word of a number: its digits, spoken.
fn invented(mut number: usize) -> String {
    const CONSONANTS: &[u8] = b"bdfgklmnprstvz";
    const VOWELS: &[u8] = b"aeiou";
    let mut word = String::new();
    loop {
        word.push(char::from(CONSONANTS[number % CONSONANTS.len()]));
        number /= CONSONANTS.len();
        word.push(char::from(VOWELS[number % VOWELS.len()]));
        number /= VOWELS.len();
        if number == 0 {
            word.push('k');
            return word;
        }
        number -= 1;
    }
}
