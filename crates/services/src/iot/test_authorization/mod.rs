//! `TestAuthorization`: what the device gateway would say to a principal, told policy by policy.
//!
//! The principal's access comes of the same resolution as that of its connections, both legs of a
//! signed-in identity included, so that the answer here and the answer there are one.

mod principal;
#[cfg(test)]
mod tests;
mod verdict;

use std::collections::HashMap;
use std::sync::Arc;

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot::{
    AuthInfo, TEST_AUTHORIZATION, TestAuthorizationInput, TestAuthorizationOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_policy::{ContextMap, Permissions, Request};
use daypass_store::{Reads, Writes};

use self::principal::{Tested, tested};
use self::verdict::Verdict;
use super::error::invalid_request;
use crate::authorization::connect;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;
use crate::store_error::internal;

/// Resources of one call, all its questions together.
const RESOURCES_MAX: usize = 200;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<TestAuthorization>();
}

/// `TestAuthorization`: <https://docs.aws.amazon.com/iot/latest/apireference/API_TestAuthorization.html>
#[derive(Debug)]
pub(super) struct TestAuthorization;

impl Operation for TestAuthorization {
    type Input = TestAuthorizationInput;
    type Output = TestAuthorizationOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &TEST_AUTHORIZATION;

    /// The resource is the principal: a certificate's ARN, an identity's bare id.
    async fn permissions(
        call: &Call<'_, TestAuthorizationInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let principal = call.input.principal.as_deref().unwrap_or("*");
        Ok(vec![Permission::new("iot:TestAuthorization", principal)])
    }

    async fn decide(
        call: &Call<'_, TestAuthorizationInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<TestAuthorizationOutput, ServiceError> {
        let infos = &call.input.auth_infos;
        if infos.iter().map(|info| info.resources.len()).sum::<usize>() > RESOURCES_MAX {
            return Err(invalid_request(format!("at most {RESOURCES_MAX} resources are tested")));
        }
        let mut test = Test { call, tested: tested(call, reads).await?, bound: HashMap::new() };
        let mut results = Vec::with_capacity(infos.len());
        for info in infos {
            let verdict = test.verdict(info, reads).await?;
            results.push(verdict.into_result((call.account, call.region), info.clone()));
        }
        Ok(TestAuthorizationOutput { auth_results: Some(results) })
    }
}

/// One call's questions to one principal.
struct Test<'a> {
    call: &'a Call<'a, TestAuthorizationInput>,
    tested: Tested,
    /// Permissions by client id; nothing stands for a request over HTTPS, which has none.
    bound: HashMap<Option<&'a str>, Arc<Permissions>>,
}

impl<'a> Test<'a> {
    async fn verdict(
        &mut self,
        info: &'a AuthInfo,
        reads: &Reads<'_>,
    ) -> Result<Verdict, ServiceError> {
        let (action, context) = match info.action_type.as_deref() {
            Some("CONNECT") => ("iot:Connect", connect_context()),
            Some("PUBLISH") => ("iot:Publish", ContextMap::new()),
            Some("SUBSCRIBE") => ("iot:Subscribe", ContextMap::new()),
            Some("RECEIVE") => ("iot:Receive", ContextMap::new()),
            _ => return Err(invalid_request("an authInfo needs an actionType")),
        };
        if info.resources.is_empty() {
            return Err(invalid_request("an authInfo needs a resource"));
        }
        let mut verdict = Verdict::default();
        for resource in &info.resources {
            let connects = info.action_type.as_deref() == Some("CONNECT");
            let named = resource.split_once(":client/").map(|(_, client_id)| client_id);
            let client_id = self.call.input.client_id.as_deref();
            let client_id = client_id.or_else(|| named.filter(|_| connects));
            let permissions = self.permissions(client_id, reads).await?;
            let now_ms = self.call.now.ours_ms;
            let request = Request { action, resource, context: &context, now_ms };
            verdict.add(permissions.grants(), &permissions.explain(&request));
        }
        Ok(verdict)
    }

    /// The permissions of a connection under a client id, bound as the gateway binds them.
    async fn permissions(
        &mut self,
        client_id: Option<&'a str>,
        reads: &Reads<'_>,
    ) -> Result<Arc<Permissions>, ServiceError> {
        if let Some(permissions) = self.bound.get(&client_id) {
            return Ok(Arc::clone(permissions));
        }
        let mut access = self.tested.access.clone();
        if let Some(client_id) = client_id {
            let (documents, place) =
                (&self.call.environment.documents, (self.call.account, self.call.region));
            let attached = self.tested.thing_principal.as_deref();
            connect(&mut access, documents, reads, place, client_id, attached)
                .await
                .map_err(|error| internal(&error.to_string()))?;
        }
        let mut variables = self.call.request_context.clone();
        variables.extend(&access.variables);
        let permissions = access.grants.bind(variables);
        self.bound.insert(client_id, Arc::clone(&permissions));
        Ok(permissions)
    }
}

/// A connection without a will that wants no persistent session.
fn connect_context() -> ContextMap {
    let mut context = ContextMap::new();
    context.insert_many("iot:ConnectAttributes", [""; 0]);
    context
}
