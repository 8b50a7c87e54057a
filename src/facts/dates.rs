//! Dates: days, months, years, intervals, decades, fractions of a period, as ISO 8601.
