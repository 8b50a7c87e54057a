//! Cleaning: the rule table and what it drops.
