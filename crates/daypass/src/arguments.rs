//! What can be typed.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::builder::FalseyValueParser;
use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};
use daypass_server::lint::DocumentKind;

use crate::client::Secret;

/// Identities, short-lived keys and devices behind them: a server with Amazon's wire protocols.
#[derive(Debug, Parser)]
#[command(name = "daypass", version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) server: ServerAddress,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Where `daypass dev` answers unless it is told otherwise.
pub(crate) const DEFAULT_ENDPOINT: &str = "http://127.0.0.1:4650";

/// Where the server is.
#[derive(Debug, Args)]
pub(crate) struct ServerAddress {
    /// The server's address.
    #[arg(
        long,
        global = true,
        env = "DAYPASS_ENDPOINT",
        hide_env_values = true,
        default_value = DEFAULT_ENDPOINT,
        value_name = "URL"
    )]
    pub(crate) endpoint: String,
    #[command(flatten)]
    pub(crate) keys: KeyArguments,
}

/// Who asks, where the server wants to know: as every AWS client reads it from the environment.
#[derive(Debug, Default, Args)]
pub(crate) struct KeyArguments {
    #[arg(long, global = true, hide = true, env = "AWS_ACCESS_KEY_ID", hide_env_values = true)]
    pub(crate) access_key_id: Option<String>,
    #[arg(long, global = true, hide = true, env = "AWS_SECRET_ACCESS_KEY", hide_env_values = true)]
    pub(crate) secret_access_key: Option<Secret>,
    #[arg(long, global = true, hide = true, env = "AWS_SESSION_TOKEN", hide_env_values = true)]
    pub(crate) session_token: Option<Secret>,
    #[arg(long, global = true, hide = true, env = "AWS_REGION", hide_env_values = true)]
    pub(crate) signing_region: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start a development server.
    Dev(Box<DevArguments>),
    /// Make the keys of a server for production: the store's own, and the root user's, printed once.
    Init(InitArguments),
    /// Start a server for production, in a folder that `daypass init` made.
    Serve(ServeArguments),
    /// Play the whole story of the demo against a running server.
    Demo(DemoArguments),
    /// Tell why a request was refused.
    Why(WhyArguments),
    /// Ask whether somebody may do something (exit code 0: yes, 1: no).
    Can(CanArguments),
    /// Tell who an identity is, or which identity a user has.
    Identity(IdentityArguments),
    /// Make accounts beside the one that the server was started with.
    #[command(subcommand)]
    Account(AccountCommand),
    /// End what was issued for an identity, a role or a whole pool, open connections included.
    Revoke(RevokeArguments),
    /// Bring over what another endpoint holds: shows a plan, and writes it when told to.
    Import(Box<ImportArguments>),
    /// Print what the account holds in the region: pools, roles, policies, things, certificates.
    Export(ExportArguments),
    /// Show refusals as they come.
    Tail(TailArguments),
    /// Name what is known to go wrong with policies in files (exit code 0: nothing, 1: something).
    Lint(LintArguments),
    /// Run policy tests (exit code 0: all passed, 1: some failed).
    Test(TestArguments),
    /// Print the variables that lead AWS clients to the server.
    Env(EnvArguments),
    /// Ask whether the server works.
    Health,
    /// Wait until the server works.
    Wait(WaitArguments),
    /// Look at a configuration file.
    #[command(subcommand)]
    Config(ConfigCommand),
}

/// Settings of `daypass dev`; each may stand in the configuration file, where typed ones win.
#[derive(Debug, Default, Args)]
pub(crate) struct DevArguments {
    /// Where HTTP, HTTPS and WebSocket are answered [default: 127.0.0.1:4650]
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) listen: Option<SocketAddr>,
    /// Where plain MQTT is answered [default: 127.0.0.1:1883]
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) mqtt_listen: Option<SocketAddr>,
    /// Where MQTT over TLS is answered [default: 127.0.0.1:8883]
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) mqtts_listen: Option<SocketAddr>,
    /// Where state is kept: `memory`, or a folder [default: memory]
    #[arg(long, value_name = "memory|DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Begin with nothing but the root
    #[arg(long)]
    pub(crate) empty: bool,
    /// Record what policies refuse, and let it through
    #[arg(long)]
    pub(crate) soft: bool,
    /// Follow AWS's restrictions where they are narrower than MQTT
    #[arg(long)]
    pub(crate) strict_aws: bool,
    /// The account [default: 000000000000]
    #[arg(long, value_name = "DIGITS")]
    pub(crate) account: Option<String>,
    /// The region [default: us-east-1]
    #[arg(long)]
    pub(crate) region: Option<String>,
    /// The IoT policy of plain MQTT clients without credentials: its name, or a file (.json)
    #[arg(long, value_name = "NAME|FILE.json")]
    pub(crate) mqtt_plain_policy: Option<String>,
    /// A name, beside `localhost`, under which the server is reached
    #[arg(long, value_name = "NAME")]
    pub(crate) hostname: Option<String>,
    /// Let other machines reach cleartext doors and the development key
    #[arg(long)]
    pub(crate) allow_insecure_listen: bool,
    /// Write where everything is to this file, once it answers
    #[arg(long, value_name = "PATH")]
    pub(crate) ready_file: Option<PathBuf>,
    /// Read settings from a file (TOML)
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    /// What is logged: a level, or TARGET=LEVEL,…
    #[arg(long, env = "DAYPASS_LOG", default_value = "info", value_name = "LEVELS")]
    pub(crate) log: String,
}

