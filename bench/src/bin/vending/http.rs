//! A small client of the unsigned calls, for what is prepared before the measurement and asked
//! after it. The load itself is wrk's.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use serde_json::Value;

/// One connection that is kept.
pub struct Client {
    stream: BufReader<TcpStream>,
    address: SocketAddr,
}

impl Client {
    /// Connects.
    pub fn new(address: SocketAddr) -> Result<Self, String> {
        let stream = TcpStream::connect(address).map_err(|error| error.to_string())?;
        stream.set_nodelay(true).map_err(|error| error.to_string())?;
        Ok(Self { stream: BufReader::new(stream), address })
    }

    /// The answer to an operation of Cognito Identity, and its size.
    pub fn call(&mut self, operation: &str, body: &str) -> Result<(Value, usize), String> {
        let answered = self.post(operation, body).map_err(|error| error.to_string())?;
        let (status, answer) = answered;
        if !status.contains(" 200 ") {
            return Err(format!(
                "{operation} answered {status}: {}",
                String::from_utf8_lossy(&answer)
            ));
        }
        let value = serde_json::from_slice(&answer).map_err(|error| error.to_string())?;
        Ok((value, answer.len()))
    }

    fn post(&mut self, operation: &str, body: &str) -> std::io::Result<(String, Vec<u8>)> {
        let request = format!(
            "POST / HTTP/1.1\r\nHost: {}\r\nContent-Type: application/x-amz-json-1.1\r\nX-Amz-Target: AWSCognitoIdentityService.{operation}\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        );
        self.stream.get_mut().write_all(request.as_bytes())?;
        let (mut status, mut line, mut length) = (String::new(), String::new(), 0);
        self.stream.read_line(&mut status)?;
        while self.stream.read_line(&mut line)? > 2 {
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap_or(0);
            }
            line.clear();
        }
        let mut answer = vec![0; length];
        self.stream.read_exact(&mut answer)?;
        Ok((status.trim().to_owned(), answer))
    }
}

/// Calls an operation with each body, on so many connections at once, and picks a text from each
/// answer; in the order of the bodies.
pub fn call_all(
    address: SocketAddr,
    operation: &str,
    connections: usize,
    bodies: &[String],
    pick: impl Fn(&Value) -> Option<String> + Sync,
) -> Result<Vec<String>, String> {
    let part = bodies.len().div_ceil(connections).max(1);
    let run = |bodies: &[String]| {
        let mut client = Client::new(address)?;
        let answers = bodies.iter().map(|body| {
            let (answer, _) = client.call(operation, body)?;
            pick(&answer).ok_or_else(|| format!("{operation} answered {answer}"))
        });
        answers.collect::<Result<Vec<_>, String>>()
    };
    let run = &run;
    std::thread::scope(|scope| {
        let running: Vec<_> =
            bodies.chunks(part).map(|bodies| scope.spawn(move || run(bodies))).collect();
        let mut answers = Vec::with_capacity(bodies.len());
        for thread in running {
            answers.extend(thread.join().map_err(|_| "a client failed")??);
        }
        Ok(answers)
    })
}
