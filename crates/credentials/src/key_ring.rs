//! The key ring: one current key, the older ones that still open what they sealed, and a sub-key
//! of each for every use. It lives in the store, wrapped by a root key that does not.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use prost::Message as _;
use zeroize::{Zeroize as _, Zeroizing};

use crate::seal::{self, Binding, DerivationKey, KEY_BYTES, KeyBytes, NONCE_BYTES, Nonce, Refused};

/// The key that wraps the ring. It comes from the configuration and is never stored beside it.
#[derive(Clone)]
pub struct RootKey(KeyBytes);

impl RootKey {
    /// The key of these random bytes.
    pub fn new(bytes: KeyBytes) -> Self {
        Self(bytes)
    }

    /// Reads the text form that [`RootKey::to_text`] writes; white space around it is ignored.
    pub fn parse(text: &str) -> Result<Self, RootKeyError> {
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text.trim()).map_err(|_| RootKeyError)?);
        let bytes: &[u8; KEY_BYTES] = bytes.as_slice().try_into().map_err(|_| RootKeyError)?;
        Ok(Self(Zeroizing::new(*bytes)))
    }

    /// The text form for a key file: 43 characters of base64url.
    pub fn to_text(&self) -> Zeroizing<String> {
        Zeroizing::new(URL_SAFE_NO_PAD.encode(self.0.as_slice()))
    }
}

impl fmt::Debug for RootKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RootKey([redacted])")
    }
}

/// The text is not a root key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a root key is 43 characters of base64url (32 bytes)")]
pub struct RootKeyError;

/// Which key of the ring sealed something. Rings count from 1.
pub type RingNumber = u16;

/// How many keys a ring holds at most. At one rotation a month this is twenty years.
pub const RING_KEYS_MAX: usize = 240;

/// The keys that seal and open everything that Daypass issues or keeps secret.
///
/// Clones are cheap and share the keys. A ring never changes: [`KeyRing::rotated`] gives the next.
#[derive(Clone)]
pub struct KeyRing {
    current: RingNumber,
    current_key: Arc<RingKey>,
    keys: BTreeMap<RingNumber, Arc<RingKey>>,
}

impl KeyRing {
    /// A ring whose only key is `first`.
    pub fn new(first: KeyBytes) -> Result<Self, KeyRingError> {
        Self::from_keys(1, [(1, first)])
    }

    /// This ring with one more key, under which everything new is sealed.
    pub fn rotated(&self, next: KeyBytes) -> Result<Self, KeyRingError> {
        if self.keys.len() >= RING_KEYS_MAX {
            return Err(KeyRingError::Full);
        }
        let current = self.current.checked_add(1).ok_or(KeyRingError::Full)?;
        let current_key = Arc::new(RingKey::new(next)?);
        let mut keys = self.keys.clone();
        keys.insert(current, Arc::clone(&current_key));
        Ok(Self { current, current_key, keys })
    }

    /// The number of the key that seals.
    pub fn current(&self) -> RingNumber {
        self.current
    }

    /// The bytes for the store: the ring, sealed under the root key.
    pub fn wrap(&self, root: &RootKey, nonce: &Nonce) -> Result<Vec<u8>, KeyRingError> {
        let mut record = KeyRingRecord {
            current: u32::from(self.current),
            keys: self.keys.iter().map(|(number, key)| RingKeyRecord::new(*number, key)).collect(),
        };
        // Encoded into a buffer that is large enough from the start: growing would leave copies.
        let mut plaintext = Zeroizing::new(Vec::with_capacity(record.encoded_len()));
        let encoded = record.encode(&mut *plaintext);
        record.erase();
        encoded.map_err(|_| KeyRingError::Sealing)?;
        let mut wrapped = [&[WRAP_VERSION], nonce.as_slice()].concat();
        let key = seal::sub_key(&root.0, WRAP_PURPOSE)?;
        seal::seal(&key, nonce, &wrap_binding(), &plaintext, &mut wrapped)?;
        Ok(wrapped)
    }

    /// The ring that [`KeyRing::wrap`] gave the bytes of.
    pub fn unwrap(wrapped: &[u8], root: &RootKey) -> Result<Self, KeyRingError> {
        let Some(([WRAP_VERSION], rest)) = wrapped.split_first_chunk() else {
            return Err(KeyRingError::Malformed);
        };
        let (nonce, sealed) =
            rest.split_first_chunk::<NONCE_BYTES>().ok_or(KeyRingError::Malformed)?;
        let key = seal::sub_key(&root.0, WRAP_PURPOSE)?;
        let plaintext = seal::open(&key, nonce, &wrap_binding(), sealed)
            .map_err(|_| KeyRingError::WrongRootKey)?;
        let mut record =
            KeyRingRecord::decode(plaintext.as_slice()).map_err(|_| KeyRingError::Malformed)?;
        let ring = record.to_ring();
        record.erase();
        ring
    }

