//! Tests of shadows: the documented cases, the refusals with their texts, the properties, and the
//! operations on a store, by HTTPS and by MQTT.

mod documents;
mod mqtt;
mod operations;
mod properties;
mod refusals;
mod stage;
mod values;
