//! Where everything is, for people: some aligned lines, the last of them what comes next.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use daypass_server::config::API_PORT;
use daypass_server::seed::{self, Lamp};
use daypass_server::sign_in::USERS;
use daypass_server::start::{ACCESS_KEY_ID, Addresses, SECRET_ACCESS_KEY};
use daypass_server::{DataPlace, LimitSettings, ServerConfig};
use serde::Serialize;

/// Where everything is. The names are those of the ready file.
#[derive(Debug, Serialize)]
pub(super) struct Doors {
    pub(super) endpoint: String,
    pub(super) https_endpoint: String,
    pub(super) mqtt: Option<String>,
    pub(super) mqtts: Option<String>,
    pub(super) ws: String,
    pub(super) wss: String,
    pub(super) console: String,
    pub(super) signing_proxies: Vec<String>,
    pub(super) ca_file: PathBuf,
    pub(super) account: String,
    pub(super) region: String,
    pub(super) pid: u32,
}

impl Doors {
    pub(super) fn new(config: &ServerConfig, addresses: &Addresses, ca_file: &Path) -> Self {
        let authority = config.reached_at(addresses.api);
        let at = |address| config.reached_at(address);
        // In production other machines are answered under TLS alone.
        let open = config.development_key || addresses.api.ip().is_loopback();
        let (http, ws) = if open { ("http", "ws") } else { ("https", "wss") };
        Self {
            endpoint: format!("{http}://{authority}"),
            https_endpoint: format!("https://{authority}"),
            mqtt: addresses.mqtt.map(at),
            mqtts: addresses.mqtts.map(at),
            ws: format!("{ws}://{authority}/mqtt"),
            wss: format!("wss://{authority}/mqtt"),
            console: format!("{http}://{authority}/-/console/"),
            signing_proxies: addresses
                .signing_proxies
                .iter()
                .map(|address| format!("http://{}", at(*address)))
                .collect(),
            ca_file: ca_file.to_owned(),
            account: config.account.to_string(),
            region: config.region.to_string(),
            pid: std::process::id(),
        }
    }
}

/// The lines that `daypass dev` prints once everything answers.
pub(super) fn banner(config: &ServerConfig, doors: &Doors, lamp: Option<&Lamp>) -> String {
    let kind = if config.development_key { "development" } else { "production" };
    let mut text = format!("Daypass {} for {kind}\n\n", env!("CARGO_PKG_VERSION"));
    let mut row = |name: &str, value: &str| {
        // Writing into a String cannot fail.
        let _ = writeln!(text, "  {name:9}{value}");
    };
    let twin =
        if doors.endpoint == doors.https_endpoint { "" } else { "  (https on the same port)" };
    row("API", &format!("{}{twin}", doors.endpoint));
    row("MQTT", &mqtt(doors));
    if !doors.signing_proxies.is_empty() {
        row("proxies", &doors.signing_proxies.join("  "));
    }
    row("CA", &doors.ca_file.display().to_string());
    row("state", &state(&config.data));
    row("account", &format!("{} in {}", doors.account, doors.region));
    if config.development_key {
        row("root key", &format!("{ACCESS_KEY_ID}  {SECRET_ACCESS_KEY}"));
    }
    if !config.development_key {
        row("limits", &limits(&config.limits));
    }
    if config.has_demo() {
        row("pool", &pool(config));
        row("demo", &demo());
    }
    if let Some(lamp) = lamp {
        row("lamp", &lamp_files(lamp));
    }
    if config.soft {
        row("soft", "what policies refuse is recorded and let through");
    }
    if config.strict_aws {
        row("strict", "MQTT follows AWS's restrictions");
    }
    let _ = writeln!(text, "\nNext: {}", next(config, doors));
    text
}

fn mqtt(doors: &Doors) -> String {
    let tcp = doors.mqtt.as_ref().map(|at| format!("mqtt://{at}"));
    let tls = doors.mqtts.as_ref().map(|at| format!("mqtts://{at}"));
    let all = [Some(doors.ws.clone()), tcp, tls];
    all.into_iter().flatten().collect::<Vec<_>>().join("  ")
}

fn state(data: &DataPlace) -> String {
    match data {
        DataPlace::Memory => "in memory, gone when this ends".to_owned(),
        DataPlace::Folder(folder) => folder.display().to_string(),
    }
}

fn pool(config: &ServerConfig) -> String {
    let (id, name) = (seed::pool_id(&config.region), seed::POOL_NAME);
    format!("{name} {id}, roles {} and {}", seed::GUEST_ROLE, seed::SIGNED_IN_ROLE)
}

fn demo() -> String {
    let users = USERS.join(" and ");
    format!("IoT policy {}, thing {}, users {users} at /-/sign-in/", seed::IOT_POLICY, seed::THING)
}

fn lamp_files(lamp: &Lamp) -> String {
    let (certificate, key) = (lamp.certificate_file().display(), lamp.key_file().display());
    format!("certificate {certificate}, key {key}")
}

