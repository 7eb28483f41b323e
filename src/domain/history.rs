//! The append-only record of who did what and when.

use serde::{Deserialize, Serialize};

/// Who is at the keyboard: the system's user and the initials typed in the app.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// Account name of the operating system.
    pub account: String,
    /// Initials the person gave; may be empty.
    pub initials: String,
}

impl Who {
    /// "mkerr (MK)" or just the account.
    pub fn label(&self) -> String {
        if self.initials.is_empty() {
            self.account.clone()
        } else {
            format!("{} ({})", self.account, self.initials)
        }
    }
}

/// One line of the history. Names no patient: records are named by number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// Running number; gaps would betray a deletion.
    pub number: i64,
    /// UTC instant, `2026-10-12T10:42:05Z`.
    pub at: String,
    /// Who.
    pub who: String,
    /// What kind of act: `edit`, `import`, `undo`, `redo`, `open`, `create`, `backup`, `restore`,
    /// `export`, `present`, `lock`, `passphrase`.
    pub act: String,
    /// A sentence a person can read.
    pub what: String,
}
