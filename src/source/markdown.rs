//! Markdown to blocks, with spans into the file.
