//! The AWS calls of the story, as its people make them.

use bytes::Bytes;
use http::{Method, Request};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::client::{Answer, Client, Keys, Scope};
use crate::failure::Failure;

/// A call that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CallRefusal {
    /// AWS's error code.
    pub(super) code: String,
    /// AWS's message.
    pub(super) message: String,
    /// The id of the decision record.
    pub(super) decision: Option<String>,
}

/// What a call came to.
pub(super) type Reply = Result<Value, CallRefusal>;

/// The calls to one server, in one region.
#[derive(Debug)]
pub(super) struct Calls<'c> {
    pub(super) client: &'c Client,
    pub(super) region: &'c str,
    /// Who owns the account.
    pub(super) root: &'c Keys,
}

impl Calls<'_> {
    /// The token of a user of the built-in provider, by the provider's own discovery document; with
    /// the issuer's name in a `Logins` map.
    pub(super) async fn sign_in(&self, user: &str, app: &str) -> Result<SignedIn, Failure> {
        let document = self.read("/-/sign-in/.well-known/openid-configuration").await?;
        let member = |name: &str| document.get(name).and_then(Value::as_str).unwrap_or_default();
        let issuer = member("issuer").to_owned();
        let here = format!("http://{}", self.client.authority());
        let token_path = member("token_endpoint").strip_prefix(&here).unwrap_or_default();
        let form = format!(
            "grant_type=password&username={user}&password={user}&client_id={}",
            escaped(app)
        );
        let request = Request::post(token_path)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Bytes::from(form));
        let answer = self.client.send(request.map_err(|error| broken(&error))?).await?;
        let token: Value = if answer.status.is_success() { answer.json()? } else { Value::Null };
        let token = token.get("id_token").and_then(Value::as_str);
        let token = token.ok_or_else(|| {
            Failure::Failed(format!("the sign-in provider gives {user} no token: {}", answer.body))
        })?;
        let login = issuer.trim_start_matches("https://").to_owned();
        Ok(SignedIn { logins: json!({ login: token }), issuer })
    }

    async fn read(&self, path: &str) -> Result<Value, Failure> {
        self.client.answer(path, crate::client::Form::Json).await?.json()
    }

    /// `GetId`, which nobody signs.
    pub(super) async fn identity(&self, pool: &str, logins: &Value) -> Result<Reply, Failure> {
        self.cognito("GetId", &json!({ "IdentityPoolId": pool, "Logins": logins }), None).await
    }

    /// `GetCredentialsForIdentity`, which nobody signs.
    pub(super) async fn credentials(&self, id: &str, logins: &Value) -> Result<Reply, Failure> {
        let arguments = json!({ "IdentityId": id, "Logins": logins });
        self.cognito("GetCredentialsForIdentity", &arguments, None).await
    }

    /// `DeleteIdentities`.
    pub(super) async fn delete_identity(&self, id: &str) -> Result<Reply, Failure> {
        let arguments = json!({ "IdentityIdsToDelete": [id] });
        self.cognito("DeleteIdentities", &arguments, Some(self.root)).await
    }

    /// `ListAttachedPolicies`.
    pub(super) async fn attached_policies(&self, target: &str) -> Result<Reply, Failure> {
        let path = format!("/attached-policies/{}", escaped(target));
        self.rest((Method::POST, &path), &Value::Null, (IOT, self.root)).await
    }

    /// `AttachPolicy`.
    pub(super) async fn attach(&self, policy: &str, target: &str) -> Result<Reply, Failure> {
        let path = format!("/target-policies/{}", escaped(policy));
        self.rest((Method::PUT, &path), &json!({ "target": target }), (IOT, self.root)).await
    }

    /// `DetachPolicy`.
    pub(super) async fn detach(&self, policy: &str, target: &str) -> Result<Reply, Failure> {
        let path = format!("/target-policies/{}", escaped(policy));
        self.rest((Method::POST, &path), &json!({ "target": target }), (IOT, self.root)).await
    }

    /// `GetThingShadow`.
    pub(super) async fn shadow(&self, thing: &str, keys: &Keys) -> Result<Reply, Failure> {
        self.rest((Method::GET, &shadow_path(thing)), &Value::Null, (IOT_DATA, keys)).await
    }

    /// `UpdateThingShadow`.
    pub(super) async fn update_shadow(
        &self,
        thing: &str,
        state: &Value,
        keys: &Keys,
    ) -> Result<Reply, Failure> {
        let document = json!({ "state": state });
        self.rest((Method::POST, &shadow_path(thing)), &document, (IOT_DATA, keys)).await
    }

    /// `DeleteThingShadow`.
    pub(super) async fn delete_shadow(&self, thing: &str) -> Result<Reply, Failure> {
        self.rest((Method::DELETE, &shadow_path(thing)), &Value::Null, (IOT_DATA, self.root)).await
    }

    async fn cognito(
        &self,
        operation: &str,
        arguments: &Value,
        keys: Option<&Keys>,
    ) -> Result<Reply, Failure> {
        let request = Request::post("/")
            .header("content-type", "application/x-amz-json-1.1")
            .header("x-amz-target", format!("AWSCognitoIdentityService.{operation}"))
            .body(Bytes::from(arguments.to_string()))
            .map_err(|error| broken(&error))?;
        let answer = match keys {
            Some(keys) => {
                let scope = Scope { service: "cognito-identity", region: self.region };
                self.client.send_signed(request, keys, scope).await?
            }
            None => self.client.send(request).await?,
        };
        reply(&answer)
    }

    async fn rest(
        &self,
        (method, path): (Method, &str),
        body: &Value,
        (service, keys): (&str, &Keys),
    ) -> Result<Reply, Failure> {
        let body = if body.is_null() { Bytes::new() } else { Bytes::from(body.to_string()) };
        let request = Request::builder().method(method).uri(path).body(body);
        let scope = Scope { service, region: self.region };
        let request = request.map_err(|error| broken(&error))?;
        reply(&self.client.send_signed(request, keys, scope).await?)
    }
}

