//! Presenting over a file that is really written.

use super::*;
use crate::app::opening;
use crate::domain::clinic::{Clinic, Settings};
use crate::domain::ids::PatientId;
use crate::domain::patient::Patient;
use crate::domain::team::command::TeamCommand;
use crate::domain::team::{Person, PersonKind};
use crate::ui::request::NewFile;

fn session(folder: &std::path::Path) -> Session {
    let new = NewFile {
        path: folder.join("clinic.sixblocks"),
        clinic: Clinic::default(),
        settings: Settings::default(),
        passphrase: "seven plain words for a small test".to_owned(),
    };
    let Ok(opened) = opening::create(&new, &Who::default()) else {
        panic!("the file is made")
    };
    let mut session = opened.session;
    let patients = &mut Arc::make_mut(&mut session.workbook).patients;
    patients.push(Patient {
        id: PatientId(1),
        mrn: None,
        last_name: "Zebrowski".to_owned(),
        first_name: "Quentin".to_owned(),
        born: None,
        sex: None,
        clinician: None,
        import: None,
        merged_into: None,
    });
    session
}

fn save(session: &mut Session, person: Person) -> Result<(), NotDone> {
    session.dispatch(Command::Team(TeamCommand::Save(Box::new(person))))
}

fn seen(session: &Session) -> Person {
    let veiled = session.veiled.as_ref().expect("presenting");
    veiled.workbook.people[0].clone()
}

#[test]
fn what_is_presented_follows_every_change_and_its_masks_are_never_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = session(folder.path());
    let person = Person {
        name: "M. Kerr".to_owned(),
        note: "Calls Quentin Zebrowski on Mondays".to_owned(),
        ..Person::new(PersonKind::Colleague, clock::today())
    };
    assert!(save(&mut session, person).is_ok());
    session.veil(true);
    assert_eq!(seen(&session).note, "Calls ▒▒▒ on Mondays");

    let with_hours = Person {
        hours_a_month: Some(6),
        ..seen(&session)
    };
    assert!(save(&mut session, with_hours).is_ok());
    assert_eq!(seen(&session).hours_a_month, Some(6));
    assert_eq!(seen(&session).note, "Calls ▒▒▒ on Mondays");
    let note = |session: &Session| session.workbook.people[0].note.clone();
    assert_eq!(note(&session), "Calls Quentin Zebrowski on Mondays");

    let changed = Person {
        note: "Calls ▒▒▒ on Tuesdays".to_owned(),
        ..seen(&session)
    };
    // Also where it waited until presenting had ended.
    for is_on in [true, false] {
        session.veil(is_on);
        let Err(NotDone::Refused(refusal)) = save(&mut session, changed.clone()) else {
            panic!("is refused")
        };
        assert!(refusal.0.contains("names a patient"), "{refusal}");
    }
    assert_eq!(note(&session), "Calls Quentin Zebrowski on Mondays");
    assert!(session.veiled.is_none());
    let file = session.store.as_ref().expect("a store").load();
    let Ok(file) = file else {
        panic!("the file is read")
    };
    assert_eq!(file.people, session.workbook.people);
}
