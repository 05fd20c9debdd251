//! The floor: hyper as Daypass uses it, with a constant body for an answer.

use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;

/// Serves answers of so many bytes at an address, until the process is ended. Daypass has the same
/// runtime and the same settings of hyper; the request's body is read to its end here as there.
pub fn serve(address: SocketAddr, body_bytes: usize) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let listener = TcpListener::bind(address).await.map_err(|error| error.to_string())?;
        let constant = Bytes::from(vec![b'x'; body_bytes]);
        loop {
            let (socket, _) = listener.accept().await.map_err(|error| error.to_string())?;
            socket.set_nodelay(true).map_err(|error| error.to_string())?;
            let constant = constant.clone();
            tokio::spawn(async move {
                let service = service_fn(move |request| answer(request, constant.clone()));
                let connection = http1::Builder::new()
                    .timer(TokioTimer::new())
                    .header_read_timeout(Duration::from_secs(20))
                    .serve_connection(TokioIo::new(socket), service);
                // The load generator closes as it likes.
                let _ended = connection.await;
            });
        }
    })
}

async fn answer(
    request: Request<Incoming>,
    constant: Bytes,
) -> Result<Response<Full<Bytes>>, hyper::Error> {
    request.into_body().collect().await?;
    let mut response = Response::new(Full::new(constant));
    let json = HeaderValue::from_static("application/x-amz-json-1.1");
    response.headers_mut().insert(CONTENT_TYPE, json);
    Ok(response)
}
