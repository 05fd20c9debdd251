//! The codes: one for each trap, with its severity and what to do about it.

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// It cannot be what was meant.
    Error,
    /// It may be meant, and rarely is.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// A word for output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

macro_rules! codes {
    ($($name:ident $code:literal $severity:ident $hint:literal;)*) => {
        /// A trap, by the name that `docs/lint.md` explains it under.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = concat!("`", $code, "`")] $name,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The code as it is printed.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }

            /// What to write instead.
            pub fn hint(self) -> &'static str {
                match self { $(Self::$name => $hint,)* }
            }
        }
    };
}

codes! {
    MalformedDocument "malformed-document" Error
        "mend the document; AWS refuses it with these words";
    SubscribeOnTopic "subscribe-on-topic" Error
        "write `topicfilter/` instead of `topic/` for iot:Subscribe";
    PublishOnTopicfilter "publish-on-topicfilter" Error
        "write `topic/` instead of `topicfilter/` for iot:Publish and iot:Receive";
    ResourceOfAnotherKind "resource-of-another-kind" Error
        "give the action a resource of its own kind, in a statement of its own if need be";
    SubscribeWithoutReceive "subscribe-without-receive" Warning
        "allow iot:Receive on the same topics, as `topic/…`";
    ReceiveWithoutSubscribe "receive-without-subscribe" Info
        "allow iot:Subscribe on `topicfilter/…`, unless only direct messages are meant";
    MqttWildcardInTopic "mqtt-wildcard-in-topic" Error
        "write `*` where a policy is to match any text";
    DenySubscribeAlone "deny-subscribe-alone" Warning
        "deny iot:Receive on `topic/…`: it is asked at every delivery";
    TrailingSlash "trailing-slash" Info
        "leave the last `/` out, or write `/*` for everything below";
    EmptyRegionOrAccount "empty-region-or-account" Error
        "write `arn:aws:iot:REGION:ACCOUNT:…`, or `*` for either";
    ResourceWithoutKind "resource-without-kind" Error
        "begin the name with `topic/`, `topicfilter/`, `client/` or `thing/`";
    ConnectAnyClient "connect-any-client" Warning
        "allow `client/${iot:Connection.Thing.ThingName}`, \
         `client/${cognito-identity.amazonaws.com:sub}` or the very names";
    ThingVariablesAnyClient "thing-variables-any-client" Warning
        "allow iot:Connect on `client/${iot:Connection.Thing.ThingName}` alone";
    ClientIdInTopicfilter "client-id-in-topicfilter" Warning
        "allow iot:Connect for known client ids alone, or use another variable in the filter";
    GuestWildcard "guest-wildcard" Error
        "name the few actions that guests need";
    GuestSharedTopic "guest-shared-topic" Warning
        "put `${cognito-identity.amazonaws.com:sub}` into the resource";
    AppAttachesPolicies "app-attaches-policies" Warning
        "let a server of yours attach policies, not the app itself";
    VariableInOldVersion "variable-in-old-version" Error
        "begin the document with \"Version\": \"2012-10-17\"";
    MissingVersion "missing-version" Info
        "begin the document with \"Version\": \"2012-10-17\"";
    UnknownKey "unknown-key" Warning
        "correct the name; a key that does not exist never has a value";
    DenyWithVariable "deny-with-variable" Warning
        "deny without a variable, or give it a default: `${name, 'none'}`";
    NotResourceWithVariable "not-resource-with-variable" Warning
        "list what is allowed in Resource, or deny the exception in a statement of its own";
    VariableNeverResolves "variable-never-resolves" Warning
        "use a variable that this caller has";
    ForAllValuesAbsentKey "for-all-values-absent-key" Warning
        "add \"Null\": {\"KEY\": \"false\"}, or use ForAnyValue";
    StringEqualsWildcard "string-equals-wildcard" Warning
        "use StringLike, or `${*}` and `${?}` if the very sign is meant";
    NegatedAbsentKey "negated-absent-key" Warning
        "add \"Null\": {\"KEY\": \"false\"}, or say in a Deny what must not be";
    PlainOperatorOnList "plain-operator-on-list" Error
        "write ForAnyValue: before the operator";
    IfExistsWithoutEffect "if-exists-without-effect" Info
        "leave IfExists out, or write ForAllValues";
    UnknownAction "unknown-action" Warning
        "correct the name; a statement on an action that does not exist does nothing";
    ForeignAction "foreign-action" Error
        "move it to a policy that is asked for this action";
    NotActionAllow "not-action-allow" Warning
        "list what is allowed in Action, or deny the exception in a statement of its own";
    NotResourceAllow "not-resource-allow" Warning
        "list what is allowed in Resource, or deny the exception in a statement of its own";
    NotStar "not-star" Error
        "remove the statement, or the `*` from its list";
    TrustWithoutAud "trust-without-aud" Error
        "add \"StringEquals\": {\"cognito-identity.amazonaws.com:aud\": \"REGION:POOL\"}";
    TrustWithoutAmr "trust-without-amr" Warning
        "add \"ForAnyValue:StringLike\": {\"cognito-identity.amazonaws.com:amr\": \
         \"authenticated\"} (or \"unauthenticated\")";
    TrustProviderWithoutAudience "trust-provider-without-audience" Warning
        "add \"StringEquals\": {\"PROVIDER:aud\": \"CLIENT ID\"}";
    TrustEveryone "trust-everyone" Error
        "name the accounts, roles or users that may assume the role";
    TrustActionMismatch "trust-action-mismatch" Error
        "providers of tokens need sts:AssumeRoleWithWebIdentity, SAML providers \
         sts:AssumeRoleWithSAML, all others sts:AssumeRole";
    RedundantStatement "redundant-statement" Info
        "remove the narrower statement";
    AllowUnderDeny "allow-under-deny" Warning
        "remove the statement, or narrow the deny";
}
