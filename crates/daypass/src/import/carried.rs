//! What of a source can be carried here: in this account, under ids that are true, and without what
//! hangs on something that stays behind.

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use crate::failure::Failure;
use crate::snapshot::{Certificate, Skipped, Snapshot, in_account};

/// What is brought over, and what is not.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Carried {
    pub(super) snapshot: Snapshot,
    pub(super) skipped: Vec<Skipped>,
}

/// The part of a snapshot that an account here can hold.
pub(super) fn carried(source: &Snapshot, account: &str) -> Result<Carried, Failure> {
    let mut snapshot = in_account(source, account)?;
    let skipped = std::mem::take(&mut snapshot.skipped);
    let mut carried = Carried { snapshot, skipped };
    let roles = carried.snapshot.roles.iter_mut();
    roles.for_each(|role| name_accounts_by_root(&mut role.trust));
    carried.certificates();
    carried.thing_types();
    carried.attachments();
    Ok(carried)
}

impl Carried {
    fn skip(&mut self, what: String, why: &str) {
        self.skipped.push(Skipped { what, why: why.to_owned() });
    }

    /// A certificate's id is its fingerprint: by that a device is known when it connects.
    fn certificates(&mut self) {
        for mut certificate in std::mem::take(&mut self.snapshot.certificates) {
            let Some(id) = fingerprint(&certificate.pem) else {
                self.skip(format!("certificate {}", certificate.id), "it cannot be read");
                continue;
            };
            if id != certificate.id {
                let what = format!("id of certificate {}", certificate.id);
                self.skip(what, &format!("its fingerprint counts, {id}"));
                self.rename(&mut certificate, id);
            }
            self.snapshot.certificates.push(certificate);
        }
        self.snapshot.certificates.sort_by(|one, other| one.id.cmp(&other.id));
    }

    fn rename(&mut self, certificate: &mut Certificate, id: String) {
        let arn = certificate.arn.replace(&certificate.id, &id);
        let principals = self.snapshot.things.iter_mut().flat_map(|thing| &mut thing.principals);
        let targets = self.snapshot.iot_policy_attachments.iter_mut();
        for target in principals.chain(targets.map(|attachment| &mut attachment.target)) {
            if *target == certificate.arn {
                target.clone_from(&arn);
            }
        }
        (certificate.id, certificate.arn) = (id, arn);
    }

    fn thing_types(&mut self) {
        for thing in &mut self.snapshot.things {
            if let Some(name) = thing.type_name.take() {
                self.skipped.push(Skipped {
                    what: format!("type {name} of thing {}", thing.name),
                    why: "thing types are not served here".to_owned(),
                });
            }
        }
    }

    fn attachments(&mut self) {
        let certificates = &self.snapshot.certificates;
        let identities = &self.snapshot.identities;
        let is_carried = |target: &str| {
            let certificate = certificates.iter().any(|certificate| certificate.arn == target);
            certificate || identities.binary_search_by(|one| one.id.as_str().cmp(target)).is_ok()
        };
        let mut left = Vec::new();
        for thing in &mut self.snapshot.things {
            thing.principals.retain(|principal| {
                let is_carried = is_carried(principal);
                if !is_carried {
                    left.push(format!("principal {principal} of thing {}", thing.name));
                }
                is_carried
            });
        }
        self.snapshot.iot_policy_attachments.retain(|attachment| {
            let is_carried = is_carried(&attachment.target);
            if !is_carried {
                let (policy, target) = (&attachment.policy_name, &attachment.target);
                left.push(format!("attachment of IoT policy {policy} to {target}"));
            }
            is_carried
        });
        for what in left {
            self.skip(what, "what it is attached to is not brought over");
        }
    }
}

/// IAM shows an account in a trust policy by its root user's ARN, however it was written.
fn name_accounts_by_root(trust: &mut Value) {
    let statements = match trust.get_mut("Statement") {
        Some(Value::Array(statements)) => statements.as_mut_slice(),
        Some(statement) => std::slice::from_mut(statement),
        None => return,
    };
    for statement in statements {
        let principals = match statement.pointer_mut("/Principal/AWS") {
            Some(Value::Array(principals)) => principals.as_mut_slice(),
            Some(principal) => std::slice::from_mut(principal),
            None => continue,
        };
        for principal in principals {
            let account = principal.as_str().unwrap_or_default();
            if account.len() == ACCOUNT_DIGITS && account.bytes().all(|b| b.is_ascii_digit()) {
                *principal = Value::String(format!("arn:aws:iam::{account}:root"));
            }
        }
    }
}

