//! AWS IoT: policies, certificates, things, and what is attached to what.

use http::Method;
use serde_json::Value;

use super::super::{Certificate, IotPolicy, IotPolicyAttachment, Thing};
use super::{Listing, Reader, document, some_text, text, texts, typed};
use crate::aws::{Call, CallError, escaped};
use crate::failure::Failure;

impl Reader<'_> {
    pub(super) async fn iot(&mut self) -> Result<(), Failure> {
        self.certificates().await?;
        self.things().await?;
        self.policies().await
    }

    async fn policies(&mut self) -> Result<(), Failure> {
        let listing = listing("ListPolicies", Method::GET, "/policies?pageSize=250".to_owned());
        let listed = self.entries(&listing, "policies").await;
        let listed = self.or_skip("AWS IoT policies", listed)?;
        let mut names: Vec<String> =
            listed.iter().flatten().map(|policy| text(policy, "policyName")).collect();
        names.sort();
        for name in names {
            let path = format!("/policies/{}", escaped(&name));
            let policy = self.read("GetPolicy", path).await;
            let policy = self.or_skip(format!("AWS IoT policy {name}"), policy)?;
            let Some(policy) = policy else { continue };
            let document = document(&text(&policy, "policyDocument"));
            self.targets(&name).await?;
            self.snapshot.iot_policies.push(IotPolicy { name, document });
        }
        self.snapshot.iot_policy_attachments.sort();
        Ok(())
    }

    async fn targets(&mut self, name: &str) -> Result<(), Failure> {
        let path = format!("/policy-targets/{}?pageSize=250", escaped(name));
        let listing = listing("ListTargetsForPolicy", Method::POST, path);
        let listed = self.entries(&listing, "targets").await;
        let listed = self.or_skip(format!("attachments of AWS IoT policy {name}"), listed)?;
        for target in listed.iter().flatten().filter_map(Value::as_str) {
            if target.contains(":thinggroup/") {
                let what = format!("attachment of AWS IoT policy {name} to {target}");
                self.skip(what, "thing groups are not carried");
                continue;
            }
            let (policy_name, target) = (name.to_owned(), target.to_owned());
            self.snapshot.iot_policy_attachments.push(IotPolicyAttachment { policy_name, target });
        }
        Ok(())
    }

    async fn certificates(&mut self) -> Result<(), Failure> {
        let path = "/certificates?pageSize=250&isAscendingOrder=true".to_owned();
        let listing = listing("ListCertificates", Method::GET, path);
        let listed = self.entries(&listing, "certificates").await;
        let listed = self.or_skip("certificates", listed)?;
        for certificate in listed.iter().flatten() {
            let id = text(certificate, "certificateId");
            let path = format!("/certificates/{}", escaped(&id));
            let described = self.read("DescribeCertificate", path).await;
            let described = self.or_skip(format!("certificate {id}"), described)?;
            let Some(described) = described else { continue };
            let described = described.get("certificateDescription").cloned().unwrap_or_default();
            let certificate: Certificate = typed(described, "a certificate")?;
            if STATUSES.contains(&certificate.status.as_str()) {
                self.snapshot.certificates.push(certificate);
            } else {
                let why = format!("it is {}", certificate.status);
                self.skip(format!("certificate {id}"), why);
            }
        }
        let certificates = &mut self.snapshot.certificates;
        certificates.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(())
    }

    async fn things(&mut self) -> Result<(), Failure> {
        let path = "/things?maxResults=250".to_owned();
        let call = Call::iot("ListThings", Method::GET, path);
        let listing = Listing { what: "ListThings", call, next: "nextToken", given: "nextToken" };
        let listed = self.entries(&listing, "things").await;
        let listed = self.or_skip("things", listed)?;
        for thing in listed.iter().flatten() {
            let name = text(thing, "thingName");
            let principals = self.principals(&name).await;
            let principals = self.or_skip(format!("the principals of thing {name}"), principals)?;
            let attributes = thing.get("attributes").filter(|value| value.is_object());
            let attributes = attributes.cloned().unwrap_or_else(|| Value::Object(<_>::default()));
            self.snapshot.things.push(Thing {
                name,
                type_name: some_text(thing, "thingTypeName"),
                attributes: typed(attributes, "the attributes of a thing")?,
                principals: principals.unwrap_or_default(),
            });
        }
        self.snapshot.things.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(())
    }

    async fn principals(&self, thing: &str) -> Result<Vec<String>, CallError> {
        let path = format!("/things/{}/principals?maxResults=250", escaped(thing));
        let call = Call::iot("ListThingPrincipals", Method::GET, path);
        let listing =
            Listing { what: "ListThingPrincipals", call, next: "nextToken", given: "nextToken" };
        let pages = self.pages(&listing).await?;
        let mut principals: Vec<String> =
            pages.iter().flat_map(|page| texts(page, "principals")).collect();
        principals.sort();
        Ok(principals)
    }

    async fn read(&self, operation: &'static str, path: String) -> Result<Value, CallError> {
        self.aws.call(&Call::iot(operation, Method::GET, path)).await
    }
}

fn listing<'a>(operation: &'static str, method: Method, path: String) -> Listing<'a> {
    let call = Call::iot(operation, method, path);
    Listing { what: operation, call, next: "nextMarker", given: "marker" }
}

/// The statuses of a certificate that is registered for good, and by its account.
const STATUSES: [&str; 3] = ["ACTIVE", "INACTIVE", "REVOKED"];
