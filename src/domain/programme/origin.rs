//! Where the programme's documents say a thing: a document and a line of its text.

use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer, de};

use super::read;

/// One of the programme's published documents.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// "000" to "004".
    pub id: String,
    /// A few words for lists.
    pub name: String,
    /// What it is.
    pub about: String,
}

/// A line of a document, written "001:1232".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Id of a [`Document`].
    pub document: String,
    /// From 1.
    pub line: u32,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.document, self.line)
    }
}

impl<'de> Deserialize<'de> for Origin {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let read = text.split_once(':').and_then(|(id, line)| {
            let line = line.parse().ok().filter(|line| *line > 0)?;
            Some(Self {
                document: document(id)?.id.clone(),
                line,
            })
        });
        read.ok_or_else(|| de::Error::custom(format!("{text} is no line of a known document")))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentFile {
    document: Vec<Document>,
}

/// The five documents in order.
pub fn documents() -> &'static [Document] {
    static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| {
        read::<DocumentFile>(include_str!("../../../assets/programme/documents.toml")).document
    });
    &DOCUMENTS
}

/// The document with this id.
pub fn document(id: &str) -> Option<&'static Document> {
    documents().iter().find(|d| d.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    struct Holder {
        origin: Origin,
    }

    #[test]
    fn an_origin_is_a_line_of_a_known_document() {
        let of = |text: &str| {
            toml::from_str::<Holder>(&format!("origin = \"{text}\"")).map(|h| h.origin.to_string())
        };
        assert_eq!(of("001:1232").as_deref(), Ok("001:1232"));
        for wrong in ["005:1", "001", "001:", "001:0", "001:x", ":12"] {
            assert!(of(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_five_documents_are_named() {
        let ids: Vec<&str> = documents().iter().map(|d| d.id.as_str()).collect();
        assert_eq!(ids, ["000", "001", "002", "003", "004"]);
        assert!(
            documents()
                .iter()
                .all(|d| !d.name.is_empty() && !d.about.is_empty())
        );
    }
}
