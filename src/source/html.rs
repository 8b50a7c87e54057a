//! HTML to blocks: guards, the article within the page, metadata.
