//! Which shadow: a thing's classic one, or one of its named ones.

use std::fmt;

use daypass_aws_types::{AccountId, Region};

/// The shadow of a thing. The thing need not be registered: shadows outlive their things.
///
/// Names are checked by the operations' constraints before they come here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ShadowName<'a> {
    /// The thing's name.
    pub(crate) thing: &'a str,
    /// The shadow's name; `None` for the classic shadow.
    pub(crate) shadow: Option<&'a str>,
}

impl ShadowName<'_> {
    /// `arn:aws:iot:REGION:ACCOUNT:thing/THING`, for a named shadow with its name behind it.
    pub(super) fn arn(&self, account: &AccountId, region: &Region) -> String {
        let thing = thing_arn(account, region, self.thing);
        match self.shadow {
            None => thing,
            Some(shadow) => format!("{thing}/{shadow}"),
        }
    }

    /// `$aws/things/THING/shadow/REST`, or `$aws/things/THING/shadow/name/SHADOW/REST`.
    ///
    /// <https://docs.aws.amazon.com/iot/latest/developerguide/reserved-topics.html>
    pub(super) fn topic(&self, rest: &str) -> String {
        match self.shadow {
            None => format!("$aws/things/{}/shadow/{rest}", self.thing),
            Some(shadow) => format!("$aws/things/{}/shadow/name/{shadow}/{rest}", self.thing),
        }
    }
}

/// The thing alone, or `THING~SHADOW`, as AWS names a shadow that it cannot find.
impl fmt::Display for ShadowName<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.shadow {
            None => formatter.write_str(self.thing),
            Some(shadow) => write!(formatter, "{}~{shadow}", self.thing),
        }
    }
}

/// `arn:aws:iot:REGION:ACCOUNT:thing/THING`.
pub(super) fn thing_arn(account: &AccountId, region: &Region, thing: &str) -> String {
    format!("arn:aws:iot:{region}:{account}:thing/{thing}")
}
