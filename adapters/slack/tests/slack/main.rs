//! The adapter on the make-believe Slack: the conformance suite, lost answers, broken sockets, limits and forms.

mod census;
mod company;
mod conformance;
mod forms;
mod hall;
mod hostile;
mod oracles;
mod pictures;
mod posts;
mod sockets;
mod transport;
