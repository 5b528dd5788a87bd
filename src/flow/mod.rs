//! Pure functions of a board, a window and an instant.
