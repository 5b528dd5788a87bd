//! No size, no board and no key makes drawing panic, and no drawing reaches outside.
