//! The doors for MQTT without HTTP: what clients see of the reactors behind them.

mod client;
mod handshake;

use std::net::SocketAddr;

use bytes::Bytes;
use daypass_mqtt::{Packet, ReasonCode};
use daypass_server::config::PlainMqttPolicy;
use daypass_server::{AccountId, Region, Running, Server, ServerConfig};
use tokio::net::TcpStream;

use crate::client::tls;
use client::{Client, Login, bytes_of, connect_packet};

const OPEN: &str = r#"{"Version":"2012-10-17","Statement":[
    {"Effect":"Allow","Action":"iot:*","Resource":"*"},
    {"Effect":"Deny","Action":"iot:Publish","Resource":"arn:aws:iot:*:*:topic/${iot:ClientId}/closed"}]}"#;
/// The fixed root key of `dev`.
const ROOT: Login<'_> = Login {
    client_id: "root",
    user_name: Some("AKIADAYPASSDEVELOPER"),
    password: Some("daypass-development-secret-access-key-00"),
    will: None,
};

/// A server whose clients need no credentials.
async fn open_server() -> Running {
    let document = PlainMqttPolicy::Document { file: "open.json".into(), text: OPEN.into() };
    start(Some(document)).await
}

async fn start(mqtt_plain_policy: Option<PlainMqttPolicy>) -> Running {
    let account = AccountId::parse("000000000000").unwrap();
    let anywhere = "127.0.0.1:0".parse().unwrap();
    let config = ServerConfig {
        listen: anywhere,
        mqtt_listen: Some(anywhere),
        mqtts_listen: Some(anywhere),
        empty: true,
        mqtt_plain_policy,
        ..ServerConfig::development(account, Region::parse("us-east-1").unwrap())
    };
    Server::start(config).await.unwrap()
}

fn named(client_id: &str) -> Login<'_> {
    Login { client_id, ..Login::default() }
}

async fn stream(server: &Running) -> TcpStream {
    TcpStream::connect(mqtt(server)).await.unwrap()
}

fn mqtt(server: &Running) -> SocketAddr {
    server.addresses().mqtt.unwrap()
}

async fn connect(server: &Running, client_id: &str) -> Client {
    Client::connect(stream(server).await, &named(client_id)).await
}

#[tokio::test]
async fn a_message_reaches_every_reactor() {
    let server = open_server().await;
    // Client ids are spread over the reactors: among so many each has some.
    let mut clients = Vec::new();
    for number in 0..32 {
        let mut client = connect(&server, &format!("client-{number}")).await;
        client.subscribe("news").await;
        clients.push(client);
    }
    let mut publisher = connect(&server, "publisher").await;
    for payload in ["first", "second", "third"] {
        assert_eq!(publisher.publish("news", payload).await, ReasonCode::Success);
    }
    for client in &mut clients {
        for payload in ["first", "second", "third"] {
            assert_eq!(client.message().await, payload);
        }
    }
    server.shutdown().await;
}

#[tokio::test]
async fn a_named_client_without_credentials_acts_under_the_policy_and_its_variables() {
    let server = open_server().await;
    let mut lamp = connect(&server, "lamp").await;
    assert_eq!(lamp.publish("lamp/closed", "").await, ReasonCode::NotAuthorized);
    assert_eq!(lamp.publish("door/closed", "").await, ReasonCode::Success);
    server.shutdown().await;
}

#[tokio::test]
async fn without_a_policy_a_client_needs_credentials_at_both_doors() {
    let server = start(None).await;
    let mut nobody = Client::over(stream(&server).await);
    nobody.send(&connect_packet(&named("nobody"))).await;
    let connack = nobody.connack().await;
    assert_eq!(connack.reason_code, ReasonCode::NotAuthorized);
    assert!(nobody.next().await.is_none());

    let wrong = Login { password: Some("guessed"), ..ROOT };
    let mut guesser = Client::over(stream(&server).await);
    guesser.send(&connect_packet(&wrong)).await;
    assert_eq!(guesser.connack().await.reason_code, ReasonCode::BadUserNameOrPassword);
    assert!(guesser.next().await.is_none());

    let mut root = Client::connect(stream(&server).await, &ROOT).await;
    root.subscribe("a").await;
    let mqtts = server.addresses().mqtts.unwrap();
    let secure = tls(mqtts, "localhost", server.ca_file()).await.unwrap();
    let mut other = Client::connect(secure, &Login { client_id: "other", ..ROOT }).await;
    other.publish("a", "over TLS").await;
    assert_eq!(root.message().await, "over TLS");
    server.shutdown().await;
}

#[tokio::test]
async fn a_refusal_is_read_even_by_a_client_that_goes_on_talking() {
    let server = start(None).await;
    for _ in 0..20 {
        let mut talker = Client::over(stream(&server).await);
        let mut sent = bytes_of(&connect_packet(&named("talker"))).to_vec();
        sent.extend(std::iter::repeat_n(0, 64 * 1024));
        talker.send_bytes(&sent).await;
        assert_eq!(talker.connack().await.reason_code, ReasonCode::NotAuthorized);
    }
    server.shutdown().await;
}

