//! The adapter on the make-believe Slack: the conformance suite, lost answers, broken sockets, limits and forms.

mod company;
mod conformance;
mod forms;
mod hall;
mod hostile;
mod oracles;
mod posts;
mod sockets;
mod transport;
