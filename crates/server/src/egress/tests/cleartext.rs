//! Where a fetch goes, what it asks, and how it is bounded.

use std::future::poll_fn;
use std::task::Poll;

use daypass_services::ports::{Fetch as _, FetchError, FetchRequest};

use tokio::net::TcpListener;

use super::server::{Answer, Server, document, json};
use super::{egress, fetch, strict_egress};
use crate::egress::{BODY_BYTES_MAX, Egress, EgressSettings, FETCHES_MAX};

#[tokio::test]
async fn a_document_on_loopback_is_fetched() {
    let server = Server::cleartext(json(r#"{"keys":[]}"#)).await;
    assert_eq!(fetch(&egress(), &server.url("http")).await.unwrap(), r#"{"keys":[]}"#);
    let head = server.requests().concat().to_ascii_lowercase();
    assert!(head.starts_with("get /keys?v=1 http/1.1\r\n"), "{head}");
    assert!(head.contains(&format!("\r\nhost: {}\r\n", server.address)), "{head}");
    assert!(head.contains("\r\naccept: application/json\r\n"), "{head}");
}

#[tokio::test]
async fn a_name_of_loopback_is_resolved() {
    let server = Server::cleartext(json("{}")).await;
    let url = format!("http://localhost:{}/", server.address.port());
    assert_eq!(fetch(&egress(), &url).await.unwrap(), "{}");
}

#[tokio::test]
async fn cleartext_goes_to_loopback_alone_and_where_it_is_allowed() {
    let server = Server::cleartext(json("{}")).await;
    let url = server.url("http");
    assert_eq!(fetch(&strict_egress(), &url).await, Err(FetchError::Scheme { url: url.clone() }));
    assert_eq!(server.requests().len(), 0);
    for url in
        ["http://192.0.2.1/", "http://1.1.1.1/", "http://[2606:4700::1111]/", "http://0.0.0.0/"]
    {
        assert_eq!(fetch(&egress(), url).await, Err(FetchError::Scheme { url: url.to_owned() }));
    }
    assert_eq!(fetch(&egress(), &url).await.unwrap(), "{}");
}

#[tokio::test]
async fn addresses_that_are_not_public_are_refused() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let hosts = [
        ("127.0.0.1", "127.0.0.1"),
        ("localhost", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("[::ffff:127.0.0.1]", "::ffff:127.0.0.1"),
        ("[::1]", "::1"),
        ("[64:ff9b::7f00:1]", "64:ff9b::7f00:1"),
        ("169.254.169.254", "169.254.169.254"),
        ("10.0.0.1", "10.0.0.1"),
        ("[fd00:ec2::254]", "fd00:ec2::254"),
        ("0.0.0.0", "0.0.0.0"),
    ];
    for (host, address) in hosts {
        let refused = fetch(&strict_egress(), &format!("https://{host}:{port}/")).await;
        let Err(FetchError::AddressRefused { address: of, .. }) = refused else {
            panic!("{host}: {refused:?}")
        };
        assert!(
            of.to_string() == address || host == "localhost" && of.is_loopback(),
            "{host}: {of}"
        );
    }
    // Where its network is allowed the same address is connected to, and this is the first
    // connection that comes. The server ends it, so that it is TLS that fails.
    let (allowed_egress, url) = (egress(), format!("https://127.0.0.1:{port}/"));
    let hang_up = async { listener.accept().await.map(drop).unwrap() };
    let (allowed, ()) = tokio::join!(fetch(&allowed_egress, &url), hang_up);
    assert!(matches!(allowed, Err(FetchError::Connection { .. })), "{allowed:?}");
}

#[tokio::test]
async fn only_the_named_network_is_allowed() {
    let settings = EgressSettings {
        allow_http_loopback: false,
        allow_http_networks: false,
        allowed_networks: vec!["127.0.0.2/32".parse().unwrap()],
    };
    let refused = fetch(&Egress::new(settings), "https://127.0.0.1:1/").await;
    assert!(matches!(refused, Err(FetchError::AddressRefused { .. })), "{refused:?}");
}

#[tokio::test]
async fn what_is_no_url_to_fetch_from_is_refused() {
    let long = format!("https://login.example/{}", "x".repeat(2048));
    let urls = [
        "",
        "/keys",
        "https://",
        "https://user@login.example/",
        "https://u:p@login.example/",
        &long,
    ];
    for url in urls {
        assert_eq!(
            fetch(&egress(), url).await,
            Err(FetchError::Url { url: url.to_owned() }),
            "{url}"
        );
    }
    for url in
        ["ftp://127.0.0.1/", "file:///etc/passwd", "data:application/json,{}", "HTTPX://127.0.0.1/"]
    {
        assert_eq!(
            fetch(&egress(), url).await,
            Err(FetchError::Scheme { url: url.to_owned() }),
            "{url}"
        );
    }
}

#[tokio::test]
async fn a_host_that_does_not_resolve_is_named() {
    // A label of more than 63 characters has no address anywhere, so nobody is asked.
    let host = format!("{}.example", "a".repeat(64));
    let refused = fetch(&egress(), &format!("http://{host}/")).await;
    assert_eq!(refused, Err(FetchError::Unresolved { host }));
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let target = Server::cleartext(json("{}")).await;
    for status in [301, 302, 303, 307, 308] {
        let location = target.url("http");
        let answer =
            format!("HTTP/1.1 {status} Moved\r\nlocation: {location}\r\ncontent-length: 0\r\n\r\n");
        let server = Server::cleartext(Answer::Bytes(answer.into_bytes())).await;
        let url = server.url("http");
        assert_eq!(
            fetch(&egress(), &url).await,
            Err(FetchError::Status { url: url.clone(), status })
        );
    }
    assert_eq!(target.requests().len(), 0);
    assert_eq!(fetch(&egress(), &target.url("http")).await.unwrap(), "{}");
}

#[tokio::test]
async fn only_status_200_is_an_answer() {
    for status in [201, 204, 206, 304, 401, 404, 500, 503] {
        let answer = format!(
            "HTTP/1.1 {status} Whatever\r\ncontent-type: application/json\r\ncontent-length: 0\r\n\r\n"
        );
        let server = Server::cleartext(Answer::Bytes(answer.into_bytes())).await;
        let url = server.url("http");
        assert_eq!(
            fetch(&egress(), &url).await,
            Err(FetchError::Status { url: url.clone(), status })
        );
    }
}

#[tokio::test]
async fn only_json_is_an_answer() {
    for content_type in [
        "application/json",
        "Application/JSON; charset=UTF-8",
        "application/jwk-set+json",
        "application/json; charset=utf-8\r\ncontent-encoding: identity",
    ] {
        let server = Server::cleartext(document(content_type, "{}")).await;
        assert_eq!(
            fetch(&egress(), &server.url("http")).await.as_deref(),
            Ok("{}"),
            "{content_type}"
        );
    }
    for content_type in [
        "text/html",
        "text/json",
        "application/jsonp",
        "application/x-json",
        "",
        "application/json\r\ncontent-encoding: gzip",
    ] {
        let server = Server::cleartext(document(content_type, "{}")).await;
        let url = server.url("http");
        assert_eq!(
            fetch(&egress(), &url).await,
            Err(FetchError::ContentType { url: url.clone() }),
            "{content_type}"
        );
    }
}

#[tokio::test]
async fn a_body_has_a_bound_however_it_is_sent() {
    let chunked = |bytes: usize| {
        let body = "x".repeat(bytes);
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
        Answer::Bytes(format!("{head}{bytes:x}\r\n{body}\r\n0\r\n\r\n").into_bytes())
    };
    let until_close = |bytes: usize| {
        let body = "x".repeat(bytes);
        Answer::Bytes(
            format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n{body}").into_bytes(),
        )
    };
    let declared = |bytes: usize| json(&"x".repeat(bytes));
    for answer in [&declared as &dyn Fn(usize) -> Answer, &chunked, &until_close] {
        let server = Server::cleartext(answer(BODY_BYTES_MAX)).await;
        assert_eq!(fetch(&egress(), &server.url("http")).await.unwrap().len(), BODY_BYTES_MAX);
        let server = Server::cleartext(answer(BODY_BYTES_MAX + 1)).await;
        let url = server.url("http");
        assert_eq!(
            fetch(&egress(), &url).await,
            Err(FetchError::TooLarge { url: url.clone(), body_bytes_max: BODY_BYTES_MAX })
        );
    }
}

#[tokio::test]
async fn a_server_that_stalls_is_left() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n";
    for sent in ["", "HTTP/1.1 200", head, &format!("{head}{{")] {
        let server = Server::cleartext(Answer::Stall(sent.as_bytes().to_vec())).await;
        let mut egress = egress();
        egress.fetch_ms_max = 100;
        let url = server.url("http");
        assert_eq!(
            fetch(&egress, &url).await,
            Err(FetchError::Timeout { url: url.clone(), timeout_ms: 100 }),
            "{sent}"
        );
    }
}

#[tokio::test]
async fn answers_that_are_broken_are_told_as_such() {
    let endless = format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "x".repeat(128 * 1024));
    let short = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{}";
    for answer in
        ["", "\r\n\r\n", "SSH-2.0-OpenSSH\r\n", "HTTP/9.9 200 OK\r\n\r\n", &endless, short]
    {
        let server = Server::cleartext(Answer::Bytes(answer.as_bytes().to_vec())).await;
        let refused = fetch(&egress(), &server.url("http")).await;
        assert!(matches!(refused, Err(FetchError::Connection { .. })), "{refused:?}");
    }
    let closed = {
        let server = Server::cleartext(json("{}")).await;
        server.url("http")
    };
    let refused = fetch(&egress(), &closed).await;
    assert!(matches!(refused, Err(FetchError::Connection { .. })), "{refused:?}");
}

#[tokio::test]
async fn equal_fetches_are_one() {
    let (server, egress) = (Server::cleartext(json("{}")).await, egress());
    let url = server.url("http");
    let other = format!("{url}&other");
    let outcomes = tokio::join!(
        fetch(&egress, &url),
        fetch(&egress, &url),
        fetch(&egress, &url),
        fetch(&egress, &other)
    );
    assert_eq!(outcomes, (Ok("{}".into()), Ok("{}".into()), Ok("{}".into()), Ok("{}".into())));
    assert_eq!(server.requests().len(), 2);
    // What has landed is not remembered.
    assert_eq!(fetch(&egress, &url).await.unwrap(), "{}");
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn whoever_waits_takes_over_when_the_fetching_one_leaves() {
    let (server, egress) = (Server::cleartext(json("{}")).await, egress());
    let url = server.url("http");
    let request = FetchRequest::document(&url, &[]);
    let (mut first, mut second) = (egress.fetch(request), egress.fetch(request));
    poll_fn(|context| {
        assert!(first.as_mut().poll(context).is_pending());
        assert!(second.as_mut().poll(context).is_pending());
        Poll::Ready(())
    })
    .await;
    drop(first);
    assert_eq!(second.await.unwrap().body, "{}");
}

#[tokio::test]
async fn fetches_are_bounded_in_number() {
    let (server, egress) = (Server::cleartext(json("{}")).await, egress());
    let slots = u32::try_from(FETCHES_MAX).unwrap();
    let taken = egress.slots.try_acquire_many(slots).unwrap();
    assert_eq!(fetch(&egress, &server.url("http")).await, Err(FetchError::Busy));
    drop(taken);
    assert_eq!(fetch(&egress, &server.url("http")).await.unwrap(), "{}");
    assert!(egress.slots.try_acquire_many(slots).is_ok(), "each fetch gives its slot back");
}
