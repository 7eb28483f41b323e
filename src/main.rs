//! Sixblocks: arguments → window or command line.

use std::process::ExitCode;

use clap::Parser;
use sixblocks::{app, cli};

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    match arguments.task {
        Some(task) => cli::run(task),
        None => app::window::run(arguments.demo, arguments.file),
    }
}
