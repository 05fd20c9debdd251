//! A store, a gateway that remembers what it was given, and a clock that stands still.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex};

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot_data::{
    DeleteThingShadowInput, GetThingShadowInput, ListNamedShadowsForThingInput,
    ListNamedShadowsForThingOutput, UpdateThingShadowInput,
};
use daypass_aws_types::{AccountId, Encode as _, Region};
use daypass_credentials::web_identity_token::WebTokenKey;
use daypass_credentials::{KeyIdNumber, KeyIdSequence, KeyRing};
use daypass_policy::ContextMap;
use daypass_store::conformance::block_on;
use daypass_store::{BoxFuture, MemoryStore, PageLimit, Reads, Space, Store, StoreError};
use serde_json::Value;

use crate::authorization::PolicyDocuments;
use crate::commit;
use crate::iot_data::shadow::operations::{
    DeleteThingShadow, GetThingShadow, ListNamedShadowsForThing, UpdateThingShadow,
};
use crate::iot_data::shadow::{ShadowMessage, ShadowOperation};
use crate::logins::LoginKeys;
use crate::operation::{Call, Operation};
use crate::ports::{
    ClientName, ConnectionState, Connections, DeviceCertificates, EndConnection, Fetch, FetchError,
    FetchRequest, FetchedDocument, GatewayError, IdentityTokenKeys, IssueError, IssuedKeys, Keys,
    KeysError, Now, Publication, PublishError, RetainedMessage, RetainedPage, SubscriptionState,
    TopicPlace,
};
use crate::principal::Principal;
use crate::random::Random;
use crate::{CallNote, Environment, Settings};

pub(super) const NOW_S: i64 = 1_790_000_000;

/// One server with nothing in it.
pub(super) struct Stage {
    pub(super) environment: Environment,
    pub(super) store: Arc<MemoryStore>,
    gateway: Arc<Gateway>,
    pub(super) now_s: i64,
}

#[derive(Default)]
struct Gateway {
    heard: Mutex<Vec<Publication>>,
    busy: Mutex<bool>,
}

impl Connections for Gateway {
    fn publish(&self, publication: Publication) -> BoxFuture<'_, Result<(), PublishError>> {
        Box::pin(async move {
            if *self.busy.lock().unwrap() {
                return Err(PublishError::Busy);
            }
            self.heard.lock().unwrap().push(publication);
            Ok(())
        })
    }

    fn connection(
        &self,
        _: ClientName,
    ) -> BoxFuture<'_, Result<Option<ConnectionState>, GatewayError>> {
        Box::pin(async { Err(GatewayError::Closing) })
    }

    fn subscriptions(
        &self,
        _: ClientName,
    ) -> BoxFuture<'_, Result<Option<Vec<SubscriptionState>>, GatewayError>> {
        Box::pin(async { Err(GatewayError::Closing) })
    }

    fn end(&self, _: ClientName, _: EndConnection) -> BoxFuture<'_, Result<bool, GatewayError>> {
        Box::pin(async { Err(GatewayError::Closing) })
    }

    fn retained(
        &self,
        _: TopicPlace,
    ) -> BoxFuture<'_, Result<Option<RetainedMessage>, StoreError>> {
        Box::pin(async { Ok(None) })
    }

    fn all_retained<'a>(
        &'a self,
        _: &'a AccountId,
        _: &'a Region,
        _: Option<&'a [u8]>,
        _: PageLimit,
    ) -> BoxFuture<'a, Result<RetainedPage, StoreError>> {
        Box::pin(async { Ok(RetainedPage::default()) })
    }
}

struct NoFetch;

impl Fetch for NoFetch {
    fn fetch<'a>(
        &'a self,
        _: FetchRequest<'a>,
    ) -> BoxFuture<'a, Result<FetchedDocument, FetchError>> {
        Box::pin(async { Err(FetchError::Busy) })
    }
}

struct FixedKeys;

