//! Requests that come through proxies: the client behind a trusted one is the other side of the request.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use daypass_services::ports::{Clock, Entropy};
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{HeaderValue, Response, StatusCode};

use super::audit::Audit;
use super::records::Records;
use super::request_id;
use crate::decisions::{Answer, Why};
use crate::listen::Peer;
use crate::trusted_proxies::{TrustedProxies, Untold};

/// Finds the clients behind proxies.
#[derive(Clone)]
pub struct Behind {
    /// The proxies that are believed.
    pub proxies: Arc<TrustedProxies>,
    /// Where refusals are recorded.
    pub records: Records,
    /// Both clocks.
    pub clock: Arc<dyn Clock>,
    /// The entropy source, for request ids.
    pub entropy: Arc<dyn Entropy>,
}

impl Behind {
    /// The client of a request, or the answer where a trusted proxy tells of it what cannot be understood:
    /// nothing is decided about somebody who is not known.
    pub(super) fn client(
        &self,
        request: &mut Parts,
        peer: Peer,
    ) -> Result<Peer, Box<Response<Bytes>>> {
        self.proxies.client(request, peer).map_err(|untold| Box::new(self.refused(untold, peer)))
    }

    fn refused(&self, untold: Untold, peer: Peer) -> Response<Bytes> {
        let mut audit = Audit::new(request_id(&*self.entropy), peer.address.ip().to_canonical());
        let message = untold.to_string();
        let why = Why::Service(Answer {
            code: CODE.into(),
            message: message.as_str().into(),
            hint: None,
        });
        audit.error = Some(CODE);
        audit.decision = Some(self.records.record(why, self.clock.now(), &audit));
        let body = serde_json::json!({ "message": message }).to_string();
        let mut answer = Response::new(Bytes::from(body));
        *answer.status_mut() = StatusCode::BAD_REQUEST;
        let headers = answer.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        audit.mark(headers);
        audit.write();
        answer
    }
}

impl fmt::Debug for Behind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Behind").field("proxies", &self.proxies).finish_non_exhaustive()
    }
}

const CODE: &str = "InvalidRequest";