#[derive(Debug, Args)]
pub(crate) struct InitArguments {
    /// The settings of the server (TOML)
    #[arg(long, value_name = "FILE")]
    pub(crate) config: PathBuf,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

#[derive(Debug, Args)]
pub(crate) struct ServeArguments {
    /// The settings of the server (TOML)
    #[arg(long, value_name = "FILE")]
    pub(crate) config: PathBuf,
    /// Write where everything is to this file, once it answers
    #[arg(long, value_name = "PATH")]
    pub(crate) ready_file: Option<PathBuf>,
    /// What is logged: a level, or TARGET=LEVEL,…
    #[arg(long, env = "DAYPASS_LOG", default_value = "info", value_name = "LEVELS")]
    pub(crate) log: String,
}

#[derive(Debug, Args)]
pub(crate) struct DemoArguments {
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

#[derive(Debug, Args)]
pub(crate) struct WhyArguments {
    /// The id that the refusal carried (`x-daypass-decision`, `daypass-decision`)
    #[arg(required_unless_present = "last")]
    pub(crate) id: Option<String>,
    /// The newest refusal
    #[arg(long, conflicts_with = "id")]
    pub(crate) last: bool,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

#[derive(Debug, Args)]
pub(crate) struct CanArguments {
    /// The ARN of a role or a certificate, an identity id, `cert:ID`, or `anonymous`
    pub(crate) principal: String,
    /// The action, such as `iot:Publish`
    pub(crate) action: String,
    /// The resource's ARN, or in short `topic/x`, `topicfilter/x`, `client/x`
    pub(crate) resource: String,
    /// The MQTT client id of the question
    #[arg(long, value_name = "ID")]
    pub(crate) client: Option<String>,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

#[derive(Debug, Args)]
pub(crate) struct IdentityArguments {
    /// The identity's id
    #[arg(required_unless_present_all = ["pool", "provider", "user"], conflicts_with_all = ["pool", "provider", "user"])]
    pub(crate) id: Option<String>,
    /// The pool that the user signed in to
    #[arg(long, value_name = "ID", requires_all = ["provider", "user"])]
    pub(crate) pool: Option<String>,
    /// The login key, such as `accounts.google.com`, or the pool's developer provider
    #[arg(long, value_name = "KEY", requires_all = ["pool", "user"])]
    pub(crate) provider: Option<String>,
    /// The user's id at the provider (`sub`)
    #[arg(long, value_name = "ID", requires_all = ["pool", "provider"])]
    pub(crate) user: Option<String>,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AccountCommand {
    /// Make an account, and print the key of its root user, which is not told again.
    Create(CreateAccountArguments),
}

#[derive(Debug, Args)]
pub(crate) struct CreateAccountArguments {
    /// Twelve digits
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

#[derive(Debug, Args)]
#[group(id = "revoked", required = true, multiple = false, args = ["identity", "role", "pool"])]
pub(crate) struct RevokeArguments {
    /// The identity whose sessions and identity tokens end
    #[arg(long, value_name = "ID")]
    pub(crate) identity: Option<String>,
    /// The role whose sessions end, whoever assumed it
    #[arg(long, value_name = "NAME|ARN")]
    pub(crate) role: Option<String>,
    /// The identity pool whose identities' sessions and identity tokens end
    #[arg(long, value_name = "ID")]
    pub(crate) pool: Option<String>,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("source").required(true).multiple(true)))]
pub(crate) struct ImportArguments {
    /// Where AWS's APIs are read, as whoever `AWS_ACCESS_KEY_ID` names; `aws` is Amazon's own
    #[arg(long, value_name = "URL|aws", group = "source")]
    pub(crate) from_endpoint: Option<String>,
    /// What `daypass export` wrote
    #[arg(long, value_name = "FILE", group = "source", conflicts_with = "from_endpoint")]
    pub(crate) from_file: Option<PathBuf>,
    /// Whose imported identities are: [{"identity": ID, "provider": KEY, "user": ID}, …]
    #[arg(long, value_name = "FILE", group = "source")]
    pub(crate) identity_map: Option<PathBuf>,
    /// Write what the plan says
    #[arg(long)]
    pub(crate) apply: bool,
    #[command(flatten)]
    pub(crate) keys: OwnKeyArguments,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

/// Who writes to the server, where `AWS_ACCESS_KEY_ID` names who reads another one.
#[derive(Debug, Args)]
pub(crate) struct OwnKeyArguments {
    #[arg(
        id = "own_access_key_id",
        long = "own-access-key-id",
        hide = true,
        env = "DAYPASS_ACCESS_KEY_ID",
        hide_env_values = true
    )]
    access_key_id: Option<String>,
    #[arg(
        id = "own_secret_access_key",
        long = "own-secret-access-key",
        hide = true,
        env = "DAYPASS_SECRET_ACCESS_KEY",
        hide_env_values = true
    )]
    secret_access_key: Option<Secret>,
    #[arg(
        id = "own_session_token",
        long = "own-session-token",
        hide = true,
        env = "DAYPASS_SESSION_TOKEN",
        hide_env_values = true
    )]
    session_token: Option<Secret>,
}