/// Somebody with an OpenID token.
#[derive(Debug)]
pub(super) struct SignedIn {
    /// Who vouches.
    pub(super) issuer: String,
    /// The token under the issuer's name, as Cognito takes it.
    pub(super) logins: Value,
}

/// AWS's answer: an object, nothing at all, or an error.
fn reply(answer: &Answer) -> Result<Reply, Failure> {
    let body: Value = if answer.body.is_empty() { Value::Null } else { answer.json()? };
    if answer.status.is_success() {
        return Ok(Ok(body));
    }
    let header = |name: &str| answer.headers.get(name).and_then(|value| value.to_str().ok());
    let member = |name: &str| body.get(name).and_then(Value::as_str);
    let code = header("x-amzn-errortype").or(member("__type")).or(member("code"));
    let message = member("message").or(member("Message"));
    Ok(Err(CallRefusal {
        // What stands behind a colon or before a hash is the shape's namespace.
        code: code.and_then(|code| code.split(':').next()).unwrap_or("unknown").to_owned(),
        message: message.unwrap_or_default().to_owned(),
        decision: header("x-daypass-decision").map(str::to_owned),
    }))
}

fn shadow_path(thing: &str) -> String {
    format!("/things/{}/shadow", escaped(thing))
}

fn escaped(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

fn broken(error: &dyn std::error::Error) -> Failure {
    Failure::Failed(format!("a call cannot be made: {error}"))
}

const IOT: &str = "iot";
const IOT_DATA: &str = "iotdata";

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue, StatusCode};

    use super::*;

    fn answered(status: u16, headers: &[(&'static str, &'static str)], body: &str) -> Reply {
        let headers = headers.iter().map(|(name, value)| {
            (http::HeaderName::from_static(name), HeaderValue::from_static(value))
        });
        let answer = Answer {
            status: StatusCode::from_u16(status).unwrap(),
            headers: headers.collect::<HeaderMap>(),
            body: body.to_owned(),
        };
        reply(&answer).unwrap()
    }

    #[test]
    fn errors_are_read_wherever_a_protocol_puts_them() {
        let refused = |code: &str, decision: Option<&str>| {
            let (code, message) = (code.to_owned(), "No.".to_owned());
            Err(CallRefusal { code, message, decision: decision.map(str::to_owned) })
        };
        let body = r#"{"__type":"NotAuthorizedException","message":"No."}"#;
        assert_eq!(answered(400, &[], body), refused("NotAuthorizedException", None));
        let headers = [
            ("x-amzn-errortype", "ForbiddenException:http://internal"),
            ("x-daypass-decision", "0f"),
        ];
        let body = r#"{"message":"No."}"#;
        assert_eq!(answered(403, &headers, body), refused("ForbiddenException", Some("0f")));
        assert_eq!(answered(200, &[], ""), Ok(Value::Null));
    }
}
