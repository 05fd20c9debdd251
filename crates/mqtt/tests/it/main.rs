//! The crate from outside: packets byte by byte, everything that must be refused, and what holds for
//! every packet and for every input.

#[cfg(test)]
mod arbitrary;
#[cfg(test)]
mod fan_out;
#[cfg(test)]
mod fixed_header;
#[cfg(test)]
mod malformed;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod reason_codes;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod runs;
#[cfg(test)]
mod strategies;
#[cfg(test)]
mod values;
#[cfg(test)]
mod vectors;
#[cfg(test)]
mod wire;
