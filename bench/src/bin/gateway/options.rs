//! What the command line asks for.

use std::path::PathBuf;
use std::time::Duration;

/// The peers that the command installs itself.
const INSTALLED: [&str; 2] = ["mosquitto", "rumqttd"];

/// What is measured and how long.
pub struct Options {
    /// Brokers by name, with the programs of those that are not installed here.
    pub peers: Vec<(String, Option<PathBuf>)>,
    /// What the name of a row contains.
    pub only: String,
    pub write: bool,
    pub rounds: usize,
    /// How long each broker is measured in each round.
    pub time: Duration,
}

impl Options {
    pub fn read(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let peers = INSTALLED.iter().map(|name| ((*name).to_owned(), None)).collect();
        let time = Duration::from_secs(2);
        let mut options = Self { peers, only: String::new(), write: false, rounds: 5, time };
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{argument} wants a value"));
            match argument.as_str() {
                "--peer" => options.add(&value()?)?,
                "--without" => options.leave_out(&value()?),
                "--only" => options.only = value()?,
                "--write" => options.write = true,
                "--rounds" => options.rounds = number(&value()?)? as usize,
                "--seconds" => options.time = Duration::from_secs_f64(number(&value()?)?),
                "--quick" => (options.rounds, options.time) = (1, Duration::from_millis(800)),
                _ => return Err(format!("what is {argument}?")),
            }
        }
        Ok(options)
    }

    fn leave_out(&mut self, name: &str) {
        self.peers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
    }

    fn add(&mut self, peer: &str) -> Result<(), String> {
        let (name, program) = peer.split_once('=').ok_or("--peer wants NAME=PROGRAM")?;
        let program = PathBuf::from(program).canonicalize();
        let program = program.map_err(|error| format!("{peer}: {error}"))?;
        self.leave_out(name);
        self.peers.push((name.to_owned(), Some(program)));
        Ok(())
    }
}

/// A number that is worth measuring for.
fn number(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number: &f64| number.is_normal() && *number > 0.0);
    number.ok_or_else(|| format!("{text} is no number of rounds or seconds"))
}
