//! The only writer of [`App`].
mod navigate;
