//! How often callers are served. Who proves nothing: unsigned calls by source address, new guests by
//! source address and by pool, off in development until the configuration says a number. And whoever
//! calls what AWS has a quota for, where its quotas are followed.

use std::collections::HashMap;
use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};

use daypass_aws_types::cognito_identity::{
    GET_CREDENTIALS_FOR_IDENTITY, GET_ID, GET_OPEN_ID_TOKEN,
    GET_OPEN_ID_TOKEN_FOR_DEVELOPER_IDENTITY, LIST_TAGS_FOR_RESOURCE, TAG_RESOURCE, UNTAG_RESOURCE,
};
use daypass_aws_types::error::{ServiceError, common};
use daypass_aws_types::schema::Operation as Descriptor;

/// The numbers. Each is per minute, and as many may come at once; none is no limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LimitSettings {
    /// Unsigned calls from one source address.
    pub unsigned_calls_per_source: Option<u32>,
    /// New guests of one pool from one source address.
    pub guests_per_source_and_pool: Option<u32>,
    /// New guests of one pool from anywhere.
    pub guests_per_pool: Option<u32>,
}

impl LimitSettings {
    /// What a server in production begins with: ten calls and one new guest a second from one address,
    /// a hundred new guests a second of one pool.
    pub const PRODUCTION: Self = Self {
        unsigned_calls_per_source: Some(600),
        guests_per_source_and_pool: Some(60),
        guests_per_pool: Some(6_000),
    };
}

/// Whether the rates of operations are bounded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OperationRates {
    /// They are not.
    #[default]
    Unbounded,
    /// As AWS bounds them, for each account and region.
    OfAws,
}

/// AWS's rates in calls a second, of the operations that have one of their own:
/// <https://docs.aws.amazon.com/cognito/latest/developerguide/limits.html> and the model's descriptions.
const RATES_OF_AWS: [(&Descriptor, u32); 7] = [
    (&GET_ID, 25),
    (&GET_OPEN_ID_TOKEN, 200),
    (&GET_CREDENTIALS_FOR_IDENTITY, 200),
    (&GET_OPEN_ID_TOKEN_FOR_DEVELOPER_IDENTITY, 200),
    (&TAG_RESOURCE, 5),
    (&UNTAG_RESOURCE, 5),
    (&LIST_TAGS_FOR_RESOURCE, 10),
];

/// What has been used of the limits.
#[derive(Default)]
pub struct CallLimits {
    settings: LimitSettings,
    rates: OperationRates,
    buckets: Mutex<Buckets>,
}

/// What is left for each source and pool.
#[derive(Default)]
struct Buckets {
    left: HashMap<Counted, Bucket>,
    /// When those who have used nothing for a minute were last looked for.
    swept_ms: i64,
}

/// What is counted together.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Counted {
    UnsignedFrom(IpAddr),
    GuestsFrom(IpAddr, Box<str>),
    GuestsOf(Box<str>),
    CallsOf(&'static str, Box<str>, Box<str>),
}

/// Thousandths of a call that are left, and when that was.
#[derive(Debug, Clone, Copy)]
struct Bucket {
    left: i64,
    at_ms: i64,
}

impl CallLimits {
    /// Nothing is used up yet.
    pub fn new(settings: LimitSettings, rates: OperationRates) -> Self {
        Self { settings, rates, buckets: Mutex::default() }
    }

    /// Counts a call of an account in a region.
    ///
    /// # Errors
    /// AWS's rates are followed, and the account has called the operation too often lately.
    pub fn rate(
        &self,
        operation: &Descriptor,
        (account, region): (&str, &str),
        now_ms: i64,
    ) -> Result<(), ServiceError> {
        if self.rates == OperationRates::Unbounded {
            return Ok(());
        }
        // Other services have operations of these names, too.
        let same = |(known, _): &&(&Descriptor, u32)| {
            known.name == operation.name && known.service == operation.service
        };
        let Some((known, limit)) = RATES_OF_AWS.iter().find(same) else { return Ok(()) };
        let counted = Counted::CallsOf(known.name, account.into(), region.into());
        if self.lock().admits(counted, (*limit, SECOND_MS), now_ms) {
            return Ok(());
        }
        Err(too_many(operation, "calls of this account in a second"))
    }

    /// Counts an unsigned call.
    ///
    /// # Errors
    /// The source has called too often.
    pub fn unsigned(
        &self,
        operation: &Descriptor,
        source: IpAddr,
        now_ms: i64,
    ) -> Result<(), ServiceError> {
        let Some(limit) = self.settings.unsigned_calls_per_source else { return Ok(()) };
        if self.lock().admits(Counted::UnsignedFrom(network(source)), (limit, MINUTE_MS), now_ms) {
            return Ok(());
        }
        Err(too_many(operation, "unsigned calls from this source address"))
    }

