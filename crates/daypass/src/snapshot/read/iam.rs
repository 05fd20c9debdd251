//! IAM: OpenID providers, managed policies, roles.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::super::{OpenIdConnectProvider, Policy, Role, SamlProvider};
use super::{Listing, Reader, document, list, some_text, text, texts};
use crate::aws::{Call, CallError, Service};
use crate::failure::Failure;

/// Roles under these paths belong to services, which make them.
const OF_SERVICES: [&str; 2] = ["/aws-service-role/", "/aws-reserved/"];
/// SAML providers of IAM Identity Center begin with this.
const OF_IDENTITY_CENTER: &str = "AWSSSO_";
const BELONGS_TO_SERVICE: &str = "it belongs to a service of AWS";
/// `MaxSessionDuration` of a role that names none, in seconds.
const SESSION_SECONDS: u32 = 3_600;

impl Reader<'_> {
    pub(super) async fn iam(&mut self) -> Result<(), Failure> {
        self.openid_connect_providers().await?;
        self.saml_providers().await?;
        // The listing knows durations and descriptions, the details everything else.
        let listed = self.entries(&listing("ListRoles", &[]), "Roles").await;
        let Some(listed) = self.or_skip("roles and policies", listed)? else { return Ok(()) };
        let filter = [("Filter.member.1", "Role"), ("Filter.member.2", "LocalManagedPolicy")];
        let details = self.pages(&listing("GetAccountAuthorizationDetails", &filter)).await;
        let Some(details) = self.or_skip("roles and policies", details)? else { return Ok(()) };
        for page in &details {
            self.snapshot.policies.extend(list(page, "Policies").filter_map(policy));
            for detail in list(page, "RoleDetailList") {
                self.role(detail, &listed);
            }
        }
        self.snapshot.policies.sort_by(|one, other| one.arn.cmp(&other.arn));
        self.snapshot.roles.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(())
    }

    fn role(&mut self, detail: &Value, listed: &[Value]) {
        let (name, path) = (text(detail, "RoleName"), text(detail, "Path"));
        if OF_SERVICES.iter().any(|service| path.starts_with(service)) {
            self.skip(format!("role {name}"), BELONGS_TO_SERVICE);
            return;
        }
        let listed = listed.iter().find(|role| text(role, "RoleName") == name);
        let seconds = listed.map(|role| text(role, "MaxSessionDuration"));
        let policies = list(detail, "RolePolicyList");
        let boundary = detail.get("PermissionsBoundary");
        self.snapshot.roles.push(Role {
            name,
            path,
            description: listed.and_then(|role| some_text(role, "Description")),
            max_session_duration: seconds
                .and_then(|seconds| seconds.parse().ok())
                .unwrap_or(SESSION_SECONDS),
            trust: decoded(&text(detail, "AssumeRolePolicyDocument")),
            permissions_boundary: boundary
                .and_then(|boundary| some_text(boundary, "PermissionsBoundaryArn")),
            tags: tags(detail),
            inline_policies: policies
                .map(|policy| {
                    (text(policy, "PolicyName"), decoded(&text(policy, "PolicyDocument")))
                })
                .collect(),
            attached_policies: sorted(
                list(detail, "AttachedManagedPolicies").map(|policy| text(policy, "PolicyArn")),
            ),
        });
    }

    async fn openid_connect_providers(&mut self) -> Result<(), Failure> {
        let call = Call::query(Service::Iam, "ListOpenIDConnectProviders", []);
        let listed = self.aws.call(&call).await;
        let Some(listed) = self.or_skip("OpenID providers", listed)? else { return Ok(()) };
        for arn in
            sorted(list(&listed, "OpenIDConnectProviderList").map(|provider| text(provider, "Arn")))
        {
            let provider = self.openid_connect_provider(&arn).await;
            let provider = self.or_skip(format!("OpenID provider {arn}"), provider)?;
            self.snapshot.openid_connect_providers.extend(provider);
        }
        Ok(())
    }

    async fn saml_providers(&mut self) -> Result<(), Failure> {
        let listed = self.aws.call(&Call::query(Service::Iam, "ListSAMLProviders", [])).await;
        let Some(listed) = self.or_skip("SAML providers", listed)? else { return Ok(()) };
        let arns = list(&listed, "SAMLProviderList").map(|provider| text(provider, "Arn"));
        for arn in sorted(arns) {
            let call =
                Call::query(Service::Iam, "GetSAMLProvider", [("SAMLProviderArn", arn.as_str())]);
            let found = self.aws.call(&call).await;
            let found = self.or_skip(format!("SAML provider {arn}"), found)?;
            let Some(found) = found else { continue };
            let provider = SamlProvider { arn, metadata: text(&found, "SAMLMetadataDocument") };
            if provider.name().starts_with(OF_IDENTITY_CENTER) {
                self.skip(format!("SAML provider {}", provider.arn), BELONGS_TO_SERVICE);
            } else {
                self.snapshot.saml_providers.push(provider);
            }
        }
        Ok(())
    }

    async fn openid_connect_provider(&self, arn: &str) -> Result<OpenIdConnectProvider, CallError> {
        let members = [("OpenIDConnectProviderArn", arn)];
        let call = Call::query(Service::Iam, "GetOpenIDConnectProvider", members);
        let found = self.aws.call(&call).await?;
        Ok(OpenIdConnectProvider {
            arn: arn.to_owned(),
            url: text(&found, "Url"),
            client_ids: texts(&found, "ClientIDList"),
            thumbprint_list: texts(&found, "ThumbprintList"),
        })
    }
}

fn listing<'a>(operation: &'static str, members: &[(&str, &str)]) -> Listing<'a> {
    Listing {
        what: operation,
        call: Call::query(Service::Iam, operation, members.iter().copied()),
        next: "Marker",
        given: "Marker",
    }
}

/// A managed policy with its version in force.
fn policy(detail: &Value) -> Option<Policy> {
    let default = text(detail, "DefaultVersionId");
    let mut versions = list(detail, "PolicyVersionList");
    let version = versions.find(|version| text(version, "VersionId") == default)?;
    let arn = text(detail, "Arn");
    Some(Policy {
        // Some emulators leave the name itself out of the details.
        name: arn.rsplit('/').next().unwrap_or_default().to_owned(),
        arn,
        path: text(detail, "Path"),
        description: some_text(detail, "Description"),
        document: decoded(&text(version, "Document")),
    })
}

fn tags(detail: &Value) -> BTreeMap<String, String> {
    list(detail, "Tags").map(|tag| (text(tag, "Key"), text(tag, "Value"))).collect()
}

fn sorted(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut texts: Vec<String> = texts.collect();
    texts.sort();
    texts
}

/// IAM escapes documents as in a URL; some emulators do not.
fn decoded(text: &str) -> Value {
    if text.trim_start().starts_with('{') {
        return document(text);
    }
    document(&percent_decode_str(text).decode_utf8_lossy())
}
