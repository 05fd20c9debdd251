//! The same resources in another account: ARNs name theirs.

use serde_json::Value;

use super::Snapshot;
use crate::failure::Failure;

/// The snapshot as it is in another account. What people wrote for people stays as it is.
pub(crate) fn in_account(snapshot: &Snapshot, account: &str) -> Result<Snapshot, Failure> {
    if snapshot.account == account {
        return Ok(snapshot.clone());
    }
    let broken = |error: serde_json::Error| Failure::Failed(error.to_string());
    let mut value = serde_json::to_value(snapshot).map_err(broken)?;
    rename(&mut value, &snapshot.account, account);
    serde_json::from_value(value).map_err(broken)
}

fn rename(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::String(text) => *text = renamed(text, from, to),
        Value::Array(values) => values.iter_mut().for_each(|value| rename(value, from, to)),
        Value::Object(members) => {
            let old = std::mem::take(members);
            members.extend(old.into_iter().map(|(name, mut value)| {
                if !OF_PEOPLE.contains(&name.as_str()) {
                    rename(&mut value, from, to);
                }
                (renamed(&name, from, to), value)
            }));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// An account alone is the principal of a trust policy, or the snapshot's own.
fn renamed(text: &str, from: &str, to: &str) -> String {
    if text == from {
        return to.to_owned();
    }
    if text.starts_with("arn:") {
        return text.replace(&format!(":{from}:"), &format!(":{to}:"));
    }
    text.to_owned()
}

const OF_PEOPLE: [&str; 6] =
    ["attributes", "certificatePem", "description", "Description", "IdentityPoolTags", "Tags"];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::{Role, VERSION};
    use super::*;

    #[test]
    fn arns_and_principals_name_the_other_account_and_words_stay() {
        let trust = |account: &str| json!({ "Statement": [{ "Principal": { "AWS": [account, "999988887777"] } }] });
        let permissions = |account: &str| {
            json!({ "Statement": [{
                "Resource": format!("arn:aws:iot:us-east-1:{account}:topic/a"),
                "Condition": { "StringLike": { "a": "arn:aws:iot:us-east-1:999988887777:topic/a" } },
            }] })
        };
        let role = |account: &str| Role {
            name: "lamp".to_owned(),
            trust: trust(account),
            inline_policies: [("a".to_owned(), permissions(account))].into(),
            attached_policies: vec![format!("arn:aws:iam::{account}:policy/a")],
            tags: [("owner".to_owned(), "111122223333".to_owned())].into(),
            ..Role::default()
        };
        let snapshot = |account: &str| Snapshot {
            version: VERSION,
            account: account.to_owned(),
            roles: vec![role(account)],
            ..Snapshot::default()
        };
        let moved = in_account(&snapshot("111122223333"), "000000000000").unwrap();
        assert_eq!(moved, snapshot("000000000000"));
        assert_eq!(in_account(&moved, "000000000000").unwrap(), moved);
    }
}
