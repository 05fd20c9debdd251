//! Who is connected, and in which account and region.

use std::fmt;
use std::net::IpAddr;

/// Who acts, as decision records name them. Shared by everything of one connection.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Subject {
    /// The ARN of the principal: a role session, a user, a certificate.
    pub principal_arn: String,
    /// The Cognito identity id, where there is one.
    pub identity_id: Option<String>,
    /// The access key id that signed in, where there is one.
    pub access_key_id: Option<String>,
    /// The account, twelve digits.
    pub account: String,
    /// The region, such as `us-east-1`.
    pub region: String,
    /// The address of the peer.
    pub source_ip: IpAddr,
}

/// An account in a region. Topics, client ids, retained messages and sessions live per realm,
/// and nothing crosses from one to another.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Realm {
    arn_prefix: Box<str>,
}

impl Realm {
    /// The realm of `account` (twelve digits) in `region`.
    pub fn new(account: &str, region: &str) -> Self {
        Self { arn_prefix: format!("arn:aws:iot:{region}:{account}:").into() }
    }

    /// The account, twelve digits.
    pub fn account(&self) -> &str {
        self.arn_part(4)
    }

    /// The region, such as `us-east-1`.
    pub fn region(&self) -> &str {
        self.arn_part(3)
    }

    fn arn_part(&self, number: usize) -> &str {
        self.arn_prefix.split(':').nth(number).unwrap_or_default()
    }

    /// What the ARN of every topic, filter and client of the realm begins with.
    pub fn arn_prefix(&self) -> &str {
        &self.arn_prefix
    }

    /// The ARN of a topic.
    pub fn topic_arn(&self, topic: &str) -> String {
        format!("{}topic/{topic}", self.arn_prefix)
    }

    /// The ARN of a client.
    pub fn client_arn(&self, client_id: &str) -> String {
        format!("{}client/{client_id}", self.arn_prefix)
    }
}

impl fmt::Debug for Realm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Realm").field(&self.arn_prefix).finish()
    }
}
