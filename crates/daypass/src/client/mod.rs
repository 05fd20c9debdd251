//! Asking a server: one question, one answer, over plain HTTP.

mod address;

use std::future::Future;
use std::process::ExitCode;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, HOST, USER_AGENT};
use http::{HeaderMap, Request, StatusCode};
use http_body_util::{BodyExt as _, Empty, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::arguments::ServerAddress;
use crate::failure::Failure;

use self::address::Address;

/// The most bytes of an answer.
const ANSWER_BYTES_MAX: usize = 32 * 1024 * 1024;
/// How long an answer may take, in seconds; a listing waits some of it for something to tell.
const ANSWER_SECONDS_MAX: u64 = 40;

/// Runs one command to its end.
pub(crate) fn run(
    command: impl Future<Output = Result<ExitCode, Failure>>,
) -> Result<ExitCode, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::Failed(format!("cannot start: {error}")))?;
    runtime.block_on(command)
}

/// The form that an answer should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Json,
    Text,
}

/// A server, by its address.
#[derive(Debug)]
pub(crate) struct Client {
    address: Address,
}

/// What a server said.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Client {
    pub(crate) fn new(server: &ServerAddress) -> Result<Self, Failure> {
        Ok(Self { address: Address::parse(&server.endpoint)? })
    }

    /// The server's address as a URL, without a slash at its end.
    pub(crate) fn endpoint(&self) -> &str {
        &self.address.endpoint
    }

    /// The answer to a question that the server can answer.
    pub(crate) async fn answer(&self, path: &str, form: Form) -> Result<Answer, Failure> {
        let answer = self.get(path, form).await?;
        if answer.status.is_success() { Ok(answer) } else { Err(answer.failure()) }
    }

    /// Whatever the server answers.
    pub(crate) async fn get(&self, path: &str, form: Form) -> Result<Answer, Failure> {
        let patience = Duration::from_secs(ANSWER_SECONDS_MAX);
        match timeout(patience, self.exchange(path, form)).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(reason)) => Err(self.unreachable(reason)),
            Err(_) => Err(self.unreachable("it did not answer in time".to_owned())),
        }
    }

    fn unreachable(&self, reason: String) -> Failure {
        Failure::Unreachable { endpoint: self.endpoint().to_owned(), reason }
    }

    async fn exchange(&self, path: &str, form: Form) -> Result<Answer, String> {
        let told = |error: &dyn std::error::Error| error.to_string();
        let Address { host, port, .. } = &self.address;
        let stream =
            TcpStream::connect((host.as_str(), *port)).await.map_err(|error| told(&error))?;
        let (mut sender, connection) =
            http1::handshake(TokioIo::new(stream)).await.map_err(|error| told(&error))?;
        let driven = tokio::spawn(connection);
        let request = Request::get(path)
            .header(HOST, self.address.authority())
            .header(USER_AGENT, concat!("daypass/", env!("CARGO_PKG_VERSION")))
            .header(ACCEPT, form.media_type())
            .body(Empty::<Bytes>::new())
            .map_err(|error| told(&error))?;
        let response = sender.send_request(request).await.map_err(|error| told(&error))?;
        let (parts, body) = response.into_parts();
        let body = Limited::new(body, ANSWER_BYTES_MAX).collect().await;
        let body = body.map_err(|error| error.to_string())?.to_bytes();
        driven.abort();
        let body = String::from_utf8(body.to_vec()).map_err(|error| told(&error))?;
        Ok(Answer { status: parts.status, headers: parts.headers, body })
    }
}

impl Answer {
    /// The body as JSON.
    pub(crate) fn json<'a, T: Deserialize<'a>>(&'a self) -> Result<T, Failure> {
        serde_json::from_str(&self.body)
            .map_err(|error| Failure::Failed(format!("the answer cannot be read: {error}")))
    }

    /// The sentence that the server refused with.
    pub(crate) fn failure(&self) -> Failure {
        #[derive(Deserialize)]
        struct Refusal {
            error: String,
        }
        Failure::Failed(match serde_json::from_str::<Refusal>(&self.body) {
            Ok(refusal) => refusal.error,
            Err(_) => format!("the server answered with status {}", self.status),
        })
    }
}

impl Form {
    fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Text => "text/plain",
        }
    }
}
