//! A started server, driven over sockets.

#[cfg(test)]
mod client;
#[cfg(test)]
mod devices;
#[cfg(test)]
mod starts;
