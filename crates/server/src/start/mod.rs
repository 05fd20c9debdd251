//! Starting a server: everything is made and wired here, by hand, in the order of its needs.

mod development;
mod error;
mod production;
mod proxies;
mod running;
mod safety;
mod state;

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

use daypass_broker::BrokerSettings;
use daypass_credentials::identity_token;
use daypass_federation::KeySetBounds;
use daypass_services::authorization::PolicyDocuments;
use daypass_services::cognito_identity::GuestUses;
use daypass_services::iam::user::key_uses::KeyUses;
use daypass_services::limits::CallLimits;
use daypass_services::logins::LoginKeys;
use daypass_services::ports::{Clock, Connections, Entropy, Fetch, Keys, Now};
use daypass_services::random::Random;
use daypass_services::turns::Turns;
use daypass_services::webhook::Webhook;
use daypass_services::{Environment, Settings};
use daypass_store::Store;
use tokio::net::TcpListener;

use crate::authenticate::Authenticator;
use crate::clock::RealClock;
use crate::config::{DataPlace, ProxiedDoor, ServerConfig};
use crate::decisions::Decisions;
use crate::device::{
    DeviceGateway, DeviceParts, Door, Keeping, Publishing, Reactors, Stored, anonymous_policy,
};
use crate::device_certificates::StoredDeviceAuthority;
use crate::doors::{Doors, Entrance};
use crate::egress::{Egress, EgressSettings};
use crate::entropy::{SystemEntropy, random};
use crate::housekeeping::Housekeeping;
use crate::http::gateway::{Gateway, Operations};
use crate::http::{Behind, Bodies, ForwardAuth, Http, Records, Upgrades, WellKnown};
use crate::keys::{ServerKeys, Tending, root_key};
use crate::listen::{self, HttpPort};
use crate::live::Live;
use crate::placed_file::{PlacedFile, Readers};
use crate::seed::{self, Lamp};
use crate::sign_in::{FetchBesideSignIn, SignIn};
use crate::tls::{CertificateWatch, ServerNames, ServerTls};
use crate::trusted_proxies::TrustedProxies;
use crate::webhook::Delivery;

pub use self::development::{ACCESS_KEY_ID, SECRET_ACCESS_KEY};
pub use self::error::StartError;
pub use self::running::{Addresses, Running};

/// The server.
#[derive(Debug, Clone, Copy)]
pub struct Server;

impl Server {
    /// Starts a server within the calling tokio runtime. It answers from here on, until
    /// [`Running::shutdown`].
    pub async fn start(config: ServerConfig) -> Result<Running, StartError> {
        safety::check(&config)?;
        let clock = RealClock::start();
        let entropy: Arc<dyn Entropy> = Arc::new(SystemEntropy);
        // The ports come first: a server that cannot have them leaves no data behind.
        let listeners = listen::bind(config.listen).await?;
        let api = listen::address(&listeners)?;
        let proxies = proxies::bind(&config.signing_proxies).await?;

        let store = state::open(&config.data)?;
        let keys = Arc::new(keys(&config, &store, &clock, &entropy).await?);
        let lamp = demo(&config, (&*store, &keys), clock.now(), &*entropy).await?;

        let reactors = Reactors::open(reactor_count())?;
        let sign_in = sign_in(&config, &keys, &clock, &entropy);
        let kept = kept(&store, &reactors, &clock).await?;
        let mailboxes = Arc::clone(reactors.mailboxes());
        let (keeping, settings) = (kept.0.clone(), broker_settings(&config));
        let connections = Publishing::new(mailboxes, clock.clone(), keeping.clone(), settings);
        let connections = Arc::new(connections);
        let environment =
            Arc::new(environment(&config, api, (&store, &keys), sign_in.as_ref(), connections));
        let decisions = Arc::new(Decisions::new(random(&*entropy)));
        let addresses = Arc::default();
        let shared = Shared {
            config,
            clock,
            entropy,
            keys,
            environment,
            decisions,
            sign_in,
            addresses,
            lamp,
        };
        let authenticator = shared.authenticator();
        let mailboxes = Arc::clone(reactors.mailboxes());
        let live = Live::start(Arc::clone(&shared.environment), move || mailboxes.sweep()).await?;
        let devices = shared.devices(reactors, &authenticator, &live, kept)?;
        let tls = shared.tls();
        let http = shared.http(Arc::clone(&authenticator), live, &devices, &tls)?;
        let for_devices = Some(Arc::clone(&devices));
        let mut ports = vec![shared.api(listeners, http, &tls, for_devices)];

        // From here on HTTP is answered. What follows may take its time.
        let tending = Tending::start(Arc::clone(&shared.keys), shared.clock.clone());
        let settings = tls.settings().await?;
        let config = &shared.config;
        let place = (config.mqtt_listen, config.trusted_proxies.before(ProxiedDoor::Mqtt));
        let mqtt = listen_for_devices(&devices, Door::Tcp, place).await?;
        let place = (config.mqtts_listen, config.trusted_proxies.before(ProxiedDoor::Mqtts));
        let mqtts = listen_for_devices(&devices, Door::Tls(settings.devices), place).await?;
        let signing_proxies = shared.proxies(proxies, &authenticator, &tls, &mut ports)?;
        let addresses = Addresses { api, mqtt, mqtts, signing_proxies };
        let addresses = shared.addresses.get_or_init(|| addresses).clone();
        let housekeeping =
            Housekeeping::start(Arc::clone(&shared.environment), keeping, shared.clock.clone());
        let watch = CertificateWatch::start(Arc::clone(&tls));
        let delivery = Delivery::start(Arc::clone(&shared.environment), shared.clock.clone());
        Ok(Running::new(
            addresses,
            ports,
            devices,
            (tls, watch),
            (housekeeping, tending, delivery),
            (shared.decisions, shared.lamp),
        ))
    }
}

