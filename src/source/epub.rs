//! EPUB to blocks: the spine in order, within limits.