#[tokio::test]
async fn packets_may_come_byte_by_byte_and_many_at_once() {
    let server = open_server().await;
    let mut slow = Client::over(stream(&server).await);
    for byte in bytes_of(&connect_packet(&named("slow"))) {
        slow.send_bytes(&[byte]).await;
    }
    assert_eq!(slow.connack().await.reason_code, ReasonCode::Success);
    let mut sent = Vec::new();
    for _ in 0..10_000 {
        sent.extend_from_slice(&bytes_of(&Packet::Pingreq));
    }
    slow.send_bytes(&sent).await;
    for _ in 0..10_000 {
        assert_eq!(slow.packet().await, Packet::Pingresp);
    }
    server.shutdown().await;
}

#[tokio::test]
async fn what_follows_a_connect_at_once_waits_for_it() {
    let server = open_server().await;
    let mut eager = Client::over(stream(&server).await);
    let mut sent = bytes_of(&connect_packet(&named("eager"))).to_vec();
    sent.extend_from_slice(&bytes_of(&Packet::Pingreq));
    eager.send_bytes(&sent).await;
    assert_eq!(eager.connack().await.reason_code, ReasonCode::Success);
    assert_eq!(eager.packet().await, Packet::Pingresp);
    server.shutdown().await;
}

#[tokio::test]
async fn large_messages_go_round_in_the_clear_and_under_tls() {
    let server = open_server().await;
    let mqtts = server.addresses().mqtts.unwrap();
    let secure = tls(mqtts, "localhost", server.ca_file()).await.unwrap();
    let mut secure = Client::connect(secure, &named("secure")).await;
    let mut clear = connect(&server, "clear").await;
    secure.subscribe("large").await;
    clear.subscribe("large").await;
    let payload: Bytes = (0..900_000_u32).map(|n| n.to_le_bytes()[1]).collect();
    let mut publisher = connect(&server, "publisher").await;
    publisher.publish("large", payload.clone()).await;
    assert_eq!(secure.message().await, payload);
    assert_eq!(clear.message().await, payload);
    server.shutdown().await;
}

#[tokio::test]
async fn a_client_that_does_not_read_holds_nobody_up() {
    let server = open_server().await;
    let mut deaf = connect(&server, "deaf").await;
    deaf.subscribe("flood").await;
    let mut listener = connect(&server, "listener").await;
    listener.subscribe("sentinel").await;
    let mut publisher = connect(&server, "publisher").await;
    let payload = Bytes::from(vec![7; 64 * 1024]);
    for _ in 0..1_000 {
        publisher.publish_and_forget("flood", payload.clone()).await;
    }
    assert_eq!(publisher.publish("sentinel", "passed").await, ReasonCode::Success);
    assert_eq!(listener.message().await, "passed");
    server.shutdown().await;
}

#[tokio::test]
async fn a_lost_client_leaves_its_will() {
    let server = open_server().await;
    let mut listener = connect(&server, "listener").await;
    listener.subscribe("wills/#").await;
    let login = Login { will: Some("wills/lost"), ..named("lost") };
    drop(Client::connect(stream(&server).await, &login).await);
    assert_eq!(listener.message().await, "gone");
    server.shutdown().await;
}

#[tokio::test]
async fn a_newer_connection_takes_the_client_id_over_whichever_reactor_met_it() {
    let server = open_server().await;
    let mut older = connect(&server, "one").await;
    for _ in 0..8 {
        let mut newer = connect(&server, "one").await;
        assert_eq!(older.disconnected().await, ReasonCode::SessionTakenOver);
        newer.subscribe("a").await;
        older = newer;
    }
    server.shutdown().await;
}

#[tokio::test]
async fn every_client_hears_that_the_server_goes() {
    let server = open_server().await;
    let mut clients = Vec::new();
    for number in 0..8 {
        clients.push(connect(&server, &format!("client-{number}")).await);
    }
    let address = mqtt(&server);
    let ended = tokio::spawn(server.shutdown());
    for client in &mut clients {
        assert_eq!(client.disconnected().await, ReasonCode::ServerShuttingDown);
    }
    drop(clients);
    tokio::time::timeout(client::PATIENCE, ended).await.unwrap().unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn a_packet_beyond_the_bound_is_not_read() {
    let server = open_server().await;
    let mut giant = connect(&server, "giant").await;
    giant.send_bytes(b"\x30\xFF\xFF\xFF\x7F").await;
    assert_eq!(giant.disconnected().await, ReasonCode::PacketTooLarge);
    let mut next = connect(&server, "next").await;
    next.subscribe("a").await;
    server.shutdown().await;
}
