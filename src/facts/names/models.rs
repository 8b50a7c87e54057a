//! The models that are shipped, by language, checked against their manifest.
//!
//! A first model reads the text, a second one what all steps made of it: see [`super::revision`].

use std::sync::LazyLock;

use super::lexicon::Tongue;
use super::model::{FIRST, Model, SECOND};

const MANIFEST: &str = include_str!("../../../assets/names/manifest.toml");

type Shipped<const L: usize> = LazyLock<Result<Model<L>, String>>;

static INDONESIAN: Shipped<FIRST> =
    LazyLock::new(|| shipped("id.model", include_bytes!("../../../assets/names/id.model")));
static ENGLISH: Shipped<FIRST> =
    LazyLock::new(|| shipped("en.model", include_bytes!("../../../assets/names/en.model")));
static INDONESIAN_AGAIN: Shipped<SECOND> =
    LazyLock::new(|| shipped("id.second.model", include_bytes!("../../../assets/names/id.second.model")));
static ENGLISH_AGAIN: Shipped<SECOND> =
    LazyLock::new(|| shipped("en.second.model", include_bytes!("../../../assets/names/en.second.model")));
static VIETNAMESE_AGAIN: Shipped<SECOND> =
    LazyLock::new(|| shipped("vi.second.model", include_bytes!("../../../assets/names/vi.second.model")));

/// What is wrong with the shipped models, if anything, as a sentence.
pub fn check() -> Result<(), String> {
    for m in [&INDONESIAN, &ENGLISH] {
        m.as_ref().map_err(Clone::clone)?;
    }
    for m in [&INDONESIAN_AGAIN, &ENGLISH_AGAIN, &VIETNAMESE_AGAIN] {
        m.as_ref().map_err(Clone::clone)?;
    }
    Ok(())
}

/// The models by language. There is no first one for Vietnamese: steps and lists stand in its place.
#[derive(Debug, Clone, Copy, Default)]
pub struct Models<'m> {
    /// The first one for Indonesian.
    pub indonesian: Option<&'m Model<FIRST>>,
    /// The first one for English.
    pub english: Option<&'m Model<FIRST>>,
    /// The second one for Indonesian.
    pub indonesian_again: Option<&'m Model<SECOND>>,
    /// The second one for English.
    pub english_again: Option<&'m Model<SECOND>>,
    /// The second one for Vietnamese.
    pub vietnamese_again: Option<&'m Model<SECOND>>,
}

impl Models<'static> {
    /// Those compiled in, as far as they can be read ([`check`] tells why not).
    pub fn shipped() -> Self {
        Self {
            indonesian: INDONESIAN.as_ref().ok(),
            english: ENGLISH.as_ref().ok(),
            indonesian_again: INDONESIAN_AGAIN.as_ref().ok(),
            english_again: ENGLISH_AGAIN.as_ref().ok(),
            vietnamese_again: VIETNAMESE_AGAIN.as_ref().ok(),
        }
    }
}

impl<'m> Models<'m> {
    /// The first model for `tongue`, if there is one.
    pub fn first(self, tongue: Tongue) -> Option<&'m Model<FIRST>> {
        match tongue {
            Tongue::Id => self.indonesian,
            Tongue::En => self.english,
            Tongue::Vi | Tongue::Other => None,
        }
    }

    /// The second model for `tongue`, if there is one.
    pub fn second(self, tongue: Tongue) -> Option<&'m Model<SECOND>> {
        match tongue {
            Tongue::Id => self.indonesian_again,
            Tongue::En => self.english_again,
            Tongue::Vi => self.vietnamese_again,
            Tongue::Other => None,
        }
    }
}

/// The bytes of a file compiled in, if they are those that the manifest describes.
pub(super) fn shipped_bytes<'b>(file: &str, bytes: &'b [u8]) -> Result<&'b [u8], String> {
    let sum = blake3::hash(bytes).to_hex();
    let told = MANIFEST
        .lines()
        .skip_while(|l| *l != format!("[\"{file}\"]"))
        .find_map(|l| l.strip_prefix("blake3 = \"")?.strip_suffix('"'));
    if told != Some(sum.as_str()) {
        return Err(format!(
            "assets/names/{file} is not the file that manifest.toml describes; train the models again"
        ));
    }
    Ok(bytes)
}

fn shipped<const L: usize>(file: &str, bytes: &[u8]) -> Result<Model<L>, String> {
    shipped_bytes(file, bytes).and_then(|b| Model::parse(b).map_err(|e| format!("assets/names/{file}: {e}")))
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn the_shipped_models_are_those_of_the_manifest() {
        assert_eq!(check(), Ok(()));
    }
}