/// What holds for callers who prove nothing.
fn limits(limits: &LimitSettings) -> String {
    let number = |limit: Option<u32>| limit.map_or_else(|| "any".to_owned(), |n| n.to_string());
    format!(
        "{} unsigned calls and {} new guests a minute from one address, {} new guests of a pool",
        number(limits.unsigned_calls_per_source),
        number(limits.guests_per_source_and_pool),
        number(limits.guests_per_pool),
    )
}

/// The variables that lead AWS clients here, and `daypass` too.
fn next(config: &ServerConfig, doors: &Doors) -> String {
    let endpoint = &doors.endpoint;
    if !config.development_key {
        return format!("AWS clients with AWS_ENDPOINT_URL={endpoint} and a key of `daypass init`");
    }
    let default = [format!("http://127.0.0.1:{API_PORT}"), format!("http://localhost:{API_PORT}")];
    let told =
        if default.contains(endpoint) { String::new() } else { format!(" --endpoint {endpoint}") };
    let story = if config.has_demo() { " && daypass demo" } else { "" };
    format!("eval \"$(daypass env{told})\"{story}")
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use daypass_server::{AccountId, Region};
    use expect_test::expect;

    use super::*;

    fn config() -> ServerConfig {
        ServerConfig::development(
            AccountId::parse("000000000000").unwrap(),
            Region::parse("us-east-1").unwrap(),
        )
    }

    fn doors(config: &ServerConfig, port: u16) -> Doors {
        let at = |port| Some(SocketAddr::from(([127, 0, 0, 1], port)));
        let addresses = Addresses {
            api: SocketAddr::from(([127, 0, 0, 1], port)),
            mqtt: at(1883),
            mqtts: at(8883),
            signing_proxies: Vec::new(),
        };
        Doors::new(config, &addresses, Path::new("/tmp/ca.pem"))
    }

    #[test]
    fn it_says_where_everything_is_and_what_comes_next() {
        let config = config();
        expect![[r#"
            Daypass 0.1.0 for development

              API      http://127.0.0.1:4650  (https on the same port)
              MQTT     ws://127.0.0.1:4650/mqtt  mqtt://127.0.0.1:1883  mqtts://127.0.0.1:8883
              CA       /tmp/ca.pem
              state    in memory, gone when this ends
              account  000000000000 in us-east-1
              root key AKIADAYPASSDEVELOPER  daypass-development-secret-access-key-00
              pool     demo us-east-1:00000000-0000-4000-8000-000000000001, roles demo-guest and demo-signed-in
              demo     IoT policy demo-app, thing lamp, users alice and bob at /-/sign-in/

            Next: eval "$(daypass env)" && daypass demo
        "#]]
        .assert_eq(&banner(&config, &doors(&config, 4650), None));
    }

    #[test]
    fn it_names_the_endpoint_where_it_is_another_and_what_is_not_usual() {
        let config = ServerConfig {
            soft: true,
            strict_aws: true,
            data: DataPlace::Folder("state".into()),
            ..config()
        };
        let text = banner(&config, &doors(&config, 4000), None);
        let next = "daypass env --endpoint http://127.0.0.1:4000)\" && daypass demo";
        assert!(text.trim_end().ends_with(next));
        assert!(text.contains("let through") && text.contains("restrictions"));
        assert!(text.lines().filter(|line| !line.trim().is_empty()).count() <= 14);
    }

    #[test]
    fn in_production_it_tells_of_limits_and_of_no_key() {
        let config = ServerConfig {
            limits: LimitSettings { guests_per_pool: None, ..LimitSettings::PRODUCTION },
            ..ServerConfig::production(
                AccountId::parse("111122223333").unwrap(),
                Region::parse("eu-central-1").unwrap(),
                "/var/lib/daypass".into(),
            )
        };
        expect![[r"
            Daypass 0.1.0 for production

              API      https://192.0.2.2:443
              MQTT     wss://192.0.2.2:443/mqtt  mqtts://192.0.2.2:8883
              CA       /tmp/ca.pem
              state    /var/lib/daypass
              account  111122223333 in eu-central-1
              limits   600 unsigned calls and 60 new guests a minute from one address, any new guests of a pool

            Next: AWS clients with AWS_ENDPOINT_URL=https://192.0.2.2:443 and a key of `daypass init`
        "]]
        .assert_eq(&{
            let at = |port| SocketAddr::from(([192, 0, 2, 2], port));
            let addresses = Addresses {
                api: at(443),
                mqtt: None,
                mqtts: Some(at(8883)),
                signing_proxies: Vec::new(),
            };
            banner(&config, &Doors::new(&config, &addresses, Path::new("/tmp/ca.pem")), None)
        });
    }

    #[test]
    fn an_empty_store_has_no_demo_to_play() {
        let config = ServerConfig { empty: true, ..config() };
        let text = banner(&config, &doors(&config, 4650), None);
        assert!(!text.contains("daypass demo") && !text.contains("alice"), "{text}");
        assert!(text.trim_end().ends_with("daypass env)\""));
    }
}
