//! The program: parse the command line, call, print, exit.

fn main() {}
