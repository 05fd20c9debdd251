//! The server: sockets, TLS, HTTP, clock and randomness, and where everything is wired together.

pub mod authenticate;
pub mod clock;
pub mod config;
pub mod decisions;
pub mod device;
pub mod device_certificates;
pub mod doors;
pub mod egress;
pub mod entropy;
mod housekeeping;
pub mod http;
pub mod keys;
pub mod lint;
pub mod listen;
pub mod live;
pub mod placed_file;
pub mod policy_tests;
pub mod seed;
pub mod sign_in;
pub mod start;
pub mod tls;
pub mod trusted_proxies;
mod webhook;

pub use config::{
    DataPlace, ForwardAuthSettings, PlainMqttPolicy, ProxiedDoor, ServerConfig,
    SigningProxySettings, TrustedProxySettings,
};
pub use daypass_aws_protocol::s3::is_bucket;
pub use daypass_aws_types::{AccountId, Region, Timestamp};
pub use daypass_broker::RefusedMqtt3;
pub use daypass_credentials::SecretString;
pub use daypass_services::cognito_identity::{AutoAttach, RequiredClaim};
pub use daypass_services::limits::LimitSettings;
pub use daypass_services::logins::ProviderEndpoints;
pub use daypass_services::webhook::{EventKind, WebhookSecret, WebhookSettings, WhenFull};
pub use egress::{Network, is_origin};
pub use start::{Addresses, Running, Server, StartError};
pub use tls::CertificateFiles;
