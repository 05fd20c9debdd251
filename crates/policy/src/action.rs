//! Actions as decisions ask for them: the few that devices ask for all day are numbers.

use smallvec::SmallVec;

/// An action that is asked for.
#[derive(Clone, Copy)]
pub(crate) struct Action<'a> {
    /// The name in lower case.
    pub(crate) lower: &'a str,
    /// The action as a set of one, if it is a [`Known`] one.
    known: ActionSet,
}

/// The actions of AWS IoT's data plane over MQTT. What statements say about them is worked out when
/// these are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    Publish,
    Receive,
    Subscribe,
    Connect,
    GetThingShadow,
    UpdateThingShadow,
    DeleteThingShadow,
    RetainPublish,
}

/// Some of the [`Known`] actions, a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ActionSet(u8);

impl Known {
    pub(crate) const ALL: [Self; 8] = [
        Self::Publish,
        Self::Receive,
        Self::Subscribe,
        Self::Connect,
        Self::GetThingShadow,
        Self::UpdateThingShadow,
        Self::DeleteThingShadow,
        Self::RetainPublish,
    ];

    /// The action of that name, written in any case.
    #[inline]
    pub(crate) fn of(name: &str) -> Option<Self> {
        // As callers write it, and with lengths that the compiler knows: a few words compared.
        match name {
            "iot:Publish" => Some(Self::Publish),
            "iot:Receive" => Some(Self::Receive),
            "iot:Subscribe" => Some(Self::Subscribe),
            "iot:Connect" => Some(Self::Connect),
            "iot:RetainPublish" => Some(Self::RetainPublish),
            _ => Self::in_any_case(name),
        }
    }

    fn in_any_case(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.lower().eq_ignore_ascii_case(name))
    }

    /// The name in lower case.
    pub(crate) fn lower(self) -> &'static str {
        match self {
            Self::Publish => "iot:publish",
            Self::Receive => "iot:receive",
            Self::Subscribe => "iot:subscribe",
            Self::Connect => "iot:connect",
            Self::GetThingShadow => "iot:getthingshadow",
            Self::UpdateThingShadow => "iot:updatethingshadow",
            Self::DeleteThingShadow => "iot:deletethingshadow",
            Self::RetainPublish => "iot:retainpublish",
        }
    }

    /// The action as a set of one.
    pub(crate) fn alone(self) -> ActionSet {
        ActionSet(1 << self as u8)
    }

    /// Whether the action is one of the seven for which an authenticated Cognito identity needs an
    /// AWS IoT policy as well.
    pub(crate) fn is_one_of_seven(self) -> bool {
        self != Self::RetainPublish
    }
}

impl ActionSet {
    pub(crate) const ALL: Self = Self(u8::MAX);

    pub(crate) fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn complement(self) -> Self {
        Self(!self.0)
    }

    fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl<'a> Action<'a> {
    /// A known action, or another one by its name in lower case.
    #[inline]
    pub(crate) fn new(known: Option<Known>, lower: &'a LowerCase) -> Self {
        match known {
            Some(known) => Self { lower: known.lower(), known: known.alone() },
            None => Self { lower, known: ActionSet::default() },
        }
    }

    /// Whether [`ActionSet`]s say all about the action.
    pub(crate) fn is_known(&self) -> bool {
        self.known != ActionSet::default()
    }

    /// Whether the action is in the set; of one that is not known, nobody can tell by the set.
    #[inline]
    pub(crate) fn may_be_in(&self, set: ActionSet) -> bool {
        !self.is_known() || set.meets(self.known)
    }
}

/// A string in lower case, on the stack unless it is longer than any action of AWS.
#[derive(Default)]
pub(crate) struct LowerCase(SmallVec<[u8; 96]>);

impl std::ops::Deref for LowerCase {
    type Target = str;

    fn deref(&self) -> &str {
        // Lowering ASCII letters keeps UTF-8 whole.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

pub(crate) fn lower_case(text: &str) -> LowerCase {
    let mut lower = SmallVec::from_slice(text.as_bytes());
    lower.make_ascii_lowercase();
    LowerCase(lower)
}

#[cfg(test)]
mod tests {
    use super::{ActionSet, Known};

    #[test]
    fn every_known_action_is_known_in_any_case() {
        for known in Known::ALL {
            assert_eq!(Known::of(known.lower()), Some(known));
            assert_eq!(Known::of(&known.lower().to_ascii_uppercase()), Some(known));
        }
        assert_eq!(Known::of("iot:Publish"), Some(Known::Publish));
        assert_eq!(Known::of("iot:Publis"), None);
        assert_eq!(Known::of("iot:AttachPolicy"), None);
    }

    #[test]
    fn each_is_a_set_of_its_own() {
        let all = Known::ALL.into_iter().map(Known::alone);
        assert_eq!(all.fold(ActionSet::default(), ActionSet::union), ActionSet::ALL);
        assert!(!Known::Publish.alone().meets(Known::Publish.alone().complement()));
    }
}