impl Keys for FixedKeys {
    fn ring(&self) -> Arc<KeyRing> {
        Arc::new(KeyRing::new([7; 32].into()).unwrap())
    }

    fn next_key_id(&self) -> KeyIdNumber {
        KeyIdSequence::new([1; 16]).next()
    }

    fn identity_token_keys(&self) -> BoxFuture<'_, Result<Arc<IdentityTokenKeys>, KeysError>> {
        Box::pin(async { Err(KeysError("none".to_owned())) })
    }

    fn new_web_token_keys(&self) -> BoxFuture<'_, Result<Vec<WebTokenKey>, KeysError>> {
        Box::pin(async { Err(KeysError("none".to_owned())) })
    }
}

struct NoCertificates;

impl DeviceCertificates for NoCertificates {
    fn issue_with_new_keys(&self, _: Now) -> BoxFuture<'_, Result<IssuedKeys, IssueError>> {
        Box::pin(async { Err(IssueError::Unavailable("none".to_owned())) })
    }

    fn issue_for_request<'a>(
        &'a self,
        _: &'a str,
        _: Now,
    ) -> BoxFuture<'a, Result<Vec<u8>, IssueError>> {
        Box::pin(async { Err(IssueError::Unavailable("none".to_owned())) })
    }
}

impl Stage {
    pub(super) fn new() -> Self {
        let store = Arc::new(MemoryStore::new());
        let gateway = Arc::new(Gateway::default());
        let environment = Environment {
            store: Arc::<MemoryStore>::clone(&store),
            fetch: Arc::new(NoFetch),
            keys: Arc::new(FixedKeys),
            certificates: Arc::new(NoCertificates),
            connections: Arc::<Gateway>::clone(&gateway),
            documents: PolicyDocuments::default(),
            login_keys: LoginKeys::default(),
            guest_uses: crate::cognito_identity::GuestUses::default(),
            key_uses: crate::iam::user::key_uses::KeyUses::default(),
            limits: crate::limits::CallLimits::default(),
            shadow_turns: crate::turns::Turns::default(),
            webhook: None,
            settings: Settings::default(),
        };
        Self { environment, store, gateway, now_s: NOW_S }
    }

    /// Runs an operation and gives back the payload of its answer.
    fn run<O: Operation>(&self, input: &O::Input) -> Result<O::Output, ServiceError> {
        self.with_call(input, |call| block_on(commit::run::<O>(call)).map(|ran| ran.output))
    }

