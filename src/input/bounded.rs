//! A reader that gives up where one record would fill the memory.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// The largest record of a table or line of JSON, in bytes.
pub(super) const MAX_RECORD: u64 = 16 * 1024 * 1024;

/// How much may still be read before the record must have ended.
#[derive(Debug, Clone, Default)]
pub(super) struct Allowance(Rc<Cell<u64>>);

impl Allowance {
    /// A record has ended: the next one may be as large again.
    pub(super) fn renew(&self) {
        self.0.set(MAX_RECORD);
    }

    /// Whether the reader has given up.
    pub(super) fn is_spent(&self) -> bool {
        self.0.get() == 0
    }
}

/// A reader with an [`Allowance`].
#[derive(Debug)]
pub(super) struct Bounded<R> {
    inner: R,
    allowance: Allowance,
}

impl<R> Bounded<R> {
    pub(super) fn new(inner: R) -> (Self, Allowance) {
        let allowance = Allowance::default();
        allowance.renew();
        (Self { inner, allowance: allowance.clone() }, allowance)
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.allowance.0.get();
        if left == 0 {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let most = buffer.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let read = self.inner.read(&mut buffer[..most])?;
        self.allowance.0.set(left - read as u64);
        Ok(read)
    }
}
