//! A date or span of dates as it is shown: the end of a span without what it shares with its beginning.

/// `when` as the facts give it (`2019-10-18/2019-10-20`, `2025-01/2025-07`, `1970/1979`, `2024-12-22`), for a person:
/// `2019-10-18 – 20`, `2025-01 – 07`, `1970 – 1979`, `2024-12-22`. ISO 8601 leaves out the same parts (4.4.5).
pub fn interval(when: &str) -> String {
    let Some((from, to)) = when.split_once('/') else { return when.to_owned() };
    if from.len() != to.len() {
        return format!("{from} – {to}");
    }
    let shared = from
        .match_indices('-')
        .map(|(at, _)| at + 1)
        .filter(|&at| at >= 5 && to.get(..at) == from.get(..at))
        .max()
        .unwrap_or(0);
    format!("{from} – {}", &to[shared..])
}

#[cfg(test)]
mod tests {
    use super::interval;

    #[test]
    fn what_both_ends_share_is_said_once() {
        let table = [
            ("2024-12-22", "2024-12-22"),
            ("2019-10-18/2019-10-20", "2019-10-18 – 20"),
            ("2019-10-28/2019-11-02", "2019-10-28 – 11-02"),
            ("2019-12-28/2020-01-02", "2019-12-28 – 2020-01-02"),
            ("2025-01/2025-07", "2025-01 – 07"),
            ("1970/1979", "1970 – 1979"),
            ("2025/2026-07", "2025 – 2026-07"),
            ("-0044-03/-0044-05", "-0044-03 – 05"),
            ("", ""),
        ];
        for (when, shown) in table {
            assert_eq!(interval(when), shown, "{when}");
        }
    }
}
