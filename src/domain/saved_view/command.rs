//! What a person can ask to be changed about saved views, and the edits it comes to.

use super::SavedView;
use crate::domain::command::{Context, Refusal, gone, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::SavedViewId;

/// A request about saved views.
#[derive(Clone, Debug, PartialEq)]
pub enum SavedViewCommand {
    /// A view under a name; one of the same name is replaced.
    Save(Box<SavedView>),
    /// Takes a view away.
    Remove(SavedViewId),
}

impl SavedViewCommand {
    /// The edits that carry the request out.
    pub(in crate::domain) fn edits(self, context: &Context<'_>) -> Result<EditSet, Refusal> {
        match self {
            Self::Save(view) => context.save_view(*view),
            Self::Remove(id) => context.remove_view(id),
        }
    }
}

impl Context<'_> {
    fn save_view(&self, mut view: SavedView) -> Result<EditSet, Refusal> {
        view.name = view.name.split_whitespace().collect::<Vec<_>>().join(" ");
        if view.name.is_empty() {
            return refuse("The view needs a name. Type it first.");
        }
        let mut views = self.workbook.views.iter();
        let before = views.find(|v| v.name.to_lowercase() == view.name.to_lowercase());
        view.id = before.map_or(SavedViewId(self.workbook.next.saved_view), |b| b.id);
        if let Some(before) = before {
            (view.by, view.on) = (before.by.clone(), before.on);
        }
        let stamp = |v: &mut SavedView, by: &str, on| {
            by.clone_into(&mut v.by);
            v.on = on;
        };
        let name = format!("Save the view “{}”", view.name);
        Ok(self.saved(name, before, view, stamp, Edit::SavedView))
    }

    fn remove_view(&self, id: SavedViewId) -> Result<EditSet, Refusal> {
        let Some(view) = self.workbook.views.iter().find(|v| v.id == id) else {
            return gone("view");
        };
        Ok(EditSet {
            name: format!("Remove the view “{}”", view.name),
            edits: vec![Edit::SavedView(Box::new(Change::remove(view.clone())))],
        })
    }
}
