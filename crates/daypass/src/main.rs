//! The command line: `daypass dev` and `daypass serve` start a server, the other commands ask one.

mod about;
mod account;
mod arguments;
mod aws;
mod can;
mod client;
mod config_file;
mod demo;
mod dev;
mod environment;
mod export;
mod failure;
mod files;
mod health;
mod identity;
mod import;
mod init;
mod lint;
mod log;
mod out;
mod revoke;
mod serve;
mod snapshot;
mod tail;
mod terraform;
mod test;
mod why;

use std::process::ExitCode;

use clap::Parser as _;
use mimalloc::MiMalloc;

use crate::arguments::{Arguments, Command};
use crate::failure::Failure;

/// Calls and messages are many small pieces of memory, taken by one thread and given back by another.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    // Usage errors end here, with 2.
    let arguments = Arguments::parse();
    match run(arguments) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("daypass: {failure}");
            failure.code()
        }
    }
}

fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    let server = arguments.server;
    match arguments.command {
        Command::Dev(settings) => dev::run(&settings),
        Command::Init(wanted) => init::run(&wanted),
        Command::Serve(settings) => serve::run(&settings),
        Command::Config(command) => config_file::run(&command),
        Command::Lint(wanted) => lint::run(&wanted),
        Command::Test(wanted) => client::run(test::run(&wanted)),
        Command::Demo(form) => client::run(demo::run(&server, &form)),
        Command::Why(question) => client::run(why::run(&server, &question)),
        Command::Can(question) => client::run(can::run(&server, &question)),
        Command::Identity(wanted) => client::run(identity::run(&server, &wanted)),
        Command::Account(command) => client::run(account::run(&server, &command)),
        Command::Revoke(wanted) => client::run(revoke::run(&server, &wanted)),
        Command::Import(wanted) => client::run(import::run(&server, &wanted)),
        Command::Export(wanted) => client::run(export::run(&server, &wanted)),
        Command::Tail(wanted) => client::run(tail::run(&server, &wanted)),
        Command::Env(form) => client::run(environment::run(&server, &form)),
        Command::Health => client::run(health::run(&server)),
        Command::Wait(patience) => client::run(health::wait(&server, &patience)),
    }
}
