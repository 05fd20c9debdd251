//! What the gateway knows of a client, and the end of its connection, over HTTPS.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot_data::{
    DELETE_CONNECTION, DeleteConnectionInput, DeleteConnectionOutput, GET_CONNECTION,
    GetConnectionInput, GetConnectionOutput, LIST_SUBSCRIPTIONS, ListSubscriptionsInput,
    ListSubscriptionsOutput, SubscriptionSummary, errors,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use crate::operation::{Call, Operation, Permission};
use crate::paging::Listing;
use crate::ports::{ClientName, ConnectionState, EndConnection, GatewayError, SubscriptionState};
use crate::served::Visitor;

/// Subscriptions of a page when the caller names no number.
const SUBSCRIPTIONS_DEFAULT: usize = 20;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<GetConnection>();
    visitor.operation::<ListSubscriptions>();
    visitor.operation::<DeleteConnection>();
}

fn client<I>(call: &Call<'_, I>, client_id: &str) -> ClientName {
    ClientName {
        account: call.account.clone(),
        region: call.region.clone(),
        client_id: client_id.to_owned(),
    }
}

fn permission<I>(call: &Call<'_, I>, action: &'static str, client_id: &str) -> Permission {
    let (region, account) = (call.region, call.account);
    Permission::new(action, format!("arn:aws:iot:{region}:{account}:client/{client_id}"))
}

fn refusal(error: GatewayError) -> ServiceError {
    match error {
        GatewayError::Busy => ServiceError::new(&errors::THROTTLING_EXCEPTION, "Rate exceeded"),
        GatewayError::Closing => {
            ServiceError::new(&errors::INTERNAL_FAILURE_EXCEPTION, "The gateway is closing.")
        }
    }
}

fn not_found(client_id: &str) -> ServiceError {
    let message = format!("No connection or session of client {client_id} was found");
    ServiceError::new(&errors::RESOURCE_NOT_FOUND_EXCEPTION, message)
}

/// `GetConnection`: <https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_GetConnection.html>
#[derive(Debug)]
struct GetConnection;

impl Operation for GetConnection {
    type Input = GetConnectionInput;
    type Output = GetConnectionOutput;
    type Evidence = ConnectionState;
    const DESCRIPTOR: &'static Descriptor = &GET_CONNECTION;

    async fn permissions(
        call: &Call<'_, GetConnectionInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let sockets = call.input.include_socket_information == Some(true);
        let permission = permission(call, "iot:GetConnection", &call.input.client_id);
        Ok(vec![permission.with("iot:IncludeSocketInformation", sockets.to_string())])
    }

    async fn prepare(call: &Call<'_, GetConnectionInput>) -> Result<ConnectionState, ServiceError> {
        let client_id = &call.input.client_id;
        let found = call.environment.connections.connection(client(call, client_id)).await;
        found.map_err(refusal)?.ok_or_else(|| not_found(client_id))
    }

    async fn decide(
        call: &Call<'_, GetConnectionInput>,
        state: &ConnectionState,
        _: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetConnectionOutput, ServiceError> {
        let sockets = call.input.include_socket_information == Some(true);
        let source = state.source.filter(|_| sockets);
        let target = state.target.filter(|_| sockets);
        let since = |wanted: bool, at_ms: Option<i64>| at_ms.filter(|_| wanted);
        Ok(GetConnectionOutput {
            connected: Some(state.connected),
            thing_name: None,
            clean_session: Some(state.clean_session),
            source_ip: source.map(|(address, _)| address.to_string()),
            source_port: source.and_then(|(_, port)| port).map(i32::from),
            target_ip: target.map(|target| target.ip().to_string()),
            target_port: target.map(|target| i32::from(target.port())),
            keep_alive_duration: state.keep_alive_seconds.map(i32::from),
            connected_since: since(state.connected, state.connected_at_ms),
            disconnected_since: since(!state.connected, state.disconnected_at_ms),
            disconnect_reason: state
                .disconnect_reason
                .filter(|_| !state.connected)
                .map(str::to_owned),
            session_expiry: state.session_expiry_seconds,
            client_id: Some(call.input.client_id.clone()),
            vpc_endpoint_id: None,
        })
    }
}

/// `ListSubscriptions`:
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_ListSubscriptions.html>
#[derive(Debug)]
struct ListSubscriptions;

impl Operation for ListSubscriptions {
    type Input = ListSubscriptionsInput;
    type Output = ListSubscriptionsOutput;
    type Evidence = Vec<SubscriptionState>;
    const DESCRIPTOR: &'static Descriptor = &LIST_SUBSCRIPTIONS;

    async fn permissions(
        call: &Call<'_, ListSubscriptionsInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![permission(call, "iot:ListSubscriptions", &call.input.client_id)])
    }

    async fn prepare(
        call: &Call<'_, ListSubscriptionsInput>,
    ) -> Result<Vec<SubscriptionState>, ServiceError> {
        let client_id = &call.input.client_id;
        let found = call.environment.connections.subscriptions(client(call, client_id)).await;
        found.map_err(refusal)?.ok_or_else(|| not_found(client_id))
    }

    async fn decide(
        call: &Call<'_, ListSubscriptionsInput>,
        subscriptions: &Vec<SubscriptionState>,
        _: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListSubscriptionsOutput, ServiceError> {
        const OPERATION: &str = "iot-data:ListSubscriptions";
        let input = call.input;
        let limit = input.max_results.and_then(|max| usize::try_from(max).ok());
        let limit = limit.unwrap_or(SUBSCRIPTIONS_DEFAULT);
        let refusal =
            || ServiceError::new(&errors::INVALID_REQUEST_EXCEPTION, "The token is not valid.");
        let token = input.next_token.as_deref();
        let listing = Listing::start(call, OPERATION, token, limit, refusal)?;
        let after = |one: &&SubscriptionState| {
            listing.after.as_deref().is_none_or(|after| one.filter.as_bytes() > after)
        };
        let mut rest = subscriptions.iter().filter(after);
        let page: Vec<&SubscriptionState> = rest.by_ref().take(limit).collect();
        let last = page.last().filter(|_| rest.next().is_some());
        Ok(ListSubscriptionsOutput {
            next_token: last
                .and_then(|last| listing.token_after(call, OPERATION, last.filter.as_bytes())),
            subscriptions: Some(
                page.into_iter()
                    .map(|one| SubscriptionSummary {
                        topic_filter: one.filter.clone(),
                        qos: i32::from(one.qos),
                    })
                    .collect(),
            ),
        })
    }
}

/// `DeleteConnection`:
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_iotdata_DeleteConnection.html>
#[derive(Debug)]
struct DeleteConnection;

impl Operation for DeleteConnection {
    type Input = DeleteConnectionInput;
    type Output = DeleteConnectionOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_CONNECTION;

    async fn permissions(
        call: &Call<'_, DeleteConnectionInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![permission(call, "iot:DeleteConnection", &call.input.client_id)])
    }

    async fn prepare(call: &Call<'_, DeleteConnectionInput>) -> Result<(), ServiceError> {
        let input = call.input;
        let how = EndConnection {
            clean_session: input.clean_session == Some(true),
            prevent_will: input.prevent_will_message == Some(true),
        };
        let ended = call.environment.connections.end(client(call, &input.client_id), how).await;
        if ended.map_err(refusal)? { Ok(()) } else { Err(not_found(&input.client_id)) }
    }

    async fn decide(
        _: &Call<'_, DeleteConnectionInput>,
        (): &(),
        _: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<DeleteConnectionOutput, ServiceError> {
        Ok(DeleteConnectionOutput {})
    }
}
