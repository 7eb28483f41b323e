//! What a column can mean.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::domain::event::EventKind as CareKind;

/// The meaning of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // The labels below say what each is.
pub enum Field {
    Mrn,
    LastName,
    FirstName,
    FullName,
    Born,
    Sex,
    Clinician,
    DateFilled,
    DateStart,
    DateWritten,
    DateEnd,
    DrugName,
    BrandName,
    DrugCode,
    Strength,
    Form,
    Quantity,
    DaysSupply,
    Refill,
    RxNumber,
    Prescriber,
    PrescriberFirst,
    PrescriberLast,
    PrescriberDea,
    Pharmacy,
    Mme,
    Animal,
    VetFlag,
    Status,
    Sig,
    EventDate,
    EventKind,
    EventValue,
    PegScore,
    /// In a list of patients: the day that the values of the row hold for.
    AsOf,
    /// In a list of patients: the day of an event of this kind ("Last PDMP").
    CareDate(CareKind),
    /// In a list of patients: the value of an event of this kind ("PEG").
    Care(CareKind),
    Ignore,
}

/// What [`Field::CareDate`] is called, in the order of the kinds.
static CARE_DATES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let name = |kind: &CareKind| format!("Date of {}", kind.label());
    CareKind::ALL.iter().map(name).collect()
});

impl Field {
    /// Every meaning but those of [`Self::care`], in the order that a person chooses from.
    pub const ALL: [Self; 36] = [
        Self::Mrn,
        Self::LastName,
        Self::FirstName,
        Self::FullName,
        Self::Born,
        Self::Sex,
        Self::Clinician,
        Self::DateFilled,
        Self::DateStart,
        Self::DateWritten,
        Self::DateEnd,
        Self::DrugName,
        Self::BrandName,
        Self::DrugCode,
        Self::Strength,
        Self::Form,
        Self::Quantity,
        Self::DaysSupply,
        Self::Refill,
        Self::RxNumber,
        Self::Prescriber,
        Self::PrescriberFirst,
        Self::PrescriberLast,
        Self::PrescriberDea,
        Self::Pharmacy,
        Self::Mme,
        Self::Animal,
        Self::VetFlag,
        Self::Status,
        Self::Sig,
        Self::EventDate,
        Self::EventKind,
        Self::EventValue,
        Self::PegScore,
        Self::AsOf,
        Self::Ignore,
    ];

    /// The events that a list of patients can hold in columns.
    pub fn care() -> impl Iterator<Item = Self> {
        CareKind::ALL
            .into_iter()
            .flat_map(|kind| [Self::CareDate(kind), Self::Care(kind)])
    }

    /// Whether several columns may have this meaning.
    pub fn may_stand_often(self) -> bool {
        matches!(self, Self::Ignore | Self::CareDate(_) | Self::Care(_))
    }

    /// The name on screens.
    pub fn label(self) -> &'static str {
        match self {
            Self::Mrn => "MRN",
            Self::LastName => "Last name",
            Self::FirstName => "First name",
            Self::FullName => "Patient name",
            Self::Born => "Date of birth",
            Self::Sex => "Sex",
            Self::Clinician => "Responsible clinician",
            Self::DateFilled => "Date filled",
            Self::DateStart => "Start date",
            Self::DateWritten => "Date written",
            Self::DateEnd => "End date",
            Self::DrugName => "Medicine",
            Self::BrandName => "Brand name",
            Self::DrugCode => "Drug code",
            Self::Strength => "Strength",
            Self::Form => "Form",
            Self::Quantity => "Quantity",
            Self::DaysSupply => "Days supply",
            Self::Refill => "Refill number",
            Self::RxNumber => "Prescription number",
            Self::Prescriber => "Prescriber",
            Self::PrescriberFirst => "Prescriber first name",
            Self::PrescriberLast => "Prescriber last name",
            Self::PrescriberDea => "Prescriber DEA number",
            Self::Pharmacy => "Pharmacy",
            Self::Mme => "MME of the source",
            Self::Animal => "Animal name",
            Self::VetFlag => "Veterinary yes/no",
            Self::Status => "Status",
            Self::Sig => "Directions",
            Self::EventDate => "Event date",
            Self::EventKind => "Event",
            Self::EventValue => "Value",
            Self::PegScore => "PEG score",
            Self::AsOf => "As of",
            Self::CareDate(kind) => {
                let at = CareKind::ALL.iter().position(|k| *k == kind);
                at.and_then(|at| CARE_DATES.get(at))
                    .map_or("Date of care event", String::as_str)
            }
            Self::Care(kind) => kind.label(),
            Self::Ignore => "Not read",
        }
    }

    /// Whether the column holds dates.
    pub fn is_date(self) -> bool {
        matches!(
            self,
            Self::Born
                | Self::DateFilled
                | Self::DateStart
                | Self::DateWritten
                | Self::DateEnd
                | Self::EventDate
                | Self::AsOf
                | Self::CareDate(_)
        )
    }
}
