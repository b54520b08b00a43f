//! The make-believe Slack, held to what is known of the real one: by a small bot of our own, by Slack's
//! reference, and by bots that were written with Slack's own libraries.

#![expect(clippy::print_stdout, reason = "what is skipped is said aloud")]

mod alerts;
mod block_kit;
mod bolt;
mod bot;
mod conversations;
mod examples;
mod faults;
mod forms;
mod over_http;
mod pages;
mod people;
mod reference;
mod scopes;
mod second_opinion;
mod shapes;
mod sockets;
mod uploads;
