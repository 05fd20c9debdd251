//! What operations ask about clients, and the reactors' answers: the one that has the session knows.

use std::net::SocketAddr;

use daypass_broker::{ConnectionReport, EndClient, Realm, SubscriptionReport};
use daypass_services::ports::{
    ClientName, ConnectionState, EndConnection, GatewayError, SubscriptionState,
};
use tokio::sync::oneshot;

use super::command::Command;
use super::mailbox::Mailboxes;

/// A question about a client, with the way back for the answer.
#[derive(Debug)]
pub(crate) struct Inquiry {
    pub(crate) realm: Realm,
    pub(crate) client_id: String,
    pub(crate) question: Question,
}

/// What is asked of every reactor.
#[derive(Debug)]
pub(crate) enum Question {
    /// What is known of the client, and the two ends of its socket.
    Connection(oneshot::Sender<Option<(ConnectionReport, Option<Ends>)>>),
    /// What it has subscribed to.
    Subscriptions(oneshot::Sender<Option<SubscriptionReport>>),
    /// To end its connection; whether that was here, or its session.
    End(EndClient, oneshot::Sender<bool>),
}

/// The two ends of a socket.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ends {
    pub(crate) peer: SocketAddr,
    pub(crate) local: SocketAddr,
}

/// What is known of a client.
pub(super) async fn connection(
    mailboxes: &Mailboxes,
    client: &ClientName,
) -> Result<Option<ConnectionState>, GatewayError> {
    let answers = ask(mailboxes, client, Question::Connection).await?;
    Ok(answers.into_iter().flatten().next().map(|(report, ends)| state(&report, ends)))
}

/// The subscriptions of a client's session.
pub(super) async fn subscriptions(
    mailboxes: &Mailboxes,
    client: &ClientName,
) -> Result<Option<Vec<SubscriptionState>>, GatewayError> {
    let answers = ask(mailboxes, client, Question::Subscriptions).await?;
    let subscription = |(filter, qos): (std::sync::Arc<str>, daypass_mqtt::QoS)| {
        SubscriptionState { filter: filter.as_ref().to_owned(), qos: qos.bits() }
    };
    let found = answers.into_iter().flatten().next();
    Ok(found.map(|report| report.into_iter().map(subscription).collect()))
}

/// Ends the connection of a client.
pub(super) async fn end(
    mailboxes: &Mailboxes,
    client: &ClientName,
    how: EndConnection,
) -> Result<bool, GatewayError> {
    let EndConnection { clean_session, prevent_will } = how;
    let how = EndClient { clean_session, prevent_will };
    let answers = ask(mailboxes, client, |answer| Question::End(how, answer)).await?;
    Ok(answers.contains(&true))
}

/// Asks all reactors, and gathers their answers.
async fn ask<A>(
    mailboxes: &Mailboxes,
    client: &ClientName,
    question: impl Fn(oneshot::Sender<A>) -> Question,
) -> Result<Vec<A>, GatewayError> {
    let mut waiting = Vec::with_capacity(mailboxes.len());
    for mailbox in mailboxes.iter() {
        let (sender, answer) = oneshot::channel();
        let inquiry = Inquiry {
            realm: Realm::new(client.account.as_str(), client.region.as_str()),
            client_id: client.client_id.clone(),
            question: question(sender),
        };
        let offered = mailbox.offer(Command::Inquire(Box::new(inquiry))).await;
        offered.map_err(|_| {
            if mailbox.is_ending() { GatewayError::Closing } else { GatewayError::Busy }
        })?;
        waiting.push(answer);
    }
    let mut answers = Vec::with_capacity(waiting.len());
    for answer in waiting {
        answers.push(answer.await.map_err(|_| GatewayError::Closing)?);
    }
    Ok(answers)
}

fn state(report: &ConnectionReport, ends: Option<Ends>) -> ConnectionState {
    // Behind a proxy the socket's peer is not the client.
    let port =
        |source| ends.map(|ends| ends.peer).filter(|peer| peer.ip().to_canonical() == source);
    ConnectionState {
        connected: report.connection.is_some(),
        clean_session: report.clean_session,
        keep_alive_seconds: report.keep_alive_seconds,
        connected_at_ms: report.connected_at_ms,
        disconnected_at_ms: report.disconnected.map(|(at_ms, _)| at_ms),
        disconnect_reason: report.disconnected.map(|(_, reason)| reason.as_str()),
        session_expiry_seconds: report
            .session_expiry_seconds
            .map(|seconds| i64::try_from(seconds).unwrap_or(i64::MAX)),
        source: report.source_ip.map(|source| (source, port(source).map(|peer| peer.port()))),
        target: ends.map(|ends| ends.local),
    }
}
