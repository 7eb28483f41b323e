//! What a column can mean.

use serde::{Deserialize, Serialize};

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
    Ignore,
}

impl Field {
    /// Every meaning, in the order that a person chooses from.
    pub const ALL: [Self; 35] = [
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
        Self::Ignore,
    ];

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
        )
    }
}
