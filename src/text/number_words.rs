//! Number words of Indonesian, English and Vietnamese, read from a table in `assets/`.
