//! What the written form of a resource says before any request comes.

use crate::statement::Entry;
use crate::template::{KeyId, Token};

/// One entry of `Resource` or `NotResource`.
#[derive(Clone, Copy)]
pub(super) struct Resource<'d> {
    entry: &'d Entry,
}

/// The kinds of AWS IoT's resources that the data plane's actions are asked on, and those that
/// the control plane knows.
pub(super) const KINDS: [&str; 34] = [
    "topic",
    "topicfilter",
    "client",
    "thing",
    "rolealias",
    "cert",
    "policy",
    "thinggroup",
    "thingtype",
    "dynamicthinggroup",
    "billinggroup",
    "cacert",
    "rule",
    "authorizer",
    "job",
    "jobtemplate",
    "index",
    "stream",
    "otaupdate",
    "tunnel",
    "provisioningtemplate",
    "scheduledaudit",
    "mitigationaction",
    "securityprofile",
    "custommetric",
    "dimension",
    "fleetmetric",
    "domainconfiguration",
    "destination",
    "package",
    "command",
    "commandexecution",
    "certificateprovider",
    "rulesdestination",
];

impl<'d> Resource<'d> {
    pub(super) fn new(entry: &'d Entry) -> Self {
        Self { entry }
    }

    pub(super) fn written(self) -> &'d str {
        &self.entry.written
    }

    pub(super) fn tokens(self) -> &'d [Token] {
        self.entry.pattern.tokens()
    }

    /// Whether it is a star or more of them: every resource of every service.
    pub(super) fn is_everything(self) -> bool {
        self.entry.pattern.is_star()
    }

    /// The six parts of an ARN; nothing for a `*` and what is too short to have them.
    pub(super) fn parts(self) -> Option<[&'d str; 6]> {
        let parts: Vec<&str> = self.written().splitn(6, ':').collect();
        parts.try_into().ok()
    }

    /// What follows the account, if it is a resource of AWS IoT.
    fn iot_path(self) -> Option<&'d str> {
        let [_, _, service, _, _, path] = self.parts()?;
        (service == "iot").then_some(path)
    }

    /// The kind, if it is one of AWS IoT's resources and its kind is written out.
    pub(super) fn kind(self) -> Option<&'d str> {
        let (kind, _) = fixed(self.iot_path()?).split_once('/')?;
        Some(kind)
    }

    /// The name after the kind, wildcards and variables as they are written.
    pub(super) fn name(self) -> Option<&'d str> {
        let kind = self.kind()?;
        self.iot_path()?.get(kind.len() + 1..)
    }

    /// Whether an AWS IoT resource of this kind could match.
    pub(super) fn reaches(self, kind: &str) -> bool {
        if self.is_everything() {
            return true;
        }
        let Some([_, _, service, _, _, path]) = self.parts() else {
            // A star may stand for the parts that are not there.
            return self.written().contains('*');
        };
        if service != "iot" {
            return service.contains(['*', '?']);
        }
        let fixed = fixed(path);
        match fixed.split_once('/') {
            Some((written, _)) => written == kind,
            None => fixed.len() < path.len() && kind.starts_with(fixed),
        }
    }

    /// Whether it is an AWS IoT resource whose kind is written, and is none.
    pub(super) fn lacks_kind(self) -> bool {
        let Some(path) = self.iot_path() else { return false };
        let fixed = fixed(path);
        match fixed.split_once('/') {
            Some((kind, _)) => !KINDS.contains(&kind),
            None if fixed.len() == path.len() => true,
            None => !KINDS.iter().any(|kind| kind.starts_with(fixed)),
        }
    }

    /// Whether a wildcard of the policy language stands in it.
    pub(super) fn has_wildcard(self) -> bool {
        self.tokens().iter().any(|token| {
            matches!(
                token,
                Token::Star | Token::Question | Token::SegmentStar | Token::SegmentQuestion
            )
        })
    }

    /// The keys of its variables that have no default.
    pub(super) fn open_variables(self) -> impl Iterator<Item = KeyId> + use<'d> {
        self.tokens().iter().filter_map(|token| match token {
            Token::Variable(variable) if variable.default.is_none() => Some(variable.key),
            _ => None,
        })
    }

    /// The keys of its variables.
    pub(super) fn variables(self) -> impl Iterator<Item = KeyId> + use<'d> {
        self.tokens().iter().filter_map(|token| match token {
            Token::Variable(variable) => Some(variable.key),
            _ => None,
        })
    }
}

/// The text before the first wildcard or variable.
fn fixed(text: &str) -> &str {
    let end = text.find(['*', '?']).into_iter().chain(text.find("${")).min();
    text.get(..end.unwrap_or(text.len())).unwrap_or(text)
}
