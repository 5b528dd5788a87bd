//! Text from a file is hostile until it has passed through here.
