//! Other tools' boards and logs, in and out; one file per format.
