//! From MQTT output to frames of ours: each write batch is one binary message.

use smallvec::SmallVec;

use super::frame::{CONTROL_BYTES_MAX, Opcode, head};
use super::inbound::{Control, NO_STATUS};

/// The longest frame of ours: what a slow peer has to take before a Pong or a Close gets through.
const FRAME_BYTES_MAX: usize = 64 * 1024;
/// Heads and control frames that wait to be written.
const WAITING_BYTES_MAX: usize = 2 * (14 + CONTROL_BYTES_MAX);

/// The writing side of one WebSocket.
#[derive(Debug, Default)]
pub(crate) struct Outbound {
    /// Bytes of heads and control frames, to be written before anything else.
    waiting: SmallVec<[u8; 16]>,
    /// How much of the begun frame's payload was not written yet.
    frame_left: usize,
    pong: Option<Control>,
    close: Option<Closing>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closing {
    Wanted(u16),
    Said,
}

impl Outbound {
    /// Answers a Ping, between two frames. A Pong that still waits is replaced.
    pub(crate) fn pong(&mut self, payload: Control) {
        self.pong = Some(payload);
    }

    /// Says Close once the begun frame is whole; only the first one counts.
    pub(crate) fn close(&mut self, code: u16) {
        self.close.get_or_insert(Closing::Wanted(code));
    }

    /// Whether something is to be written that is not MQTT's.
    pub(crate) fn has_waiting(&self) -> bool {
        !self.waiting.is_empty()
            || (self.frame_left == 0
                && (self.pong.is_some() || matches!(self.close, Some(Closing::Wanted(_)))))
    }

    /// Begins what comes next, given `available` bytes of MQTT output: gives the bytes to write
    /// first, and how many bytes of output belong behind them.
    pub(crate) fn next(&mut self, available: usize) -> (&[u8], usize) {
        if self.frame_left == 0 && self.waiting.len() < WAITING_BYTES_MAX / 2 {
            self.control_frames();
        }
        if self.frame_left == 0 && available > 0 && self.close.is_none() {
            self.frame_left = available.min(FRAME_BYTES_MAX);
            self.waiting.extend_from_slice(&head(Opcode::Binary, self.frame_left));
        }
        (&self.waiting, self.frame_left.min(available))
    }

    /// Accounts for `written` bytes of what [`Outbound::next`] gave; returns how many of them were
    /// MQTT output.
    pub(crate) fn written(&mut self, written: usize) -> usize {
        let own = written.min(self.waiting.len());
        self.waiting.drain(..own);
        let output = (written - own).min(self.frame_left);
        self.frame_left -= output;
        output
    }

    fn control_frames(&mut self) {
        if let Some(payload) = self.pong.take() {
            self.control_frame(Opcode::Pong, &payload);
        }
        if let Some(Closing::Wanted(code)) = self.close {
            self.close = Some(Closing::Said);
            let code_bytes = code.to_be_bytes();
            let payload: &[u8] = if code == NO_STATUS { &[] } else { &code_bytes };
            self.control_frame(Opcode::Close, payload);
        }
    }

    fn control_frame(&mut self, opcode: Opcode, payload: &[u8]) {
        self.waiting.extend_from_slice(&head(opcode, payload.len()));
        self.waiting.extend_from_slice(payload);
    }
}
