//! Placeholder, filled by the layer it measures.

fn main() {}
