//! `daypass env`: the variables that lead AWS clients to the server.

use std::path::Path;
use std::process::ExitCode;

use crate::about::About;
use crate::arguments::{EnvArguments, EnvFormat, ServerAddress};
use crate::client::Client;
use crate::failure::Failure;
use daypass_server::start::{ACCESS_KEY_ID, SECRET_ACCESS_KEY};

/// Prints the variables of the server that answers.
pub(crate) async fn run(server: &ServerAddress, form: &EnvArguments) -> Result<ExitCode, Failure> {
    let client = Client::new(server)?;
    let about = About::of(&client).await?;
    print!("{}", written(&variables(client.endpoint(), &about, form.all), form.format));
    Ok(ExitCode::SUCCESS)
}

/// Per service, as each AWS SDK and the CLI read them.
/// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html>
fn variables(endpoint: &str, about: &About, all: bool) -> Vec<(String, String)> {
    let services = SERVICES.iter().map(|service| format!("AWS_ENDPOINT_URL_{service}"));
    let every = all.then(|| "AWS_ENDPOINT_URL".to_owned());
    let endpoints = services.chain(every).map(|name| (name, endpoint.to_owned()));
    let regions = ["AWS_REGION", "AWS_DEFAULT_REGION"];
    let regions = regions.map(|name| (name.to_owned(), about.region.clone()));
    let keys = about.development_key.then(|| {
        [("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID), ("AWS_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    });
    let own = ("DAYPASS_ENDPOINT".to_owned(), endpoint.to_owned());
    let devices = if all { devices(about) } else { Vec::new() };
    let keys = keys.into_iter().flatten();
    endpoints.chain(regions).chain(keys).chain([own]).chain(devices).collect()
}

/// What devices need: the doors for MQTT, the authority to trust, and the lamp's own certificate.
fn devices(about: &About) -> Vec<(String, String)> {
    let path = |path: &Path| path.display().to_string();
    let lamp = about.lamp.as_ref();
    let variables = [
        ("DAYPASS_MQTT", about.mqtt.clone()),
        ("DAYPASS_MQTTS", about.mqtts.clone()),
        ("DAYPASS_CA_FILE", Some(path(&about.ca_file))),
        ("DAYPASS_LAMP_CERTIFICATE", lamp.map(|lamp| path(&lamp.certificate_file))),
        ("DAYPASS_LAMP_KEY", lamp.map(|lamp| path(&lamp.key_file))),
    ];
    let set = variables.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    set.collect()
}

fn written(variables: &[(String, String)], format: EnvFormat) -> String {
    if format == EnvFormat::Json {
        let pairs = variables.iter().map(|(name, value)| (name.clone(), value.as_str().into()));
        return format!("{:#}\n", serde_json::Value::Object(pairs.collect()));
    }
    let lines = variables.iter().map(|(name, value)| match format {
        EnvFormat::Powershell => format!("$Env:{name} = '{}'\n", value.replace('\'', "''")),
        EnvFormat::Dotenv => format!("{name}={value}\n"),
        EnvFormat::Sh | EnvFormat::Json => {
            format!("export {name}='{}'\n", value.replace('\'', r"'\''"))
        }
    });
    lines.collect()
}

/// The services that are served, by their ids in the variables' names.
const SERVICES: [&str; 5] = ["COGNITO_IDENTITY", "STS", "IAM", "IOT", "IOT_DATA_PLANE"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::about::AboutLamp;

    fn names(development_key: bool, all: bool) -> Vec<String> {
        let about = About { development_key, ..about() };
        variables("http://e", &about, all).into_iter().map(|(name, _)| name).collect()
    }

    fn about() -> About {
        let lamp = AboutLamp {
            certificate_id: "0f".to_owned(),
            certificate_file: "/lamp.cert.pem".into(),
            key_file: "/lamp.key.pem".into(),
        };
        About {
            account: "000000000000".to_owned(),
            region: "eu-west-1".to_owned(),
            development_key: true,
            soft: false,
            ca_file: "/ca.pem".into(),
            mqtt: None,
            mqtts: Some("127.0.0.1:8883".to_owned()),
            demo: true,
            lamp: Some(lamp),
        }
    }

    #[test]
    fn devices_are_told_what_there_is() {
        let value = |about: &About, all, wanted: &str| {
            let mut told = variables("http://e", about, all).into_iter();
            told.find(|(name, _)| name == wanted).map(|(_, value)| value)
        };
        let of = |about: &About, wanted: &str| value(about, true, wanted);
        assert_eq!(of(&about(), "DAYPASS_LAMP_KEY").as_deref(), Some("/lamp.key.pem"));
        assert_eq!(of(&about(), "DAYPASS_MQTTS").as_deref(), Some("127.0.0.1:8883"));
        assert_eq!(of(&about(), "DAYPASS_MQTT"), None);
        assert_eq!(of(&About { lamp: None, ..about() }, "DAYPASS_LAMP_KEY"), None);
        assert_eq!(value(&about(), false, "DAYPASS_CA_FILE"), None);
    }

    #[test]
    fn everything_is_led_here_only_when_asked_for() {
        let (served, all) = (names(true, false), names(true, true));
        assert!(served.contains(&"AWS_ENDPOINT_URL_IOT_DATA_PLANE".to_owned()));
        assert!(!served.contains(&"AWS_ENDPOINT_URL".to_owned()));
        assert!(all.contains(&"AWS_ENDPOINT_URL".to_owned()));
    }

    #[test]
    fn the_development_key_is_told_where_it_counts() {
        let secret = "AWS_SECRET_ACCESS_KEY".to_owned();
        assert!(names(true, false).contains(&secret) && !names(false, false).contains(&secret));
    }

    #[test]
    fn each_form_quotes_in_its_own_way() {
        let variables = [("A".to_owned(), "it's".to_owned())];
        for (format, expected) in [
            (EnvFormat::Sh, "export A='it'\\''s'\n"),
            (EnvFormat::Powershell, "$Env:A = 'it''s'\n"),
            (EnvFormat::Dotenv, "A=it's\n"),
            (EnvFormat::Json, "{\n  \"A\": \"it's\"\n}\n"),
        ] {
            assert_eq!(written(&variables, format), expected);
        }
    }
}
