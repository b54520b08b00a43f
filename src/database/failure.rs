//! What a database failure means for the work that met it.

/// The kinds of failure that the engine treats differently from a fault in our own code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Two transactions could not both have run alone: run this one again, at once.
    Conflict,
    /// The database went away or is overloaded: the same work can succeed later.
    Away,
    /// The disk is full: the same work can succeed once somebody has made room.
    Full,
}

impl Trouble {
    /// What the admin should do, as one sentence.
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Conflict => "two pieces of work met in the database; the work is run again by itself",
            Self::Away => {
                "the database does not answer; nothing is lost, and work goes on by itself once it is back: \
                 see that it runs and that `database.url` is right"
            }
            Self::Full => {
                "the disk is full; nothing is lost, and work goes on by itself: free some space where the \
                 database lies"
            }
        }
    }
}

/// SQLSTATEs after which the same transaction can succeed if it is simply run again.
const CONFLICTS: [&str; 2] = ["40001", "40P01"];
/// SQLite's primary codes for busy, locked, read-only, input/output error and cannot open. An extended code has
/// one of them in its lowest byte.
const SQLITE_AWAY: [i32; 5] = [5, 6, 8, 10, 14];
/// `SQLITE_FULL`.
const SQLITE_FULL: i32 = 13;
/// SQLSTATE `disk_full`.
const POSTGRES_FULL: &str = "53100";
/// SQLSTATEs (and classes) by which PostgreSQL says that it is going, starting or overloaded.
const AWAY: [&str; 4] = ["57P", "08", "53", "25006"];

/// SQLSTATE classes that are about the values of a row: they cannot be stored so, they break a rule, they are too large.
const OF_A_ROW: [&str; 3] = ["22", "23", "54"];
/// SQLite's primary codes for the same: too big, constraint, mismatch.
const SQLITE_OF_A_ROW: [i32; 3] = [18, 19, 20];

/// Whether `error` is about what was to be stored, and would come again with it wherever and whenever that is tried.
pub fn is_about_the_row(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| match cause.downcast_ref::<sqlx::Error>() {
        Some(sqlx::Error::Database(database)) => database.code().is_some_and(|code| match code.len() {
            5 => OF_A_ROW.iter().any(|class| code.starts_with(class)),
            _ => code.parse::<i32>().is_ok_and(|code| SQLITE_OF_A_ROW.contains(&(code & 0xff))),
        }),
        Some(sqlx::Error::Encode(_)) => true,
        Some(_) => false,
        None => cause.is::<serde_json::Error>(),
    })
}

/// Reads what kind of trouble `error` is, if it is one that another attempt can mend.
pub fn trouble(error: &anyhow::Error) -> Option<Trouble> {
    error.chain().find_map(|cause| cause.downcast_ref::<sqlx::Error>()).and_then(of_sqlx)
}

/// What kind of trouble `error` is, if another attempt can mend it.
pub(super) fn of_sqlx(error: &sqlx::Error) -> Option<Trouble> {
    match error {
        // A SQLSTATE has five characters, a code of SQLite at most four digits.
        sqlx::Error::Database(database) => match database.code()? {
            state if state.len() == 5 => of_sqlstate(&state),
            code => of_sqlite(code.parse().ok()?),
        },
        sqlx::Error::Io(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::Protocol(_)
        | sqlx::Error::BeginFailed => Some(Trouble::Away),
        _ => None,
    }
}

fn of_sqlstate(state: &str) -> Option<Trouble> {
    match state {
        POSTGRES_FULL => Some(Trouble::Full),
        state if CONFLICTS.contains(&state) => Some(Trouble::Conflict),
        state => AWAY.iter().any(|class| state.starts_with(class)).then_some(Trouble::Away),
    }
}

fn of_sqlite(code: i32) -> Option<Trouble> {
    match code & 0xff {
        SQLITE_FULL => Some(Trouble::Full),
        code => SQLITE_AWAY.contains(&code).then_some(Trouble::Away),
    }
}
