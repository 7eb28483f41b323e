//! What a person can ask to be changed about the data plan, and the edits it comes to.

use super::{DataElement, USUAL};
use crate::domain::command::{Context, Refusal, gone, refuse};
use crate::domain::edit::{Change, Edit, EditSet};
use crate::domain::ids::DataElementId;

/// A request about the data plan.
#[derive(Clone, Debug, PartialEq)]
pub enum DataPlanCommand {
    /// A new element (number 0) or other values of one.
    Save(Box<DataElement>),
    /// The elements that most clinics plan for, without those that are there.
    AddUsual,
    /// Takes an element away.
    Remove(DataElementId),
}

impl DataPlanCommand {
    /// The edits that carry the request out.
    pub(in crate::domain) fn edits(self, context: &Context<'_>) -> Result<EditSet, Refusal> {
        match self {
            Self::Save(element) => context.save_element(*element),
            Self::AddUsual => Ok(context.add_usual()),
            Self::Remove(id) => context.remove_element(id),
        }
    }
}

fn is_same(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

impl Context<'_> {
    fn element(&self, id: DataElementId) -> Option<&DataElement> {
        self.workbook.data_elements.iter().find(|e| e.id == id)
    }

    fn save_element(&self, mut element: DataElement) -> Result<EditSet, Refusal> {
        let DataElement {
            name,
            when,
            how,
            change,
            kept_by,
            why,
            gives,
            ..
        } = &mut element;
        for text in [name, when, how, change, kept_by, why, gives] {
            *text = text.trim().to_owned();
        }
        if element.name.is_empty() {
            return refuse("The element needs a name. Type what is recorded, such as PDMP check.");
        }
        let mut others = self.workbook.data_elements.iter();
        if others.any(|e| e.id != element.id && is_same(&e.name, &element.name)) {
            return refuse(format!(
                "“{}” is in the plan already. Change that entry, or give this one another name.",
                element.name
            ));
        }
        let before = self.element(element.id);
        if before.is_none() && element.id.0 != 0 {
            return gone("element");
        }
        if let Some(before) = before {
            (element.by, element.on) = (before.by.clone(), before.on);
        } else {
            element.id = DataElementId(self.workbook.next.data_element);
        }
        let name = format!("Plan “{}”", element.name);
        let stamp = |e: &mut DataElement, by: &str, on| {
            by.clone_into(&mut e.by);
            e.on = on;
        };
        Ok(self.saved(name, before, element, stamp, Edit::DataElement))
    }

    fn add_usual(&self) -> EditSet {
        let plan = &self.workbook.data_elements;
        let missing = USUAL
            .iter()
            .filter(|(name, ..)| !plan.iter().any(|e| is_same(&e.name, name)));
        let numbered = missing.zip(self.workbook.next.data_element..);
        let edits = numbered.map(|((name, priority, why), id)| {
            let element = DataElement {
                id: DataElementId(id),
                priority: *priority,
                why: (*why).to_owned(),
                by: self.by.to_owned(),
                ..DataElement::named(name, self.today)
            };
            Edit::DataElement(Box::new(Change::add(element)))
        });
        EditSet {
            name: "Plan the usual data".to_owned(),
            edits: edits.collect(),
        }
    }

    fn remove_element(&self, id: DataElementId) -> Result<EditSet, Refusal> {
        let Some(element) = self.element(id) else {
            return gone("element");
        };
        Ok(EditSet {
            name: format!("Take “{}” out of the data plan", element.name),
            edits: vec![Edit::DataElement(Box::new(Change::remove(element.clone())))],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::Command;
    use crate::domain::testing::day;
    use crate::domain::workbook::Workbook;

    fn done(workbook: &mut Workbook, command: DataPlanCommand) -> Result<usize, String> {
        let set = Command::DataPlan(command).edits(workbook, "MK", day("2026-09-30"));
        let set = set.map_err(|refusal| refusal.0)?;
        set.edits.iter().for_each(|edit| workbook.apply(edit));
        Ok(set.edits.len())
    }

    fn element(name: &str) -> Box<DataElement> {
        Box::new(DataElement::named(name, day("2026-01-01")))
    }

    #[test]
    fn the_usual_elements_are_added_once_and_spare_what_is_there() {
        let mut workbook = Workbook::default();
        done(
            &mut workbook,
            DataPlanCommand::Save(element(" pdmp check ")),
        )
        .unwrap();
        assert_eq!(done(&mut workbook, DataPlanCommand::AddUsual), Ok(9));
        assert_eq!(done(&mut workbook, DataPlanCommand::AddUsual), Ok(0));
        assert_eq!(workbook.data_elements[0].name, "pdmp check");
        assert_eq!(workbook.data_elements[0].by, "MK");
    }

    #[test]
    fn an_element_has_a_name_of_its_own() {
        let mut workbook = Workbook::default();
        let nameless = done(&mut workbook, DataPlanCommand::Save(element("  ")));
        assert!(nameless.unwrap_err().contains("needs a name"));
        done(&mut workbook, DataPlanCommand::Save(element("PEG"))).unwrap();
        let twice = done(&mut workbook, DataPlanCommand::Save(element("peg")));
        assert!(twice.unwrap_err().contains("in the plan already"));
        let same = Box::new(workbook.data_elements[0].clone());
        assert_eq!(done(&mut workbook, DataPlanCommand::Save(same)), Ok(0));
        let id = workbook.data_elements[0].id;
        assert_eq!(done(&mut workbook, DataPlanCommand::Remove(id)), Ok(1));
        let again = done(&mut workbook, DataPlanCommand::Remove(id));
        assert!(again.is_err() && workbook.data_elements.is_empty());
    }
}
