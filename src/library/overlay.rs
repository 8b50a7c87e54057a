//! x

use std::collections::HashSet;

use crate::facts::Kind;

/// x
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// x
    pub name: String,
    /// x
    pub kind: Option<Kind>,
    /// x
    pub hide: bool,
    /// x
    pub pin: bool,
}

/// x
#[derive(Debug, Clone, Default)]
pub struct Overlay {}

impl Overlay {
    /// x
    pub fn apart(&self) -> HashSet<String> {
        HashSet::new()
    }
    /// x
    pub fn entity_of(&self, _key: &str) -> Option<&Said> {
        None
    }
    /// x
    pub fn place_of(&self, _key: &str) -> Option<usize> {
        None
    }
}
