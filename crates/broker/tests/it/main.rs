//! The broker driven from outside: clients that speak through the `mqtt` crate, in virtual time.

#[cfg(test)]
mod aliases;
#[cfg(test)]
mod connect;
#[cfg(test)]
mod deliver;
#[cfg(test)]
mod durable;
#[cfg(test)]
mod durable_wills;
#[cfg(test)]
mod flow;
#[cfg(test)]
mod garbage;
#[cfg(test)]
mod kept;
#[cfg(test)]
mod ledgers;
#[cfg(test)]
mod lifecycle;
#[cfg(test)]
mod old;
#[cfg(test)]
mod policies;
#[cfg(test)]
mod publish;
#[cfg(test)]
mod reactors;
#[cfg(test)]
mod retained;
#[cfg(test)]
mod runs;
#[cfg(test)]
mod session;
#[cfg(test)]
mod shadow;
#[cfg(test)]
mod shared;
#[cfg(test)]
mod simulation;
#[cfg(test)]
mod stage;
#[cfg(test)]
mod standing;
#[cfg(test)]
mod strict;
#[cfg(test)]
mod strict_rates;
#[cfg(test)]
mod subscribe;
#[cfg(test)]
mod time;
#[cfg(test)]
mod will;
