//! HTML.
use super::{Source, decode::Decoded};
/// x
pub fn parse(d: Decoded) -> Source {
    super::plain::parse(d)
}
/// x
pub fn is_page(_t: &str) -> bool {
    false
}
