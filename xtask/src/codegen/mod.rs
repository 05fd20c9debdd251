//! `cargo xtask codegen`: wire types from the public service models into committed files.
//!
//! The models come from a pinned wheel of botocore, taken through pip into a temporary folder; what
//! is written holds shapes only. A digest of the operation list, the wheel's version and this
//! generator stands beside the output, so that `tidy` can tell stale files without the wheel.

mod emit;
mod model;
mod names;

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Why code was not generated.
pub(crate) type Result<T> = std::result::Result<T, String>;

const OPERATIONS: &str = "models/operations.json";
const OUTPUT: &str = "crates/aws-types/src/generated";
const DIGEST: &str = "crates/aws-types/src/generated/DIGEST";
const SOURCES: &[&str] = &[
    OPERATIONS,
    "xtask/src/codegen/mod.rs",
    "xtask/src/codegen/emit.rs",
    "xtask/src/codegen/model.rs",
    "xtask/src/codegen/names.rs",
];

/// Generates the files under `root`.
pub(crate) fn run(root: &Path) -> Result<()> {
    let list: Value = parse(&read(&root.join(OPERATIONS))?)?;
    let wheel = text(&list, "wheel")?;
    let models = Models::fetch(&root.join("target"), wheel)?;
    let services = list
        .get("services")
        .and_then(Value::as_object)
        .ok_or("no `services` in the operation list")?;
    let output = root.join(OUTPUT);
    std::fs::create_dir_all(&output).map_err(|error| error.to_string())?;
    let mut modules = Vec::new();
    for (module, entry) in services {
        let service = model::Service::read(module, entry, &models.model(text(entry, "model")?)?)?;
        write(&output.join(format!("{module}.rs")), &emit::service(&service))?;
        modules.push(service);
    }
    write(&output.join("mod.rs"), &emit::index(&modules))?;
    format_files(&output)?;
    write(&root.join(DIGEST), &format!("{}\n", expected_digest(root)?))
}

/// The digest that the generated files should carry.
pub(crate) fn expected_digest(root: &Path) -> Result<String> {
    // FNV-1a, 64 bits: it tells stale from fresh and defends against nobody.
    let mut digest: u64 = 0xcbf2_9ce4_8422_2325;
    for source in SOURCES {
        for byte in read(&root.join(source))?.bytes().chain([0]) {
            digest = (digest ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    Ok(format!("{digest:016x}"))
}

/// The digest that the generated files carry.
pub(crate) fn recorded_digest(root: &Path) -> Result<String> {
    read(&root.join(DIGEST)).map(|digest| digest.trim().to_owned())
}

/// The unpacked wheel.
struct Models {
    folder: PathBuf,
}

impl Models {
    fn fetch(target: &Path, wheel: &str) -> Result<Self> {
        let folder = target.join("models").join(wheel.replace("==", "-"));
        if !folder.join("botocore").exists() {
            let folder_text = folder.to_string_lossy();
            command(
                "python3",
                &["-m", "pip", "download", "--quiet", "--no-deps", "--dest", &folder_text, wheel],
            )?;
            let packed = std::fs::read_dir(&folder).map_err(|error| error.to_string())?;
            let packed = packed.flatten().map(|entry| entry.path());
            let packed =
                packed.into_iter().find(|path| path.extension().is_some_and(|end| end == "whl"));
            let packed = packed.ok_or("pip brought no wheel")?;
            command("python3", &["-m", "zipfile", "-e", &packed.to_string_lossy(), &folder_text])?;
        }
        Ok(Self { folder })
    }

    fn model(&self, name: &str) -> Result<Value> {
        let path = self.folder.join("botocore/data").join(name).join("service-2.json.gz");
        let program = "import gzip,sys; sys.stdout.write(gzip.open(sys.argv[1],'rt').read())";
        parse(&command("python3", &["-c", program, &path.to_string_lossy()])?)
    }
}

fn format_files(folder: &Path) -> Result<()> {
    for entry in std::fs::read_dir(folder).map_err(|error| error.to_string())?.flatten() {
        if entry.path().extension().is_some_and(|end| end == "rs") {
            command("rustfmt", &["--edition", "2024", &entry.path().to_string_lossy()])?;
        }
    }
    Ok(())
}

fn command(program: &str, arguments: &[&str]) -> Result<String> {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .map_err(|error| format!("{program}: {error}"))?;
    if !output.status.success() {
        return Err(format!("{program} failed: {}", String::from_utf8_lossy(&output.stderr)));
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}

fn text<'a>(value: &'a Value, member: &str) -> Result<&'a str> {
    value.get(member).and_then(Value::as_str).ok_or_else(|| format!("no `{member}`"))
}

fn parse(text: &str) -> Result<Value> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<()> {
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}
