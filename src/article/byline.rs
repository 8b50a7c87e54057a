//! Bylines, dates and addresses: title, date, outlet, author from text and address.
