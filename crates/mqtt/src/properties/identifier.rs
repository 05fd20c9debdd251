//! The identifiers of properties (MQTT 5.0, table 2-4).

macro_rules! property_identifiers {
    ($($(#[$documentation:meta])* $name:ident = $value:literal,)*) => {
        /// Which property it is, with the identifier that stands before its value.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum PropertyIdentifier { $($(#[$documentation])* $name = $value,)* }

        impl PropertyIdentifier {
            /// The property of an identifier.
            pub const fn from_value(value: u32) -> Option<Self> {
                match value { $($value => Some(Self::$name),)* _ => None }
            }
        }
    };
}

property_identifiers! {
    /// What the payload is: unspecified bytes or UTF-8.
    PayloadFormatIndicator = 0x01,
    /// How long a message may wait, in seconds.
    MessageExpiryInterval = 0x02,
    /// What the payload contains, for the applications.
    ContentType = 0x03,
    /// The topic for an answer.
    ResponseTopic = 0x08,
    /// What the answer is to carry.
    CorrelationData = 0x09,
    /// Which subscription a message came by.
    SubscriptionIdentifier = 0x0B,
    /// How long the session outlives its connection, in seconds.
    SessionExpiryInterval = 0x11,
    /// The client identifier that the server chose.
    AssignedClientIdentifier = 0x12,
    /// The keep alive time that the server chose, in seconds.
    ServerKeepAlive = 0x13,
    /// The name of an extended authentication.
    AuthenticationMethod = 0x15,
    /// A step of an extended authentication.
    AuthenticationData = 0x16,
    /// Whether failures may carry reason strings and user properties.
    RequestProblemInformation = 0x17,
    /// How long the server waits before it publishes the will, in seconds.
    WillDelayInterval = 0x18,
    /// Whether CONNACK may carry response information.
    RequestResponseInformation = 0x19,
    /// What to make response topics from.
    ResponseInformation = 0x1A,
    /// Another server to use.
    ServerReference = 0x1C,
    /// A reason for people to read.
    ReasonString = 0x1F,
    /// The most unacknowledged publications of QoS 1 and 2.
    ReceiveMaximum = 0x21,
    /// The greatest topic alias.
    TopicAliasMaximum = 0x22,
    /// A topic alias.
    TopicAlias = 0x23,
    /// The greatest QoS.
    MaximumQoS = 0x24,
    /// Whether the server retains messages.
    RetainAvailable = 0x25,
    /// A name and a value for the applications.
    UserProperty = 0x26,
    /// The most bytes of a packet.
    MaximumPacketSize = 0x27,
    /// Whether the server serves wildcards.
    WildcardSubscriptionAvailable = 0x28,
    /// Whether the server serves subscription identifiers.
    SubscriptionIdentifierAvailable = 0x29,
    /// Whether the server serves shared subscriptions.
    SharedSubscriptionAvailable = 0x2A,
}