    /// Counts a new guest.
    ///
    /// # Errors
    /// The pool got too many guests lately, from this source or altogether.
    pub fn guest(
        &self,
        operation: &Descriptor,
        (source, pool_id): (IpAddr, &str),
        now_ms: i64,
    ) -> Result<(), ServiceError> {
        let mut buckets = self.lock();
        if let Some(limit) = self.settings.guests_per_source_and_pool
            && !buckets.admits(
                Counted::GuestsFrom(network(source), pool_id.into()),
                (limit, MINUTE_MS),
                now_ms,
            )
        {
            return Err(too_many(operation, "new guests of this pool from this source address"));
        }
        if let Some(limit) = self.settings.guests_per_pool
            && !buckets.admits(Counted::GuestsOf(pool_id.into()), (limit, MINUTE_MS), now_ms)
        {
            return Err(too_many(operation, "new guests of this pool"));
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Buckets> {
        self.buckets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Buckets {
    /// Takes one call from what is left, if there is one. So many are in `time_ms`, and at once.
    fn admits(&mut self, counted: Counted, (limit, time_ms): (u32, i64), now_ms: i64) -> bool {
        let full = i64::from(limit) * CALL;
        if self.left.len() >= BUCKETS_MAX && !self.left.contains_key(&counted) {
            self.sweep(now_ms);
            if self.left.len() >= BUCKETS_MAX {
                return false;
            }
        }
        let bucket = self.left.entry(counted).or_insert(Bucket { left: full, at_ms: now_ms });
        let passed_ms = now_ms.saturating_sub(bucket.at_ms).clamp(0, time_ms);
        bucket.left = (bucket.left + passed_ms * full / time_ms).min(full);
        bucket.at_ms = now_ms;
        let admitted = bucket.left >= CALL;
        if admitted {
            bucket.left -= CALL;
        }
        admitted
    }

    /// Forgets whoever has used nothing for a minute: that is as good as never seen. A full table is
    /// not looked through more often than now and then, however many strangers come.
    fn sweep(&mut self, now_ms: i64) {
        if now_ms.saturating_sub(self.swept_ms) < SWEEP_MS {
            return;
        }
        self.swept_ms = now_ms;
        self.left.retain(|_, bucket| now_ms.saturating_sub(bucket.at_ms) < MINUTE_MS);
    }
}

/// The service's own word for it, or the one of the Query services.
fn too_many(operation: &Descriptor, what: &str) -> ServiceError {
    let declared = operation.errors.iter().find(|shape| shape.name == "TooManyRequestsException");
    let shape = declared.copied().unwrap_or(&common::THROTTLING);
    ServiceError::new(shape, "Rate exceeded").with_hint(format!("too many {what}"))
}

/// An address counts by itself, one of IPv6 by its network: a customer has a whole one (RFC 6177).
fn network(source: IpAddr) -> IpAddr {
    match source.to_canonical() {
        IpAddr::V6(address) => {
            let network = u128::from(address) & (u128::MAX << HOST_BITS);
            IpAddr::V6(Ipv6Addr::from(network))
        }
        address @ IpAddr::V4(_) => address,
    }
}

impl fmt::Debug for CallLimits {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("CallLimits")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

/// One call, in the unit that is counted in.
const CALL: i64 = 60_000;
const MINUTE_MS: i64 = 60_000;
const SECOND_MS: i64 = 1_000;
/// How much time lies between two looks through a full table.
const SWEEP_MS: i64 = 1_000;
/// Sources and pools that are counted at one time; beyond them nobody new is served.
const BUCKETS_MAX: usize = 200_000;
/// Bits of an IPv6 address within its network.
const HOST_BITS: u32 = 64;

#[cfg(test)]
mod tests {
    use daypass_aws_types::cognito_identity::DESCRIBE_IDENTITY_POOL;
    use daypass_aws_types::iam::TAG_ROLE;
    use daypass_aws_types::sts::ASSUME_ROLE_WITH_WEB_IDENTITY;

    use super::*;

    fn limited(settings: LimitSettings) -> CallLimits {
        CallLimits::new(settings, OperationRates::Unbounded)
    }

    #[test]
    fn accounts_have_the_rates_of_aws_where_those_are_followed() {
        let here = ("000000000000", "us-east-1");
        let limits = CallLimits::new(LimitSettings::default(), OperationRates::OfAws);
        let call = |operation, place, now_ms| limits.rate(operation, place, now_ms).is_ok();
        assert!((0..25).all(|_| call(&GET_ID, here, 0)) && !call(&GET_ID, here, 0));
        assert!(call(&GET_ID, here, 40) && !call(&GET_ID, here, 40), "25 a second");
        for place in [("111122223333", "us-east-1"), ("000000000000", "eu-west-1")] {
            assert!(call(&GET_ID, place, 40), "{place:?} has a quota of its own");
        }
        assert!((0..200).all(|_| call(&GET_CREDENTIALS_FOR_IDENTITY, here, 40)));
        assert!(!call(&GET_CREDENTIALS_FOR_IDENTITY, here, 40));
        assert!((0..5).all(|_| call(&TAG_RESOURCE, here, 40)) && !call(&TAG_RESOURCE, here, 40));
        for operation in [&DESCRIBE_IDENTITY_POOL, &TAG_ROLE] {
            assert!((0..1_000).all(|_| call(operation, here, 40)), "{}", operation.name);
        }
        let unbounded = limited(LimitSettings::default());
        assert!((0..1_000).all(|_| unbounded.rate(&GET_ID, here, 0).is_ok()));
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn so_many_calls_a_minute_are_served_and_as_many_at_once() {
        let limits = limited(LimitSettings {
            unsigned_calls_per_source: Some(3),
            ..LimitSettings::default()
        });
        let call = |source: &str, now_ms| limits.unsigned(&GET_ID, ip(source), now_ms).is_ok();
        assert_eq!([0, 0, 0, 0].map(|now_ms| call("192.0.2.1", now_ms)), [true, true, true, false]);
        assert!(call("192.0.2.2", 0), "another source has its own");
        assert!(
            !call("192.0.2.1", 19_999) && call("192.0.2.1", 20_000),
            "a third of a minute brings one"
        );
        assert!(!call("192.0.2.1", 20_000));
        let later = [0, 1, 2, 3].map(|ms| call("192.0.2.1", 600_000 + ms));
        assert_eq!(later, [true, true, true, false], "no more gather than a minute's");
        assert!(!call("192.0.2.1", 0), "a clock that goes back brings nothing");
    }

    #[test]
    fn an_ipv6_network_is_one_source_and_a_mapped_address_is_its_own() {
        let limits = limited(LimitSettings {
            unsigned_calls_per_source: Some(1),
            ..LimitSettings::default()
        });
        let call = |source: &str| limits.unsigned(&GET_ID, ip(source), 0).is_ok();
        assert!(call("2001:db8::1") && !call("2001:db8::ffff:1") && call("2001:db8:0:1::1"));
        assert!(call("192.0.2.1") && !call("::ffff:192.0.2.1"));
    }

    #[test]
    fn guests_are_counted_by_source_and_by_pool() {
        let limits = limited(LimitSettings {
            unsigned_calls_per_source: None,
            guests_per_source_and_pool: Some(2),
            guests_per_pool: Some(3),
        });
        let guest = |source: &str, pool: &str| limits.guest(&GET_ID, (ip(source), pool), 0).is_ok();
        assert!(guest("192.0.2.1", "p") && guest("192.0.2.1", "p") && !guest("192.0.2.1", "p"));
        assert!(guest("192.0.2.1", "q"));
        assert!(guest("192.0.2.2", "p") && !guest("192.0.2.3", "p"), "the pool has had three");
    }

    #[test]
    fn a_full_table_serves_whom_it_knows_and_makes_room_after_a_minute() {
        let limits = limited(LimitSettings {
            unsigned_calls_per_source: Some(2),
            ..LimitSettings::default()
        });
        let source = |number: usize| IpAddr::from(u32::try_from(number).unwrap().to_be_bytes());
        let call = |number, now_ms| limits.unsigned(&GET_ID, source(number), now_ms).is_ok();
        assert!((0..BUCKETS_MAX).all(|number| call(number, 10_000)));
        assert!(!call(BUCKETS_MAX, 10_000) && call(7, 10_000) && !call(BUCKETS_MAX, 30_000));
        assert!(call(BUCKETS_MAX, 70_000), "nobody has called for a minute");
    }

    #[test]
    fn each_service_says_so_in_its_own_word() {
        let limits = limited(LimitSettings {
            unsigned_calls_per_source: Some(0),
            ..LimitSettings::default()
        });
        let code =
            |operation| limits.unsigned(operation, ip("192.0.2.1"), 0).unwrap_err().shape.code;
        assert_eq!(code(&GET_ID), "TooManyRequestsException");
        assert_eq!(code(&ASSUME_ROLE_WITH_WEB_IDENTITY), "Throttling");
        assert!(CallLimits::default().unsigned(&GET_ID, ip("192.0.2.1"), 0).is_ok());
    }
}
