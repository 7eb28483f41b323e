//! Why a file cannot be read at all, in a sentence that names no patient.

use std::fmt;

/// A file, sheet or paste that gives no rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// The file cannot be opened or read.
    Unreadable {
        /// File name without its folder.
        name: String,
        /// What the operating system says.
        why: String,
    },
    /// The file holds no bytes, or only blank lines.
    Empty {
        /// File name without its folder.
        name: String,
    },
    /// The file is something other than a table.
    NotATable {
        /// File name without its folder.
        name: String,
        /// What it is: "a PDF".
        what: &'static str,
        /// What to do: "Export the table as CSV or Excel".
        advice: &'static str,
    },
    /// The file holds records, but none that can be imported.
    NothingToImport {
        /// File or folder name.
        name: String,
        /// What it is, as a clause: "is JSON, but no FHIR".
        what: String,
        /// What to do.
        advice: &'static str,
    },
    /// The workbook is encrypted.
    Password {
        /// File name without its folder.
        name: String,
    },
    /// The container is cut off or broken.
    Damaged {
        /// File name without its folder.
        name: String,
        /// What is broken.
        what: String,
    },
    /// The file is, or unpacks to, more than is reasonable.
    TooLarge {
        /// File name without its folder.
        name: String,
        /// The limit that was passed: "unpacks to more than 200 MB".
        limit: &'static str,
    },
    /// No sheet has rows under a header.
    NoRows {
        /// File name without its folder.
        name: String,
    },
    /// Needed columns are not known.
    Missing(Vec<String>),
    /// The person stopped the work.
    Cancelled,
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { name, why } => {
                write!(
                    f,
                    "{name} cannot be read ({why}). Check that it is still there and not open in another program."
                )
            }
            Self::Empty { name } => write!(f, "{name} is empty. Export it again."),
            Self::NotATable { name, what, advice } => {
                write!(f, "{name} is {what}, not a table. {advice}.")
            }
            Self::NothingToImport { name, what, advice } => {
                write!(f, "{name} {what}. {advice}.")
            }
            Self::Password { name } => {
                write!(
                    f,
                    "{name} is a password-protected workbook. Save it without a password and import that copy."
                )
            }
            Self::Damaged { name, what } => {
                write!(f, "{name} is damaged: {what}. Export or copy it again.")
            }
            Self::TooLarge { name, limit } => {
                write!(
                    f,
                    "{name} {limit}. Export a shorter period, or save it as CSV."
                )
            }
            Self::NoRows { name } => {
                write!(
                    f,
                    "{name} has no data rows. Check the export's filter and period."
                )
            }
            Self::Missing(sentences) => f.write_str(&sentences.join(" ")),
            Self::Cancelled => f.write_str("The import was stopped. Nothing was changed."),
        }
    }
}

impl std::error::Error for ImportError {}