impl OwnKeyArguments {
    /// The same as other commands have them, signing for a region.
    pub(crate) fn in_region(&self, region: &str) -> KeyArguments {
        KeyArguments {
            access_key_id: self.access_key_id.clone(),
            secret_access_key: self.secret_access_key.clone(),
            session_token: self.session_token.clone(),
            signing_region: Some(region.to_owned()),
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ExportArguments {
    /// The form of the output
    #[arg(long, value_enum, default_value_t = ExportFormat::Json)]
    pub(crate) format: ExportFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// One object, which `daypass import` reads
    Json,
    /// Resources of Terraform's AWS provider
    Terraform,
}

#[derive(Debug, Args)]
pub(crate) struct TailArguments {
    /// Only what policies refused
    #[arg(long)]
    pub(crate) deny: bool,
    /// Only of this identity
    #[arg(long, value_name = "ID")]
    pub(crate) identity: Option<String>,
    /// Only of this MQTT client
    #[arg(long, value_name = "ID")]
    pub(crate) client: Option<String>,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

#[derive(Debug, Args)]
pub(crate) struct LintArguments {
    /// The policies, each a JSON document
    #[arg(required = true, value_name = "FILES")]
    pub(crate) files: Vec<PathBuf>,
    /// What the documents are [default: trust with a Principal, iam without]
    #[arg(long, value_enum)]
    pub(crate) kind: Option<LintKind>,
    /// They are permissions of the role that guests get
    #[arg(long, conflicts_with_all = ["signed_in", "device"])]
    pub(crate) guest: bool,
    /// They are permissions of signed-in identities
    #[arg(long, conflicts_with = "device")]
    pub(crate) signed_in: bool,
    /// They are attached to certificates
    #[arg(long)]
    pub(crate) device: bool,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

#[derive(Debug, Args)]
pub(crate) struct TestArguments {
    /// The tests, each a YAML file
    #[arg(required = true, value_name = "FILES")]
    pub(crate) files: Vec<PathBuf>,
    /// Write a report in JUnit's XML to this file
    #[arg(long, value_name = "FILE")]
    pub(crate) junit: Option<PathBuf>,
    /// Write annotations as GitHub reads them from a job's output
    #[arg(long, env = "GITHUB_ACTIONS", hide_env = true, value_parser = FalseyValueParser::new())]
    pub(crate) github: bool,
    /// Fail if there are statements that no case ever used
    #[arg(long)]
    pub(crate) deny_unused: bool,
    #[command(flatten)]
    pub(crate) output: OutputArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LintKind {
    /// Permissions of a role
    Iam,
    /// An AWS IoT policy
    Iot,
    /// A role's trust policy
    Trust,
    /// A session policy
    Session,
    /// A permissions boundary
    Boundary,
}

impl From<LintKind> for DocumentKind {
    fn from(kind: LintKind) -> Self {
        match kind {
            LintKind::Iam => Self::Identity,
            LintKind::Iot => Self::Iot,
            LintKind::Trust => Self::Trust,
            LintKind::Session => Self::Session,
            LintKind::Boundary => Self::Boundary,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct EnvArguments {
    /// The form of the output
    #[arg(long, value_enum, default_value_t = EnvFormat::Sh)]
    pub(crate) format: EnvFormat,
    /// Lead every AWS service here, those that are not served too, and tell what devices need
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum EnvFormat {
    /// `export NAME='value'`
    Sh,
    /// One object
    Json,
    /// `NAME=value`
    Dotenv,
    /// `$Env:NAME = 'value'`
    Powershell,
}

#[derive(Debug, Args)]
pub(crate) struct WaitArguments {
    /// How long to wait, in seconds
    #[arg(long, default_value_t = 30, value_name = "SECONDS")]
    pub(crate) timeout: u64,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Check that a file can be used
    Check {
        /// The file
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
    },
    /// Print the settings that a file leads to, defaults filled in
    Show {
        /// The file
        #[arg(long, value_name = "FILE")]
        config: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct OutputArguments {
    /// The form of the output
    #[arg(short, long, value_enum, default_value_t = Output::Table)]
    pub(crate) output: Output,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    /// For people
    Table,
    /// For programs
    Json,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_grammar_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn why_wants_an_id_or_last() {
        let parsed = |words: &[&str]| Arguments::try_parse_from(words).is_ok();
        assert!(parsed(&["daypass", "why", "0"]) && parsed(&["daypass", "why", "--last"]));
        assert!(!parsed(&["daypass", "why"]) && !parsed(&["daypass", "why", "0", "--last"]));
        assert!(!parsed(&["daypass", "no-such-command"]) && !parsed(&["daypass"]));
    }
}
