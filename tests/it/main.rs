//! The promises of Sixblocks, one module each.

// A test that meets what it did not expect stops there, helpers included.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used
)]

mod architecture;
mod command_line;
mod mutations;
mod store;
