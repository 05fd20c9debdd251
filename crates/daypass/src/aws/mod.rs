//! Calls of AWS's APIs, signed and sent to an endpoint of the user's choice.

mod answer;
mod call;
mod retry;
mod xml;

use std::time::Duration;

use bytes::Bytes;
use daypass_server::Network;
use daypass_server::clock::RealClock;
use daypass_server::egress::{EgressSettings, Upstream};
use http::header::{HOST, USER_AGENT};
use http::{HeaderMap, HeaderValue, Request, StatusCode};
use http_body_util::{BodyExt as _, Full, Limited};
use serde_json::Value;
use tokio::time::{sleep, timeout};

use crate::client::{Keys, Scope};
use crate::failure::Failure;

pub(crate) use self::answer::CallError;
pub(crate) use self::call::{Call, Service, escaped};

/// The most bytes of an answer.
const ANSWER_BYTES_MAX: usize = 32 * 1024 * 1024;
/// How long an answer may take, in seconds.
const ANSWER_SECONDS_MAX: u64 = 60;
/// Cleartext goes to this machine and to private networks alone: a session token travels with it.
const PRIVATE_NETWORKS: [&str; 6] =
    ["10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"];
/// The endpoint that stands for Amazon's own, one for each service.
const AMAZON: &str = "aws";

/// AWS's APIs at one endpoint, in one region, for one caller.
#[derive(Debug)]
pub(crate) struct Aws {
    endpoint: String,
    upstreams: [Upstream<Full<Bytes>>; Service::ALL.len()],
    keys: Keys,
    region: String,
    clock: RealClock,
}

/// What an endpoint said.
#[derive(Debug)]
struct Heard {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Aws {
    pub(crate) fn new(endpoint: &str, keys: Keys, region: &str) -> Result<Self, Failure> {
        let networks = PRIVATE_NETWORKS.iter().filter_map(|network| network.parse().ok());
        let settings = EgressSettings {
            allow_http_loopback: true,
            allow_http_networks: true,
            allowed_networks: networks.collect::<Vec<Network>>(),
        };
        let at = |service: Service| {
            let origin = origin(endpoint, service, region);
            if !daypass_server::is_origin(&origin) {
                let sentence = format!("`{endpoint}` is no endpoint: give a URL without a path");
                return Err(Failure::Usage(sentence));
            }
            Upstream::new(&origin, settings.clone())
                .map_err(|error| Failure::Usage(error.to_string()))
        };
        let [sts, iam, cognito, iot] = Service::ALL.map(at);
        Ok(Self {
            endpoint: endpoint.to_owned(),
            upstreams: [sts?, iam?, cognito?, iot?],
            keys,
            region: region.to_owned(),
            clock: RealClock::start(),
        })
    }

    pub(crate) fn region(&self) -> &str {
        &self.region
    }

    /// The answer to a call. A busy endpoint is asked again, a bounded number of times.
    pub(crate) async fn call(&self, call: &Call) -> Result<Value, CallError> {
        let mut attempt = 0;
        loop {
            let heard = self.send(call).await?;
            let refusal = match answer::read(call, heard.status, &heard.headers, &heard.body) {
                Ok(value) => return Ok(value),
                Err(CallError::Refused(refusal)) => refusal,
                Err(error) => return Err(error),
            };
            let wait_ms = retry::wait_ms(&refusal, &heard.headers, attempt);
            let Some(wait_ms) = wait_ms else { return Err(CallError::Refused(refusal)) };
            sleep(Duration::from_millis(wait_ms)).await;
            attempt += 1;
        }
    }

    async fn send(&self, call: &Call) -> Result<Heard, Failure> {
        let unsayable = |error: &dyn std::error::Error| {
            Failure::Usage(format!("{} cannot be sent: {error}", call.operation))
        };
        let [sts, iam, cognito, iot] = &self.upstreams;
        let upstream = match call.service {
            Service::Sts => sts,
            Service::Iam => iam,
            Service::CognitoIdentity => cognito,
            Service::Iot => iot,
        };
        let (request, body) = call.request();
        let mut parts = request.into_parts().0;
        parts.uri = upstream.uri(&call.path).map_err(|error| unsayable(&error))?;
        let host =
            HeaderValue::from_str(upstream.authority()).map_err(|error| unsayable(&error))?;
        parts.headers.insert(HOST, host);
        let scope = Scope {
            service: call.service.signing_name(),
            region: call.service.region(&self.region),
        };
        let now_seconds = self.clock.wall_ms() / 1_000;
        let signed = self.keys.signer(scope).sign(&mut parts, &body, now_seconds);
        signed.map_err(|error| unsayable(&error))?;
        parts.headers.insert(USER_AGENT, HeaderValue::from_static(OURSELVES));
        let request = Request::from_parts(parts, Full::new(body));
        let exchanged =
            timeout(Duration::from_secs(ANSWER_SECONDS_MAX), exchange(upstream, request));
        match exchanged.await {
            Ok(Ok(heard)) => Ok(heard),
            Ok(Err(reason)) => Err(self.unreachable(reason)),
            Err(_) => Err(self.unreachable("it did not answer in time".to_owned())),
        }
    }

    fn unreachable(&self, reason: String) -> Failure {
        Failure::Unreachable { endpoint: self.endpoint.clone(), reason }
    }
}

async fn exchange(
    upstream: &Upstream<Full<Bytes>>,
    request: Request<Full<Bytes>>,
) -> Result<Heard, String> {
    let response = upstream.send(request).await.map_err(|error| innermost(&error))?;
    let (parts, body) = response.into_parts();
    let body = Limited::new(body, ANSWER_BYTES_MAX).collect().await;
    let body = body.map_err(|error| error.to_string())?.to_bytes();
    Ok(Heard { status: parts.status, headers: parts.headers, body })
}

/// The error that caused the others: what the socket, or the check of the address, said.
fn innermost(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.last().map(ToString::to_string).unwrap_or_default()
}

/// Where a service answers.
fn origin(endpoint: &str, service: Service, region: &str) -> String {
    match service {
        _ if endpoint != AMAZON => endpoint.to_owned(),
        Service::Iam => "https://iam.amazonaws.com".to_owned(),
        _ => format!("https://{}.{region}.amazonaws.com", service.signing_name()),
    }
}

const OURSELVES: &str = concat!("daypass/", env!("CARGO_PKG_VERSION"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_service_of_amazon_has_its_own_address() {
        let at = |endpoint: &str, service| origin(endpoint, service, "eu-west-1");
        assert_eq!(at("http://localhost:4650", Service::Iot), "http://localhost:4650");
        assert_eq!(at(AMAZON, Service::Iot), "https://iot.eu-west-1.amazonaws.com");
        assert_eq!(at(AMAZON, Service::Iam), "https://iam.amazonaws.com");
    }

    #[test]
    fn an_endpoint_is_a_url_without_a_path() {
        for endpoint in ["aws", "http://127.0.0.1:5000", "https://localhost.example.com/"] {
            assert!(Aws::new(endpoint, Keys::development(), "us-east-1").is_ok(), "{endpoint}");
        }
        for endpoint in ["", "amazon", "ftp://127.0.0.1", "http://127.0.0.1/path"] {
            let made = Aws::new(endpoint, Keys::development(), "us-east-1");
            assert!(matches!(made, Err(Failure::Usage(_))), "{endpoint}");
        }
    }
}
