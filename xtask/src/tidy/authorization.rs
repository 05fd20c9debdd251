//! `models/authorization.json`: each operation that is served has a row of condition keys, and no
//! other has one.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use super::Finding;
use crate::commands::{Failure, read};

const OPERATIONS: &str = "models/operations.json";
const TABLE: &str = "models/authorization.json";

/// Each operation without a row, and each row without an operation.
pub(super) fn check(root: &Path) -> Result<Vec<Finding>, Failure> {
    let parsed = |file: &str| -> Result<Value, Failure> {
        serde_json::from_str(&read(&root.join(file))?).map_err(|error| format!("{file}: {error}"))
    };
    let served = names(&parsed(OPERATIONS)?, |service| {
        let operations = service.get("operations").and_then(Value::as_array);
        operations.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    });
    let rows = names(&parsed(TABLE)?, |service| {
        service.as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
    });
    let missing = served.difference(&rows).map(|name| {
        format!("{TABLE}: no row for {name}: list the condition keys that AWS's reference has")
    });
    let surplus = rows.difference(&served).map(|name| format!("{TABLE}: {name} is not served"));
    Ok(missing.chain(surplus).collect())
}

/// `service:Operation` for all that a list of services holds.
fn names(list: &Value, operations: impl Fn(&Value) -> Vec<String>) -> BTreeSet<String> {
    let services = list.get("services").and_then(Value::as_object).into_iter().flatten();
    services
        .flat_map(|(module, service)| {
            operations(service).into_iter().map(move |name| format!("{module}:{name}"))
        })
        .collect()
}
