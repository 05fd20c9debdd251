//! Starting, answering on one port in the clear and over TLS, and ending.

use daypass_server::{AccountId, Region, Running, Server, ServerConfig, StartError};
use http_body_util::Full;
use hyper::body::Bytes;
use tokio::net::TcpStream;

use crate::client::{request, send, tls};

async fn started() -> Running {
    Server::start(config()).await.unwrap()
}

fn config() -> ServerConfig {
    let account = AccountId::parse("000000000000").unwrap();
    let anywhere = "127.0.0.1:0".parse().unwrap();
    ServerConfig {
        listen: anywhere,
        mqtt_listen: None,
        mqtts_listen: None,
        ..ServerConfig::development(account, Region::parse("us-east-1").unwrap())
    }
}

#[tokio::test]
async fn http_and_https_share_a_port_under_an_authority_of_local_names() {
    let server = started().await;
    let api = server.addresses().api;
    let asked = || request("GET", "/-/healthz").body(Full::<Bytes>::default()).unwrap();
    let plain = send(TcpStream::connect(api).await.unwrap(), asked()).await;
    assert_eq!(plain.status(), 200);
    for name in ["localhost", "127.0.0.1", "::1"] {
        let secure = tls(api, name, server.ca_file()).await.unwrap();
        assert_eq!(send(secure, asked()).await.status(), 200, "{name}");
    }
    assert!(tls(api, "example.com", server.ca_file()).await.is_err());
    server.shutdown().await;
    assert!(TcpStream::connect(api).await.is_err());
}

#[tokio::test]
async fn a_call_without_a_signature_is_refused_with_a_decision_that_pages_may_read() {
    let server = started().await;
    let asked = request("POST", "/")
        .header("x-amz-target", "AWSCognitoIdentityService.ListIdentityPools")
        .header("content-type", "application/x-amz-json-1.1")
        .header("origin", "https://app.example.com")
        .body(Full::from(r#"{"MaxResults":1}"#))
        .unwrap();
    let stream = TcpStream::connect(server.addresses().api).await.unwrap();
    let answer = send(stream, asked).await;
    assert_eq!(answer.status(), 400);
    assert_eq!(
        answer.body(),
        r#"{"__type":"MissingAuthenticationTokenException","message":"Request is missing Authentication Token"}"#
    );
    assert_eq!(answer.headers()["access-control-allow-origin"], "*");
    let decision = answer.headers()["x-daypass-decision"].to_str().unwrap();
    assert_eq!(decision.len(), 32);
    server.shutdown().await;
}

#[tokio::test]
async fn an_address_in_use_is_named() {
    let first = started().await;
    let taken = ServerConfig { listen: first.addresses().api, ..config() };
    let error = Server::start(taken).await.unwrap_err();
    assert!(
        matches!(error, StartError::Listen { address, .. } if address == first.addresses().api)
    );
    first.shutdown().await;
}
