//! The names that every field for "who" offers.

use super::view::View;
use super::widgets::KnownName;
use crate::domain::team::PersonKind;

/// Everybody work can be given to, with what they are; names of plans that nobody entered as a
/// person stay free names.
pub(super) fn known_names(view: &View<'_>) -> Vec<KnownName> {
    let people = &view.workbook.people;
    let active = people.iter().filter(|p| p.is_active(view.today));
    active
        .map(|p| {
            let about = match (p.kind, p.seat) {
                (PersonKind::Group, _) => {
                    let members = people.iter().filter(|m| p.members.contains(&m.id));
                    let names: Vec<&str> = members.map(|m| m.name.as_str()).collect();
                    format!("Group: {}", names.join(", "))
                }
                (_, Some(seat)) => seat.label().to_owned(),
                (kind, None) if p.role.is_empty() => kind.label().to_owned(),
                _ => p.role.clone(),
            };
            KnownName::new(&p.name, about)
        })
        .collect()
}
