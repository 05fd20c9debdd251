//! The actions on topics and filters, and the resources that they are asked for.

/// An action whose answer depends on nothing but permissions, resource and time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// `iot:Publish`.
    Publish,
    /// `iot:RetainPublish`.
    RetainPublish,
    /// `iot:Subscribe`.
    Subscribe,
    /// `iot:Receive`.
    Receive,
}

/// The action of a connection. Its request has a context of its own.
pub(crate) const CONNECT: &str = "iot:Connect";

impl Action {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Publish => "iot:Publish",
            Self::RetainPublish => "iot:RetainPublish",
            Self::Subscribe => "iot:Subscribe",
            Self::Receive => "iot:Receive",
        }
    }

    /// What stands between the realm's prefix and the topic or filter in the resource's ARN.
    pub(crate) fn resource_type(self) -> &'static str {
        match self {
            Self::Publish | Self::RetainPublish | Self::Receive => "topic/",
            Self::Subscribe => "topicfilter/",
        }
    }
}