/// What nearly every part is made with.
struct Shared {
    config: ServerConfig,
    clock: RealClock,
    entropy: Arc<dyn Entropy>,
    keys: Arc<ServerKeys>,
    environment: Arc<Environment>,
    decisions: Arc<Decisions>,
    sign_in: Option<Arc<SignIn>>,
    /// Where it answers, once everything does.
    addresses: Arc<OnceLock<Addresses>>,
    lamp: Option<Arc<Lamp>>,
}

impl Shared {
    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(self.clock.clone())
    }

    fn authenticator(&self) -> Arc<Authenticator> {
        Arc::new(Authenticator::new(
            Arc::clone(&self.environment),
            self.clock(),
            self.config.region.clone(),
            self.config.hostname.clone(),
        ))
    }

    fn devices(
        &self,
        reactors: Reactors,
        authenticator: &Arc<Authenticator>,
        live: &Arc<Live>,
        (keeping, stored): (Keeping, Stored),
    ) -> Result<Arc<DeviceGateway>, StartError> {
        let config = &self.config;
        let parts = DeviceParts {
            broker: broker_settings(config),
            clock: self.clock.clone(),
            entropy: Arc::clone(&self.entropy),
            authenticator: Arc::clone(authenticator),
            environment: Arc::clone(&self.environment),
            live: Arc::clone(live),
            decisions: Arc::clone(&self.decisions),
            account: config.account.clone(),
            region: config.region.clone(),
            anonymous: config.mqtt_plain_policy.clone(),
            keeping,
            stored,
        };
        Ok(Arc::new(DeviceGateway::start(reactors, parts)?))
    }

    fn records(&self) -> Records {
        Records {
            decisions: Arc::clone(&self.decisions),
            account: self.config.account.clone(),
            region: self.config.region.clone(),
        }
    }

    fn behind(&self) -> Behind {
        Behind {
            proxies: self.config.trusted_proxies.proxies(),
            records: self.records(),
            clock: self.clock(),
            entropy: Arc::clone(&self.entropy),
        }
    }

    fn tls(&self) -> Arc<ServerTls> {
        let names = ServerNames::of(&self.config);
        let name = ("ca", "pem");
        let ca_file = PlacedFile::of(&self.config.data, name, Readers::Everybody, &*self.entropy);
        let (keys, files) = (Arc::clone(&self.keys), self.config.certificate.clone());
        Arc::new(ServerTls::new(keys, self.clock(), names, ca_file, files))
    }

    fn http(
        &self,
        authenticator: Arc<Authenticator>,
        live: Arc<Live>,
        devices: &Arc<DeviceGateway>,
        tls: &Arc<ServerTls>,
    ) -> Result<Http, StartError> {
        let records = self.records();
        let doors = self.doors(&authenticator, &live, tls)?;
        Ok(Http {
            behind: self.behind(),
            doors,
            sign_in: self.sign_in.clone(),
            well_known: WellKnown::new(Arc::clone(&self.environment), self.clock()),
            upgrades: Upgrades {
                authenticator: Arc::clone(&authenticator),
                records: records.clone(),
                devices: Arc::clone(devices),
                clock: self.clock(),
                entropy: Arc::clone(&self.entropy),
            },
            forward_auth: ForwardAuth {
                settings: self.config.forward_auth.clone(),
                proxies: self.config.trusted_proxies.proxies(),
                authenticator: Arc::clone(&authenticator),
                records: records.clone(),
                clock: self.clock(),
                entropy: Arc::clone(&self.entropy),
                soft: self.config.soft,
            },
            gateway: Gateway {
                environment: Arc::clone(&self.environment),
                authenticator,
                records,
                live,
                clock: self.clock(),
                entropy: Arc::clone(&self.entropy),
                soft: self.config.soft,
                operations: Operations::new(),
                bodies: Bodies::new(),
            },
        })
    }

    fn doors(
        &self,
        authenticator: &Arc<Authenticator>,
        live: &Arc<Live>,
        tls: &Arc<ServerTls>,
    ) -> Result<Doors, StartError> {
        let anonymous = self.config.mqtt_plain_policy.clone();
        Ok(Doors {
            entrance: self.entrance(),
            decisions: Arc::clone(&self.decisions),
            environment: Arc::clone(&self.environment),
            authenticator: Arc::clone(authenticator),
            live: Arc::clone(live),
            keys: Arc::clone(&self.keys),
            clock: self.clock(),
            entropy: Arc::clone(&self.entropy),
            config: self.config.clone(),
            anonymous: anonymous.map(anonymous_policy).transpose()?,
            tls: Arc::clone(tls),
            addresses: Arc::clone(&self.addresses),
            lamp: self.lamp.clone(),
        })
    }

    /// Opens the port of the API.
    fn api(
        &self,
        listeners: Vec<TcpListener>,
        http: Http,
        tls: &Arc<ServerTls>,
        devices: Option<Arc<DeviceGateway>>,
    ) -> HttpPort {
        let (cleartext, tls) = (self.config.cleartext(), Arc::clone(tls));
        let before = self.config.trusted_proxies.before(ProxiedDoor::Api);
        HttpPort::open(listeners, cleartext, Arc::new(http), tls, devices, before)
    }

    /// Our own doors stand open to this machine where nobody else reaches the port.
    fn entrance(&self) -> Entrance {
        if self.config.development_key && !self.config.allow_insecure_listen {
            Entrance::Local { hostname: self.config.hostname.clone() }
        } else {
            Entrance::Signed
        }
    }
}