    /// The key that seals.
    pub(crate) fn current_key(&self) -> &RingKey {
        &self.current_key
    }

    /// The key of this number, to open with.
    pub(crate) fn key(&self, number: RingNumber) -> Option<&RingKey> {
        self.keys.get(&number).map(Arc::as_ref)
    }

    fn from_keys(
        current: RingNumber,
        keys: impl IntoIterator<Item = (RingNumber, KeyBytes)>,
    ) -> Result<Self, KeyRingError> {
        let keys = keys
            .into_iter()
            .map(|(number, bytes)| Ok((number, Arc::new(RingKey::new(bytes)?))))
            .collect::<Result<BTreeMap<_, _>, KeyRingError>>()?;
        let current_key = Arc::clone(keys.get(&current).ok_or(KeyRingError::Malformed)?);
        Ok(Self { current, current_key, keys })
    }
}

impl fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyRing")
            .field("current", &self.current)
            .field("keys", &self.keys.len())
            .finish_non_exhaustive()
    }
}

/// Why a ring could not be made, wrapped or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyRingError {
    /// The ring holds [`RING_KEYS_MAX`] keys.
    #[error("the key ring is full")]
    Full,
    /// The wrapped ring is damaged, or the root key is another one.
    #[error("the root key does not open the key ring")]
    WrongRootKey,
    /// The wrapped ring is not one, or of a newer version.
    #[error("the key ring is malformed")]
    Malformed,
    /// The cryptographic library refused.
    #[error("the key ring could not be sealed")]
    Sealing,
}

impl From<Refused> for KeyRingError {
    fn from(_: Refused) -> Self {
        Self::Sealing
    }
}

/// One key of the ring and its sub-keys, one for each use.
pub(crate) struct RingKey {
    bytes: KeyBytes,
    pub(crate) session_token: DerivationKey,
    pub(crate) secret_access_key: DerivationKey,
    pub(crate) stored_secret: DerivationKey,
    pub(crate) paging_token: DerivationKey,
    pub(crate) authorization_message: DerivationKey,
}

impl RingKey {
    fn new(bytes: KeyBytes) -> Result<Self, Refused> {
        Ok(Self {
            session_token: seal::sub_key(&bytes, "daypass 1 session token")?,
            secret_access_key: seal::sub_key(&bytes, "daypass 1 secret access key")?,
            stored_secret: seal::sub_key(&bytes, "daypass 1 stored secret")?,
            paging_token: seal::sub_key(&bytes, "daypass 1 paging token")?,
            authorization_message: seal::sub_key(&bytes, "daypass 1 authorization message")?,
            bytes,
        })
    }
}

#[derive(Clone, PartialEq, prost::Message)]
struct KeyRingRecord {
    #[prost(uint32, tag = "1")]
    current: u32,
    #[prost(message, repeated, tag = "2")]
    keys: Vec<RingKeyRecord>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct RingKeyRecord {
    #[prost(uint32, tag = "1")]
    number: u32,
    #[prost(bytes = "vec", tag = "2")]
    bytes: Vec<u8>,
}

impl KeyRingRecord {
    fn to_ring(&self) -> Result<KeyRing, KeyRingError> {
        if self.keys.len() > RING_KEYS_MAX {
            return Err(KeyRingError::Full);
        }
        let number =
            |number: u32| RingNumber::try_from(number).map_err(|_| KeyRingError::Malformed);
        let keys = self.keys.iter().map(|key| {
            let bytes: &[u8; KEY_BYTES] =
                key.bytes.as_slice().try_into().map_err(|_| KeyRingError::Malformed)?;
            Ok((number(key.number)?, Zeroizing::new(*bytes)))
        });
        KeyRing::from_keys(number(self.current)?, keys.collect::<Result<Vec<_>, KeyRingError>>()?)
    }

    fn erase(&mut self) {
        for key in &mut self.keys {
            key.bytes.zeroize();
        }
    }
}

impl RingKeyRecord {
    fn new(number: RingNumber, key: &RingKey) -> Self {
        Self { number: u32::from(number), bytes: key.bytes.to_vec() }
    }
}

fn wrap_binding() -> Binding {
    Binding::new(&[WRAP_PURPOSE.as_bytes(), &[WRAP_VERSION]])
}

const WRAP_VERSION: u8 = 1;
const WRAP_PURPOSE: &str = "daypass 1 key ring";
