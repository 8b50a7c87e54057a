//! Captions: picture captions, their credits and their twins in another language.