/// SHA-256 of the certificate's DER, in hexadecimal digits.
fn fingerprint(pem: &str) -> Option<String> {
    let body = pem.split_once(BEGIN)?.1.split_once(END)?.0;
    let body: String = body.chars().filter(|character| !character.is_whitespace()).collect();
    let der = STANDARD.decode(body).ok().filter(|der| !der.is_empty())?;
    let digest = digest(&SHA256, &der);
    let digits = digest.as_ref().iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from_digit(u32::from(digit), 16)).collect()
}

/// Digits of an account's id.
const ACCOUNT_DIGITS: usize = 12;
const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
const END: &str = "-----END CERTIFICATE-----";

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::snapshot::{IotPolicyAttachment, Role, Thing};

    /// SHA-256 of three zero bytes.
    const ID: &str = "709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c";

    fn source(id: &str, pem: &str) -> Snapshot {
        let arn = format!("arn:aws:iot:us-east-1:111122223333:cert/{id}");
        let thing = Thing {
            name: "lamp".to_owned(),
            type_name: Some("light".to_owned()),
            principals: vec![arn.clone()],
            ..Thing::default()
        };
        let attachment =
            IotPolicyAttachment { policy_name: "lamp".to_owned(), target: arn.clone() };
        Snapshot {
            account: "111122223333".to_owned(),
            certificates: vec![Certificate {
                id: id.to_owned(),
                arn,
                status: "ACTIVE".to_owned(),
                pem: pem.to_owned(),
            }],
            things: vec![thing],
            iot_policy_attachments: vec![attachment],
            ..Snapshot::default()
        }
    }

    #[test]
    fn a_certificate_has_its_fingerprint_for_its_id_and_attachments_follow() {
        let pem = format!("{BEGIN}\nAA\nAA\n{END}\n");
        let arn = format!("arn:aws:iot:us-east-1:000000000000:cert/{ID}");
        for (id, left_out) in [(ID, 1), ("another", 2)] {
            let carried = carried(&source(id, &pem), "000000000000").unwrap();
            let Snapshot { certificates, things, iot_policy_attachments, .. } = carried.snapshot;
            assert_eq!(certificates.iter().map(|one| &one.arn).collect::<Vec<_>>(), [&arn]);
            assert_eq!(things[0].principals, std::slice::from_ref(&arn));
            assert_eq!(iot_policy_attachments[0].target, arn);
            assert_eq!(carried.skipped.len(), left_out, "{:?}", carried.skipped);
        }
    }

    #[test]
    fn what_hangs_on_what_stays_behind_stays_behind() {
        let carried = carried(&source(ID, "no certificate"), "000000000000").unwrap();
        let Snapshot { certificates, things, iot_policy_attachments, .. } = carried.snapshot;
        assert!(certificates.is_empty() && iot_policy_attachments.is_empty());
        assert!(things[0].principals.is_empty() && things[0].type_name.is_none());
        assert_eq!(carried.skipped.len(), 4, "{:?}", carried.skipped);
    }

    #[test]
    fn accounts_in_trust_policies_are_their_root_users() {
        let trust = |principals: Value| json!({ "Statement": [{ "Principal": principals }] });
        let root = |account: &str| format!("arn:aws:iam::{account}:root");
        let role = |trust: Value| Role { trust, ..Role::default() };
        let source = Snapshot {
            account: "111122223333".to_owned(),
            roles: vec![
                role(trust(json!({ "AWS": "111122223333", "Service": "111122223333" }))),
                role(trust(json!({ "AWS": ["999988887777", "*", "1"] }))),
                role(json!({ "Statement": { "Principal": { "AWS": "999988887777" } } })),
                role(trust(json!("*"))),
            ],
            ..Snapshot::default()
        };
        let carried = carried(&source, "000000000000").unwrap().snapshot;
        let own = json!({ "AWS": root("000000000000"), "Service": "000000000000" });
        let expected = [
            trust(own),
            trust(json!({ "AWS": [root("999988887777"), "*", "1"] })),
            json!({ "Statement": { "Principal": { "AWS": root("999988887777") } } }),
            trust(json!("*")),
        ];
        assert_eq!(carried.roles.into_iter().map(|role| role.trust).collect::<Vec<_>>(), expected);
    }
}
