//! A server that answers every connection with the same bytes.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use rustls::ServerConfig;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

/// What a server does with each connection.
#[derive(Clone)]
pub(super) enum Answer {
    /// Writes these bytes and closes.
    Bytes(Vec<u8>),
    /// Writes these bytes and never goes on.
    Stall(Vec<u8>),
}

/// A server on 127.0.0.1 that ends with this value.
pub(super) struct Server {
    pub(super) address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
    _tasks: JoinSet<()>,
}

impl Server {
    pub(super) async fn cleartext(answer: Answer) -> Self {
        Self::start(answer, None).await
    }

    pub(super) async fn encrypted(answer: Answer, config: ServerConfig) -> Self {
        Self::start(answer, Some(TlsAcceptor::from(Arc::new(config)))).await
    }

    pub(super) fn url(&self, scheme: &str) -> String {
        format!("{scheme}://{}/keys?v=1", self.address)
    }

    /// The heads of the requests that came, one for each connection.
    pub(super) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }

    async fn start(answer: Answer, acceptor: Option<TlsAcceptor>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let mut tasks = JoinSet::new();
        tasks.spawn(accept(listener, acceptor, answer, Arc::clone(&requests)));
        Self { address, requests, _tasks: tasks }
    }
}

async fn accept(
    listener: TcpListener,
    acceptor: Option<TlsAcceptor>,
    answer: Answer,
    requests: Arc<Mutex<Vec<String>>>,
) {
    let mut connections = JoinSet::new();
    loop {
        let (socket, _) = listener.accept().await.unwrap();
        let (acceptor, answer, requests) =
            (acceptor.clone(), answer.clone(), Arc::clone(&requests));
        connections.spawn(async move {
            match acceptor {
                None => serve(socket, answer, &requests).await,
                Some(acceptor) => {
                    // A handshake that fails is the client's result; no request came.
                    if let Ok(stream) = acceptor.accept(socket).await {
                        serve(stream, answer, &requests).await;
                    }
                }
            }
        });
    }
}

async fn serve<S: AsyncRead + AsyncWrite + Unpin>(
    mut stream: S,
    answer: Answer,
    requests: &Mutex<Vec<String>>,
) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => break,
        }
    }
    requests.lock().unwrap().push(String::from_utf8(head).unwrap());
    match answer {
        Answer::Bytes(bytes) => {
            // The client may have gone: what it made of the answer is its own result.
            let _ = stream.write_all(&bytes).await;
            let _ = stream.shutdown().await;
        }
        Answer::Stall(bytes) => {
            let _ = stream.write_all(&bytes).await;
            let _ = stream.flush().await;
            std::future::pending::<()>().await;
        }
    }
}

/// An answer with status 200, this content type and body.
pub(super) fn document(content_type: &str, body: &str) -> Answer {
    let length = body.len();
    Answer::Bytes(
        format!("HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\n\r\n{body}")
            .into_bytes(),
    )
}

pub(super) fn json(body: &str) -> Answer {
    document("application/json", body)
}
