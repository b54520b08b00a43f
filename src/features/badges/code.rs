//! Codes of certificates: fifteen letters and digits that nobody can guess, misread or mistype unnoticed.

use rand::RngExt as _;

/// Without I, L, O and U, which are taken for others or make words.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// The last of them is a check.
const LONG: usize = 15;

/// A new code, out of 2⁷⁰.
pub(super) fn new(rng: &mut impl rand::Rng) -> String {
    let mut digits: Vec<usize> = (1..LONG).map(|_| rng.random_range(0..LETTERS.len())).collect();
    digits.push(check(&digits));
    digits.into_iter().map(|digit| char::from(LETTERS[digit])).collect()
}

/// The code that somebody typed, in any case, with what stands between; `None` if it cannot be one.
pub(super) fn read(words: &str) -> Option<String> {
    let typed = words.chars().filter(char::is_ascii_alphanumeric).map(|c| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    });
    let digit = |c: char| LETTERS.iter().position(|letter| char::from(*letter) == c);
    let digits: Vec<usize> = typed.map(digit).collect::<Option<_>>()?;
    let (last, rest) = digits.split_last()?;
    if digits.len() != LONG || check(rest) != *last {
        return None;
    }
    Some(digits.into_iter().map(|digit| char::from(LETTERS[digit])).collect())
}

/// A code as it is written: `7K3QM-9XF2A-H4T8Z`.
pub(super) fn written(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    letters.chunks(5).map(|part| part.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// Shows every single wrong digit, since odd weights have an inverse among 32, and nearly every change of places between
/// neighbours.
fn check(digits: &[usize]) -> usize {
    digits.iter().enumerate().map(|(at, digit)| digit * (2 * at + 1)).sum::<usize>() % LETTERS.len()
}
