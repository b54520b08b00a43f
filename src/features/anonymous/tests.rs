//! Anonymous questions, as people meet them.
