//! The promise of anonymity, held against everything that the program leaves behind.
//!
//! * [`canary`]: a day in which somebody asks anonymously tells no more of them than the same day in which they do not.
//! * [`twins`]: a day in which Anatol asks anonymously and one in which Bo does are the same, byte by byte.
//! * [`classifier`]: over twenty thousand acts nothing that is measured tells one asker from another.
//! * [`crashes`]: whoever kills the program at the worst moments loses nothing, and leaves no address behind.

#[path = "anonymous/canary.rs"]
mod canary;
#[path = "anonymous/classifier.rs"]
mod classifier;
#[path = "anonymous/crashes.rs"]
mod crashes;
#[path = "anonymous/day.rs"]
mod day;
#[path = "anonymous/evidence.rs"]
mod evidence;
#[path = "anonymous/twins.rs"]
mod twins;