/// The key ring of the store, and the development key in a store that is to have it. Another store
/// must have a root user, and must never have had that key.
async fn keys(
    config: &ServerConfig,
    store: &Arc<dyn Store>,
    clock: &RealClock,
    entropy: &Arc<dyn Entropy>,
) -> Result<ServerKeys, StartError> {
    let root = root_key(&config.data, &**entropy)?;
    let (of_store, region) = (Arc::clone(store), config.region.clone());
    let keys = ServerKeys::open(of_store, Arc::clone(entropy), &root, region).await?;
    if config.development_key {
        development::put_root_key(config, &**store, &keys.ring(), clock, &**entropy).await?;
    } else {
        production::check_store(config, &**store).await?;
    }
    Ok(keys)
}

/// What the reactors hold clients to.
fn broker_settings(config: &ServerConfig) -> BrokerSettings {
    // What is only in memory ends with the server, whatever is stored of it.
    let durable = !matches!(config.data, DataPlace::Memory);
    let settings =
        if config.strict_aws { BrokerSettings::strict_aws() } else { BrokerSettings::default() };
    let refused_mqtt_3 = config.refused_mqtt_3.unwrap_or(settings.refused_mqtt_3);
    BrokerSettings { soft: config.soft, durable, refused_mqtt_3, ..settings }
}

