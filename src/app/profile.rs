//! What is remembered of this person on this computer: recent files and the theme, nothing else.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// Files listed on the first screen.
const RECENT: usize = 6;

/// The profile, kept as a small file in the person's configuration folder.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Clinic files opened lately, newest first.
    pub recent: Vec<PathBuf>,
    /// Dark instead of light.
    pub dark: bool,
    /// The person's initials, for the history.
    pub initials: String,
    #[serde(skip)]
    path: Option<PathBuf>,
}

impl Profile {
    /// Reads the profile; a missing or unreadable one is an empty one.
    pub fn load() -> Self {
        let path = config_folder().map(|folder| folder.join("sixblocks").join("profile.json"));
        let read = path.as_deref().and_then(|p| std::fs::read(p).ok());
        let profile: Self = read
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        Self { path, ..profile }
    }

    /// A profile that is never written, for the demo and tests.
    pub fn unsaved() -> Self {
        Self::default()
    }

    /// Remembers a file as the newest.
    pub fn opened(&mut self, file: &Path) {
        self.recent.retain(|p| p != file);
        self.recent.insert(0, file.to_owned());
        self.recent.truncate(RECENT);
        self.save();
    }

    /// Writes the profile. Losing it costs nobody any data, so a failure stays silent.
    pub fn save(&self) {
        let Some(path) = &self.path else { return };
        if let (Some(folder), Ok(text)) = (path.parent(), serde_json::to_string_pretty(self)) {
            let _ = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(path, text));
        }
    }
}

fn config_folder() -> Option<PathBuf> {
    let of = |name: &str| {
        std::env::var_os(name)
            .filter(|v| !v.is_empty())
            .map(PathBuf::from)
    };
    of("XDG_CONFIG_HOME")
        .or_else(|| of("APPDATA"))
        .or_else(|| of("HOME").map(|home| home.join(".config")))
}
