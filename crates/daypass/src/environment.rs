//! `daypass env`: the variables that lead AWS clients to the server.

use std::process::ExitCode;

use daypass_server::start::{ACCESS_KEY_ID, SECRET_ACCESS_KEY};
use serde::Deserialize;

use crate::arguments::{EnvArguments, EnvFormat, ServerAddress};
use crate::client::{Client, Form};
use crate::failure::Failure;

/// What the server says of itself.
#[derive(Debug, Deserialize)]
struct About {
    region: String,
    development_key: bool,
}

/// Prints the variables of the server that answers.
pub(crate) async fn run(server: &ServerAddress, form: &EnvArguments) -> Result<ExitCode, Failure> {
    let client = Client::new(server)?;
    let about: About = client.answer("/-/api/server", Form::Json).await?.json()?;
    print!("{}", written(&variables(client.endpoint(), &about, form.all), form.format));
    Ok(ExitCode::SUCCESS)
}

/// Per service, as each AWS SDK and the CLI read them.
/// <https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html>
fn variables(endpoint: &str, about: &About, all: bool) -> Vec<(String, String)> {
    let services = SERVICES.iter().map(|service| format!("AWS_ENDPOINT_URL_{service}"));
    let all = all.then(|| "AWS_ENDPOINT_URL".to_owned());
    let endpoints = services.chain(all).map(|name| (name, endpoint.to_owned()));
    let regions = ["AWS_REGION", "AWS_DEFAULT_REGION"];
    let regions = regions.map(|name| (name.to_owned(), about.region.clone()));
    let keys = about.development_key.then(|| {
        [("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID), ("AWS_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY)]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    });
    let own = ("DAYPASS_ENDPOINT".to_owned(), endpoint.to_owned());
    endpoints.chain(regions).chain(keys.into_iter().flatten()).chain([own]).collect()
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

    fn names(development_key: bool, all: bool) -> Vec<String> {
        let about = About { region: "eu-west-1".to_owned(), development_key };
        variables("http://e", &about, all).into_iter().map(|(name, _)| name).collect()
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
