//! Reason codes (MQTT 5.0, section 2.4) and the return codes of 3.1.1 that they stand for.

use crate::PacketType;

macro_rules! reason_codes {
    ($($(#[$documentation:meta])* $name:ident = $value:literal in [$($packet:ident),*];)*) => {
        /// The outcome of what a packet asked for. Values from 0x80 up are failures.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum ReasonCode { $($(#[$documentation])* $name = $value,)* }

        impl ReasonCode {
            /// Every reason code, by rising value.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The reason code of a byte.
            pub const fn from_value(value: u8) -> Option<Self> {
                match value { $($value => Some(Self::$name),)* _ => None }
            }

            /// Whether the code may stand in a packet of this type (the tables of sections 3.2.2.2,
            /// 3.4.2.1, 3.5.2.1, 3.6.2.1, 3.7.2.1, 3.9.3, 3.11.3, 3.14.2.1 and 3.15.2.1).
            pub const fn may_stand_in(self, packet_type: PacketType) -> bool {
                match self { $(Self::$name => matches!(packet_type, $(PacketType::$packet)|*),)* }
            }
        }
    };
}

reason_codes! {
    /// Success, normal disconnection, or granted QoS 0.
    Success = 0x00 in [Connack, Puback, Pubrec, Pubrel, Pubcomp, Suback, Unsuback, Disconnect, Auth];
    /// Granted QoS 1.
    GrantedQos1 = 0x01 in [Suback];
    /// Granted QoS 2.
    GrantedQos2 = 0x02 in [Suback];
    /// The client leaves and wants its will published.
    DisconnectWithWillMessage = 0x04 in [Disconnect];
    /// The message was accepted, and nobody subscribes to its topic.
    NoMatchingSubscribers = 0x10 in [Puback, Pubrec];
    /// There was no such subscription to end.
    NoSubscriptionExisted = 0x11 in [Unsuback];
    /// The next step of an authentication follows.
    ContinueAuthentication = 0x18 in [Auth];
    /// The client begins an authentication anew.
    ReAuthenticate = 0x19 in [Auth];
    /// The sender does not want to reveal why, or no other code applies.
    UnspecifiedError = 0x80 in [Connack, Puback, Pubrec, Suback, Unsuback, Disconnect];
    /// Bytes that are no packet of this specification.
    MalformedPacket = 0x81 in [Connack, Disconnect];
    /// A packet that may not come here, or contradicts itself or what went before.
    ProtocolError = 0x82 in [Connack, Disconnect];
    /// Valid, but not accepted by this receiver.
    ImplementationSpecificError = 0x83 in [Connack, Puback, Pubrec, Suback, Unsuback, Disconnect];
    /// The server does not speak the version that the client asked for.
    UnsupportedProtocolVersion = 0x84 in [Connack];
    /// A valid string, but no client identifier of this server.
    ClientIdentifierNotValid = 0x85 in [Connack];
    /// The server does not accept the user name or the password.
    BadUserNameOrPassword = 0x86 in [Connack];
    /// The client may not do this.
    NotAuthorized = 0x87 in [Connack, Puback, Pubrec, Suback, Unsuback, Disconnect];
    /// The server is not available.
    ServerUnavailable = 0x88 in [Connack];
    /// The server is busy.
    ServerBusy = 0x89 in [Connack, Disconnect];
    /// The client was banned.
    Banned = 0x8A in [Connack];
    /// The server goes down.
    ServerShuttingDown = 0x8B in [Disconnect];
    /// The authentication method is not supported, or is not the current one.
    BadAuthenticationMethod = 0x8C in [Connack, Disconnect];
    /// Nothing came for one and a half times the keep alive time.
    KeepAliveTimeout = 0x8D in [Disconnect];
    /// Another connection uses the same client identifier.
    SessionTakenOver = 0x8E in [Disconnect];
    /// A well-formed topic filter that is not accepted.
    TopicFilterInvalid = 0x8F in [Suback, Unsuback, Disconnect];
    /// A well-formed topic name that is not accepted.
    TopicNameInvalid = 0x90 in [Connack, Puback, Pubrec, Disconnect];
    /// The packet identifier is in use.
    PacketIdentifierInUse = 0x91 in [Puback, Pubrec, Suback, Unsuback];
    /// The packet identifier is not known.
    PacketIdentifierNotFound = 0x92 in [Pubrel, Pubcomp];
    /// More unacknowledged publications than Receive Maximum.
    ReceiveMaximumExceeded = 0x93 in [Disconnect];
    /// A topic alias of zero, above Topic Alias Maximum, or without a topic name yet.
    TopicAliasInvalid = 0x94 in [Disconnect];
    /// The packet is longer than its receiver accepts.
    PacketTooLarge = 0x95 in [Connack, Disconnect];
    /// Too many messages in too little time.
    MessageRateTooHigh = 0x96 in [Disconnect];
    /// A limit of this server was exceeded.
    QuotaExceeded = 0x97 in [Connack, Puback, Pubrec, Suback, Disconnect];
    /// Someone with the power to do so closed the connection.
    AdministrativeAction = 0x98 in [Disconnect];
    /// The payload is not what its format indicator says.
    PayloadFormatInvalid = 0x99 in [Connack, Puback, Pubrec, Disconnect];
    /// The server does not retain messages.
    RetainNotSupported = 0x9A in [Connack, Disconnect];
    /// The server's Maximum QoS is lower.
    QosNotSupported = 0x9B in [Connack, Disconnect];
    /// The client should use another server for now.
    UseAnotherServer = 0x9C in [Connack, Disconnect];
    /// The client should use another server from now on.
    ServerMoved = 0x9D in [Connack, Disconnect];
    /// The server serves no shared subscriptions to this client.
    SharedSubscriptionsNotSupported = 0x9E in [Suback, Disconnect];
    /// Too many connections in too little time.
    ConnectionRateExceeded = 0x9F in [Connack, Disconnect];
    /// The connection lived as long as it was allowed to.
    MaximumConnectTime = 0xA0 in [Disconnect];
    /// The server does not serve subscription identifiers.
    SubscriptionIdentifiersNotSupported = 0xA1 in [Suback, Disconnect];
    /// The server does not serve wildcards in topic filters.
    WildcardSubscriptionsNotSupported = 0xA2 in [Suback, Disconnect];
}

impl ReasonCode {
    /// The code as its byte.
    pub const fn value(self) -> u8 {
        self as u8
    }

    /// Whether it stands for a failure.
    pub const fn is_failure(self) -> bool {
        self.value() >= 0x80
    }

    /// The Connect Return code of 3.1.1 (section 3.2.2.3) that says the same. Nothing for what 3.1.1
    /// cannot say: such a connection is closed without a CONNACK [3.1.1: MQTT-3.2.2-6].
    pub const fn connect_return_code(self) -> Option<u8> {
        match self {
            Self::Success => Some(0),
            Self::UnsupportedProtocolVersion => Some(1),
            Self::ClientIdentifierNotValid => Some(2),
            Self::ServerUnavailable | Self::ServerBusy => Some(3),
            Self::BadUserNameOrPassword => Some(4),
            Self::NotAuthorized | Self::Banned => Some(5),
            _ => None,
        }
    }

    /// The reason code that says the same as a Connect Return code of 3.1.1.
    pub(crate) const fn from_connect_return_code(code: u8) -> Option<Self> {
        match code {
            0 => Some(Self::Success),
            1 => Some(Self::UnsupportedProtocolVersion),
            2 => Some(Self::ClientIdentifierNotValid),
            3 => Some(Self::ServerUnavailable),
            4 => Some(Self::BadUserNameOrPassword),
            5 => Some(Self::NotAuthorized),
            _ => None,
        }
    }
}
