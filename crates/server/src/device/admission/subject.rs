//! How a client is named: in decision records, and as the owner of its session.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use daypass_broker::Subject;
use daypass_services::Principal;

use crate::device::peer::Peer;
use crate::live::{Claim, Holder};

/// The longest user name that a record shows as an access key id.
const ACCESS_KEY_ID_BYTES_MAX: usize = 128;

/// An admitted client, for records.
pub(super) fn subject(claim: &Claim) -> Arc<Subject> {
    let (principal_arn, identity_id, access_key_id) = match &claim.holder {
        Holder::Anonymous(_) => (Principal::Anonymous.arn(), None, None),
        Holder::Principal(principal) => (
            principal.arn(),
            identity_id(principal).map(str::to_owned),
            principal.access_key_id().map(str::to_owned),
        ),
    };
    Arc::new(Subject {
        principal_arn,
        identity_id,
        access_key_id,
        account: claim.account.to_string(),
        region: claim.region.to_string(),
        source_ip: claim.source_ip,
    })
}

/// A client of which nothing is known any more.
pub(super) fn nobody((account, region): (&str, &str)) -> Arc<Subject> {
    Arc::new(Subject {
        principal_arn: Principal::Anonymous.arn(),
        identity_id: None,
        access_key_id: None,
        account: account.to_owned(),
        region: region.to_owned(),
        source_ip: IpAddr::V4(Ipv4Addr::UNSPECIFIED),
    })
}

/// A client that was not authenticated: what it claims to be, as far as that is no secret.
pub(super) fn stranger(
    user_name: Option<&str>,
    (account, region): (&str, &str),
    peer: &Peer,
) -> Arc<Subject> {
    Arc::new(Subject {
        principal_arn: Principal::Anonymous.arn(),
        identity_id: None,
        access_key_id: user_name.filter(|name| is_access_key_id(name)).map(str::to_owned),
        account: account.to_owned(),
        region: region.to_owned(),
        source_ip: peer.source_ip,
    })
}

/// The owner of the client's session: an identity, whatever role and key it brings; otherwise the
/// unique id of role and session, or of the account.
pub(super) fn owner(holder: &Holder) -> Arc<str> {
    match holder {
        Holder::Anonymous(_) => "anonymous".into(),
        Holder::Principal(principal) => match identity_id(principal) {
            Some(identity_id) => format!("identity:{identity_id}").into(),
            None => format!("principal:{}", principal.user_id()).into(),
        },
    }
}

fn identity_id(principal: &Principal) -> Option<&str> {
    Some(&principal.session()?.principal.cognito.as_ref()?.identity_id)
}

/// Whatever else stands in the user name's place may be a secret.
fn is_access_key_id(name: &str) -> bool {
    let known = name.starts_with("AKIA") || name.starts_with("ASIA");
    known
        && name.len() <= ACCESS_KEY_ID_BYTES_MAX
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_shows_ids_of_keys_and_nothing_else() {
        assert!(is_access_key_id("ASIADAYPASS0EXAMPLE0"));
        for secret in ["hunter2", "AKIA secret", "AKIAsecret", ""] {
            assert!(!is_access_key_id(secret), "{secret}");
        }
    }
}
