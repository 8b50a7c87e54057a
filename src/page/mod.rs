//! One article at one width: rows.