    fn with_call<I, T>(&self, input: &I, then: impl FnOnce(&Call<'_, I>) -> T) -> T {
        let account = AccountId::parse("000000000000").unwrap();
        let region = Region::parse("us-east-1").unwrap();
        let now_ms = self.now_s * 1_000 + 999;
        then(&Call {
            input,
            account: &account,
            region: &region,
            principal: &Principal::Anonymous,
            source_ip: IpAddr::V4(Ipv4Addr::LOCALHOST),
            request_context: &ContextMap::default(),
            note: &CallNote::new(),
            now: Now { wall_ms: now_ms, ours_ms: now_ms },
            random: Random::new([3; 32]),
            environment: &self.environment,
        })
    }

    /// The actions and resources that an operation asks for.
    pub(super) fn permissions<O: Operation>(&self, input: &O::Input) -> Vec<(String, String)> {
        self.with_call(input, |call| {
            let reads = Reads::new(&*self.environment.store, Space::State);
            let asked = block_on(O::permissions(call, &reads)).unwrap();
            asked.into_iter().map(|asked| (asked.action.to_owned(), asked.resource)).collect()
        })
    }

    pub(super) fn update(
        &self,
        (thing, shadow): (&str, Option<&str>),
        request: &Value,
    ) -> Result<Value, ServiceError> {
        self.update_text((thing, shadow), &request.to_string())
    }

    pub(super) fn update_text(
        &self,
        (thing, shadow): (&str, Option<&str>),
        request: &str,
    ) -> Result<Value, ServiceError> {
        let input = UpdateThingShadowInput {
            thing_name: thing.to_owned(),
            shadow_name: shadow.map(str::to_owned),
            payload: request.as_bytes().to_vec(),
        };
        self.run::<UpdateThingShadow>(&input).map(|output| payload(&output.encode()))
    }

    pub(super) fn get(&self, (thing, shadow): (&str, Option<&str>)) -> Result<Value, ServiceError> {
        let input = GetThingShadowInput {
            thing_name: thing.to_owned(),
            shadow_name: shadow.map(str::to_owned),
        };
        self.run::<GetThingShadow>(&input).map(|output| payload(&output.encode()))
    }

    pub(super) fn delete(
        &self,
        (thing, shadow): (&str, Option<&str>),
    ) -> Result<Value, ServiceError> {
        let input = DeleteThingShadowInput {
            thing_name: thing.to_owned(),
            shadow_name: shadow.map(str::to_owned),
        };
        self.run::<DeleteThingShadow>(&input).map(|output| payload(&output.encode()))
    }

    /// A message on a request topic, and all that is published in answer.
    pub(super) fn message(
        &self,
        (thing, shadow): (&str, Option<&str>),
        operation: ShadowOperation,
        payload: &[u8],
    ) -> Vec<(String, Value)> {
        assert_eq!(self.heard(), [], "something was heard before");
        self.send((thing, shadow), operation, payload);
        self.heard()
    }

    /// A message on a request topic, until it is answered.
    pub(super) fn send(
        &self,
        (thing, shadow): (&str, Option<&str>),
        operation: ShadowOperation,
        payload: &[u8],
    ) {
        self.with_call(&(thing, shadow, operation, payload), |call| {
            block_on(shadow_message(call).serve(&self.environment));
        });
    }

    /// What is published in place of an answer when there is no room.
    pub(super) fn too_many_requests(
        &self,
        (thing, shadow): (&str, Option<&str>),
        payload: &[u8],
    ) -> bytes::Bytes {
        let asked = (thing, shadow, ShadowOperation::Update, payload);
        self.with_call(&asked, |call| shadow_message(call).too_many_requests())
    }

    pub(super) fn list(
        &self,
        thing: &str,
        page_size: Option<i32>,
        next_token: Option<String>,
    ) -> Result<ListNamedShadowsForThingOutput, ServiceError> {
        let input =
            ListNamedShadowsForThingInput { thing_name: thing.to_owned(), page_size, next_token };
        self.run::<ListNamedShadowsForThing>(&input)
    }

    /// What subscribers heard since the last time, by topic.
    pub(super) fn heard(&self) -> Vec<(String, Value)> {
        let heard = std::mem::take(&mut *self.gateway.heard.lock().unwrap());
        heard
            .into_iter()
            .map(|heard| (heard.topic, serde_json::from_slice(&heard.payload).unwrap()))
            .collect()
    }

    pub(super) fn set_busy(&self) {
        *self.gateway.busy.lock().unwrap() = true;
    }

    /// Rows of the store, whatever they are.
    pub(super) fn rows(&self) -> usize {
        let range = daypass_store::KeyRange::all();
        let limit = PageLimit::MAX;
        block_on(self.store.page(Space::State, range, limit)).unwrap().entries.len()
    }
}

type Asked<'m> = (&'m str, Option<&'m str>, ShadowOperation, &'m [u8]);

fn shadow_message<'m>(call: &Call<'m, Asked<'m>>) -> ShadowMessage<'m> {
    let (thing, shadow, operation, payload) = *call.input;
    let (account, region, now) = (call.account, call.region, call.now);
    ShadowMessage { account, region, thing, shadow, operation, payload, now }
}

fn payload(members: &daypass_aws_types::value::Members) -> Value {
    let [Some(daypass_aws_types::value::Value::Blob(bytes))] = &members.0[..] else {
        panic!("not one payload: {members:?}");
    };
    serde_json::from_slice(bytes).unwrap()
}
