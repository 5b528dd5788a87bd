//! Metrics to rows, and rows to text and JSON. Never computes, never reads.