/// The way to the store for retained messages and sessions, and those of before.
async fn kept(
    store: &Arc<dyn Store>,
    reactors: &Reactors,
    clock: &RealClock,
) -> Result<(Keeping, Stored), StartError> {
    let mailboxes = Arc::clone(reactors.mailboxes());
    let opened = Keeping::open(Arc::clone(store), mailboxes, clock.now().ours_ms).await;
    opened.map_err(StartError::Retained)
}

/// Puts the demo into a store that was never seeded, and writes what its lamp connects with.
async fn demo(
    config: &ServerConfig,
    (store, keys): (&dyn Store, &ServerKeys),
    now: Now,
    entropy: &dyn Entropy,
) -> Result<Option<Arc<Lamp>>, StartError> {
    if !config.has_demo() {
        return Ok(None);
    }
    let place = (&config.account, &config.region);
    let random = Random::new(random(entropy));
    seed::plant(store, keys.secrets(), place, now, &random).await?;
    let lamp = Lamp::write(keys.secrets(), &config.data, entropy).await?;
    Ok(lamp.map(Arc::new))
}

/// The sign-in provider belongs to the demo: a store that stays empty has none.
fn sign_in(
    config: &ServerConfig,
    keys: &Arc<ServerKeys>,
    clock: &RealClock,
    entropy: &Arc<dyn Entropy>,
) -> Option<Arc<SignIn>> {
    let (keys, clock) = (Arc::clone(keys), Arc::new(clock.clone()));
    config.has_demo().then(|| Arc::new(SignIn::new(keys, clock, Arc::clone(entropy))))
}

fn environment(
    config: &ServerConfig,
    api: SocketAddr,
    (store, keys): (&Arc<dyn Store>, &Arc<ServerKeys>),
    sign_in: Option<&Arc<SignIn>>,
    connections: Arc<dyn Connections>,
) -> Environment {
    let egress = EgressSettings {
        allow_http_loopback: config.development_key,
        allow_http_networks: false,
        allowed_networks: config.allowed_networks.clone(),
    };
    let outside: Arc<dyn Fetch> = Arc::new(Egress::new(egress));
    let fetch = match sign_in.cloned() {
        Some(sign_in) => Arc::new(FetchBesideSignIn { sign_in, outside }),
        None => outside,
    };
    let (host, issuer) = (config.hostname.clone(), config.identity_token_issuer.clone());
    let data_endpoint =
        host.map_or_else(|| api.to_string(), |host| format!("{host}:{}", api.port()));
    Environment {
        store: Arc::clone(store),
        fetch,
        keys: Arc::clone(keys) as Arc<dyn Keys>,
        certificates: Arc::new(StoredDeviceAuthority::new(Arc::clone(keys))),
        connections,
        documents: PolicyDocuments::default(),
        login_keys: LoginKeys::new(KeySetBounds::default()),
        guest_uses: GuestUses::new(config.guest_idle_days),
        key_uses: KeyUses::default(),
        limits: CallLimits::new(config.limits, config.operation_rates()),
        shadow_turns: Turns::default(),
        webhook: config.webhook.clone().map(Webhook::new),
        settings: Settings {
            identity_token_issuer: issuer.unwrap_or_else(|| identity_token::ISSUER.to_owned()),
            data_endpoint,
            allow_http_loopback_issuers: config.development_key,
            providers: config.providers.clone(),
            auto_attach: config.auto_attach.clone(),
        },
    }
}

/// Opens a door for MQTT without HTTP, where it is wanted; behind proxies, where there are some.
async fn listen_for_devices(
    devices: &Arc<DeviceGateway>,
    door: Door,
    (address, proxies): (Option<SocketAddr>, Option<Arc<TrustedProxies>>),
) -> Result<Option<SocketAddr>, StartError> {
    let Some(address) = address else { return Ok(None) };
    let listened = match proxies {
        None => devices.listen(door, address),
        Some(proxies) => devices.listen_behind(proxies, door, address).await,
    };
    listened.map(Some).map_err(|source| StartError::Listen { address, source })
}

/// One reactor per core.
fn reactor_count() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
