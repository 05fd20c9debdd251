//! Asking a server: one question, one answer, over plain HTTP; signed where strangers get none.

mod address;
mod keys;

use std::future::Future;
use std::process::ExitCode;
use std::time::Duration;

use bytes::Bytes;
use daypass_server::clock::RealClock;
use http::header::{ACCEPT, HOST, USER_AGENT};
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::arguments::{KeyArguments, ServerAddress};
use crate::failure::Failure;

use self::address::Address;
pub(crate) use self::keys::{Keys, Secret};

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

/// The region that is signed for.
pub(crate) fn region(given: &KeyArguments) -> String {
    // A variable that is set to nothing counts as absent.
    let region = given.signing_region.clone().filter(|region| !region.is_empty());
    region.unwrap_or_else(|| REGION.to_owned())
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
    keys: Keys,
    region: String,
    clock: RealClock,
}

/// What a signature is for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) service: &'a str,
    pub(crate) region: &'a str,
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
        let (address, keys) = (Address::parse(&server.endpoint)?, Keys::of(&server.keys));
        Ok(Self { address, keys, region: region(&server.keys), clock: RealClock::start() })
    }

    /// The same, signing for the region that the server has told.
    pub(crate) fn in_region(self, region: &str) -> Self {
        Self { region: region.to_owned(), ..self }
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

    /// The answer to a wish that the server can fulfil.
    pub(crate) async fn change(&self, path: &str, form: Form) -> Result<Answer, Failure> {
        let answer = self.ask(&Method::POST, path, form).await?;
        if answer.status.is_success() { Ok(answer) } else { Err(answer.failure()) }
    }

    /// The server's `host:port`, as the Host header has it.
    pub(crate) fn authority(&self) -> &str {
        self.address.authority()
    }

    /// Whoever the environment names.
    pub(crate) fn keys(&self) -> &Keys {
        &self.keys
    }

    /// The one clock of the command.
    pub(crate) fn clock(&self) -> &RealClock {
        &self.clock
    }

    /// Whatever the server answers: to a stranger where it talks to strangers, otherwise to whoever
    /// the environment names.
    pub(crate) async fn get(&self, path: &str, form: Form) -> Result<Answer, Failure> {
        self.ask(&Method::GET, path, form).await
    }

    async fn ask(&self, method: &Method, path: &str, form: Form) -> Result<Answer, Failure> {
        let question = || {
            let request = Request::builder().method(method).uri(path);
            request.header(ACCEPT, form.media_type()).body(Bytes::new())
        };
        let answer = self.send(question().map_err(|error| unsayable(&error))?).await?;
        if answer.status != StatusCode::FORBIDDEN {
            return Ok(answer);
        }
        let question = question().map_err(|error| unsayable(&error))?;
        let scope = Scope { service: SIGNING_NAME, region: &self.region };
        self.send_signed(question, &self.keys, scope).await
    }

    /// The answer to a request that is signed with these keys.
    pub(crate) async fn send_signed(
        &self,
        request: Request<Bytes>,
        keys: &Keys,
        scope: Scope<'_>,
    ) -> Result<Answer, Failure> {
        let (mut parts, body) = request.into_parts();
        parts.headers.insert(HOST, self.host_header()?);
        let now_seconds = self.clock.wall_ms() / 1_000;
        let signed = keys.signer(scope).sign(&mut parts, &body, now_seconds);
        signed.map_err(|error| unsayable(&error))?;
        self.send(Request::from_parts(parts, body)).await
    }

    /// The answer to a request, sent as it is.
    pub(crate) async fn send(&self, mut request: Request<Bytes>) -> Result<Answer, Failure> {
        request.headers_mut().insert(HOST, self.host_header()?);
        request.headers_mut().insert(USER_AGENT, HeaderValue::from_static(OURSELVES));
        let patience = Duration::from_secs(ANSWER_SECONDS_MAX);
        match timeout(patience, self.exchange(request)).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(reason)) => Err(self.unreachable(reason)),
            Err(_) => Err(self.unreachable("it did not answer in time".to_owned())),
        }
    }

    /// A connection to the server.
    pub(crate) async fn connect(&self) -> Result<TcpStream, Failure> {
        let Address { host, port, .. } = &self.address;
        let connected = TcpStream::connect((host.as_str(), *port)).await;
        connected.map_err(|error| self.unreachable(error.to_string()))
    }

    fn host_header(&self) -> Result<HeaderValue, Failure> {
        HeaderValue::from_str(self.authority()).map_err(|error| unsayable(&error))
    }

    fn unreachable(&self, reason: String) -> Failure {
        Failure::Unreachable { endpoint: self.endpoint().to_owned(), reason }
    }

    async fn exchange(&self, request: Request<Bytes>) -> Result<Answer, String> {
        let told = |error: &dyn std::error::Error| error.to_string();
        let Address { host, port, .. } = &self.address;
        let stream =
            TcpStream::connect((host.as_str(), *port)).await.map_err(|error| told(&error))?;
        let (mut sender, connection) =
            http1::handshake(TokioIo::new(stream)).await.map_err(|error| told(&error))?;
        let driven = tokio::spawn(connection);
        let request = request.map(Full::new);
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

/// A request that cannot be put into HTTP, or not be signed.
fn unsayable(error: &dyn std::error::Error) -> Failure {
    Failure::Usage(format!("the request cannot be sent: {error}"))
}

/// The service that callers of our own doors sign for.
const SIGNING_NAME: &str = "daypass";
/// The region that they sign for, where the environment names none.
const REGION: &str = "us-east-1";
const OURSELVES: &str = concat!("daypass/", env!("CARGO_PKG_VERSION"));

impl Form {
    fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Text => "text/plain",
        }
    }
}
