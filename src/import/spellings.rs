//! The header spellings that say what a column means.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::care_columns;
use super::field::Field;
use crate::domain::import_batch::ImportKind;

/// Header words without blanks and punctuation, the surest first: the place in the list is the rank.
/// `#` reads as "number". The spellings of public exports and of common record systems.
const SPELLINGS: &[(Field, &str)] = &[
    (
        Field::Mrn,
        "mrn patientmrn medicalrecordnumber medicalrecordno medicalrecord patmrnid mrnid medrecnumber medrecno \
         patientid patid medpatid ptid ptnumber ptno patientnumber patientno patientidentifier chartnumber chartno \
         chart accountnumber accountno account acctnumber acctno patientaccount patientaccountnumber emrid ehrid hrn \
         personnumber clinicmrn localmrn clinicid",
    ),
    (
        Field::LastName,
        "patientlastname lastname last ptlastname patlastname patientlast surname familyname lname patientsurname \
         patientfamilyname patlast ptlast",
    ),
    (
        Field::FirstName,
        "patientfirstname firstname first ptfirstname patfirstname patientfirst givenname forename fname \
         patientgivenname patfirst ptfirst",
    ),
    (
        Field::FullName,
        "patientname patientfullname fullname ptname patname patientnamelastfirst namelastfirst clientname name",
    ),
    (
        Field::Born,
        "dateofbirth dob birthdate patientdob patientdateofbirth patientbirthdate birthday patdob ptdob born \
         birthdt bdate birth dobirth",
    ),
    (
        Field::Sex,
        "sex gender patientsex patientgender legalsex sexatbirth birthsex administrativesex",
    ),
    (
        Field::Clinician,
        "responsibleclinician responsibleprovider pcp pcpname primarycareprovider primarycarephysician \
         primarycareclinician currentpcp usualprovider usualpcp assignedprovider assignedpcp empaneledprovider \
         empanelledprovider primaryprovider",
    ),
    (
        Field::DateFilled,
        "datefilled filldate dispdate filled filledat rxfilldate filleddate filledon dispensed dispensedate dispenseddate \
         datedispensed dispensedon datedispense prescriptionfilleddate lastfilldate lastfilled filldt pickupdate \
         sold datesold solddate soldat dateofservice servicedate",
    ),
    (
        Field::DateStart,
        "startdate start medstartdate medicationstartts medicationstartdate orderstartdate effectivedate begindate \
         datestarted",
    ),
    (
        Field::DateWritten,
        "datewritten written writtendate writtenat rxwrittendate writtenon prescriptionwrittendate orderingdate \
         orderdate dateordered ordereddate orderedon ordered prescribedon dateprescribed prescribeddate \
         prescriptiondate rxdate authoredon dateissued issuedate issued ordertime orderinstant",
    ),
    (
        Field::DateEnd,
        "enddate end stopdate stop medstopdate medicationstopts medicationenddate orderenddate dateended",
    ),
    (
        Field::DrugName,
        "drugname drug medication medicationname medname medicationordered drugnamestrength drugnameandstrength \
         drugnamestrengthform drugnamewithstrength genericname generic drugdescription drugproductnametext \
         productname product drugproduct medicationdescription meddescription medicationdispensed dispensedproduct \
         dispensabledrug labelname medicationdisplayname ordername orderdescription medicine drugnameform displayname \
         prescription rx description",
    ),
    (Field::BrandName, "brandname brand tradename"),
    (
        Field::DrugCode,
        "ndc ndccode ndcnumber rxcui rxnorm rxnormcode rxnormdrugcode medcode medicationcode productid billingndc drugcode",
    ),
    (
        Field::Strength,
        "strength drugstrength medicationstrength strengthvalue str dosestrength strengthtext dose dosage",
    ),
    (
        Field::Form,
        "dosageform drugform doseform form dosagetype dosageunit formcode",
    ),
    (
        Field::Quantity,
        "quantitydispensed qtydispensed dispensedquantity quantity qty dispqty dispensequantity qtydisp \
         quantityfilled qtyfilled rxquantity dispenseqty metricquantity quantitydisp quantityprescribed qtyprescribed \
         quantitywritten qtywritten numberdispensed dispense disp amount",
    ),
    (
        Field::DaysSupply,
        "dayssupply daysupply daysofsupply dayssupplycount meddayssupply rxdayssupply supplydays numberdays \
         numberofdays days ds dayssup daysup estimateddayssupply durationdays durationindays duration supply",
    ),
    (
        Field::Refill,
        "refillnumber refillno refillnum fillnumber fillno fillnum drugrefillnumbercount refill",
    ),
    (
        Field::RxNumber,
        "rxnumber rxno rxnum prescriptionnumber prescriptionno prescriptionnum prescriptionnumbertext rxid \
         prescriptionid scriptnumber ordermedid medorderid orderid ordernumber orderno",
    ),
    (
        Field::Prescriber,
        "prescriber prescribername prescribedby prescriberfullname prescribingprovider prescribingclinician \
         authorizingprovider orderingprovider orderedby authorizedby writtenby orderingclinician authprovider \
         prescribingphysician physician doctor provider providername clinician providerid",
    ),
    (
        Field::PrescriberFirst,
        "prescriberfirstname prescriberfirst providerfirstname",
    ),
    (
        Field::PrescriberLast,
        "prescriberlastname prescriberlast providerlastname",
    ),
    (
        Field::PrescriberDea,
        "prescriberdea prescriberdeanumber dea deanumber prescriberdeano providerdea",
    ),
    (
        Field::Pharmacy,
        "pharmacy pharmacyname pharmacyretailname dispenser dispensername dispensingpharmacy pharmacystore",
    ),
    (
        Field::Mme,
        "dailymme mme mmeday mmed mmeperday medd med medday dailymed currentmed currentmme totalmed totalmme dailydose morphineequivalent morphineequivalents \
         morphinemilligramequivalents dailymorphineequivalent",
    ),
    (Field::Animal, "animalname petname"),
    (
        Field::VetFlag,
        "veterinarianprescriptionyn veterinarianprescription veterinaryprescription veterinary vetrx vetyn animalyn",
    ),
    (
        Field::Status,
        "status rxstatus prescriptionstatus fillstatus dispensestatus dispensingstatus orderstatus orderstatuscname \
         transactiontype transactionstatus reportingstatus",
    ),
    (
        Field::Sig,
        "sig directions instructions unstructuredsig sigtext",
    ),
    (
        Field::EventDate,
        "eventdate dateofevent activitydate performedon completeddate datecompleted resultdate collectiondate testdate checkdate visitdate datedone",
    ),
    (
        Field::EventKind,
        "event eventtype eventkind eventname careevent activity caregap test measure",
    ),
    (
        Field::EventValue,
        "value eventvalue result score outcome resultvalue finding",
    ),
    (Field::PegScore, "pegscore peg pegtotal pegmean pegaverage"),
    (
        Field::Ignore,
        "refills refillsauthorized authorizedrefills refillsallowed refillsauthorizedcount refillyn refillsremaining \
         paymenttype pymttype methodofpayment insurance payer pmp drugschedule schedule ahfsdescription \
         ahfsdrugcategory deaclass npi prescribernpi pharmacydea pharmacynpi pharmacylicensenumber address city zip \
         zipcode county phone middlename suffix maiden encounter encounterid ssn race ethnicity rundate reportdate \
         id patientaddress units",
    ),
];

/// Words that mean one thing in one kind of table and another elsewhere.
const BY_KIND: &[(&str, ImportKind, Field)] = &[
    ("provider", ImportKind::Patients, Field::Clinician),
    ("providername", ImportKind::Patients, Field::Clinician),
    ("clinician", ImportKind::Patients, Field::Clinician),
    ("physician", ImportKind::Patients, Field::Clinician),
    ("doctor", ImportKind::Patients, Field::Clinician),
    ("id", ImportKind::Patients, Field::Mrn),
    ("date", ImportKind::Patients, Field::AsOf),
    ("asof", ImportKind::Patients, Field::AsOf),
    ("asofdate", ImportKind::Patients, Field::AsOf),
    ("dateasof", ImportKind::Patients, Field::AsOf),
    ("dataasof", ImportKind::Patients, Field::AsOf),
    ("registrydate", ImportKind::Patients, Field::AsOf),
    ("reportdate", ImportKind::Patients, Field::AsOf),
    ("rundate", ImportKind::Patients, Field::AsOf),
    ("updated", ImportKind::Patients, Field::AsOf),
    ("updatedon", ImportKind::Patients, Field::AsOf),
    ("lastupdated", ImportKind::Patients, Field::AsOf),
    ("dateupdated", ImportKind::Patients, Field::AsOf),
    ("date", ImportKind::Prescriptions, Field::DateFilled),
    ("date", ImportKind::Events, Field::EventDate),
    ("datefilled", ImportKind::Events, Field::Ignore),
    ("servicedate", ImportKind::Events, Field::EventDate),
    ("dateofservice", ImportKind::Events, Field::EventDate),
    ("type", ImportKind::Events, Field::EventKind),
    ("kind", ImportKind::Events, Field::EventKind),
    ("description", ImportKind::Events, Field::EventKind),
    ("description", ImportKind::Patients, Field::Ignore),
    ("item", ImportKind::Events, Field::EventKind),
    ("procedure", ImportKind::Events, Field::EventKind),
    ("note", ImportKind::Events, Field::EventValue),
    ("comment", ImportKind::Events, Field::EventValue),
    ("code", ImportKind::Prescriptions, Field::DrugCode),
];

/// Every spelling with its field and its rank.
static MEANINGS: LazyLock<HashMap<&'static str, Meaning>> = LazyLock::new(|| {
    let words = SPELLINGS.iter().flat_map(|(field, words)| {
        words
            .split_whitespace()
            .enumerate()
            .map(move |(rank, word)| (word, (*field, rank)))
    });
    words.collect()
});

/// A header's meaning and how sure its spelling is: 0 is surest.
pub type Meaning = (Field, usize);

/// Rank of a spelling that only the kind of table makes sure.
const BY_KIND_RANK: usize = 90;
/// Rank of a column of care events in a list of patients.
const CARE_RANK: usize = 70;
/// Rank of a spelling that is known only without its first or last word.
const FALLBACK_RANK: usize = 80;

/// The header without blanks, punctuation and the words that reports put before it.
pub fn normalise(header: &str) -> String {
    let mut name = String::with_capacity(header.len());
    for c in header.replace("'s ", " ").replace("’s ", " ").chars() {
        match c {
            '#' => name.push_str("number"),
            c if c.is_alphanumeric() => name.extend(c.to_lowercase()),
            _ => {}
        }
    }
    if name.len() > 2 && name.ends_with("nm") {
        name.truncate(name.len() - 2);
        name.push_str("name");
    }
    for prefix in ["monthdayyearof", "dayof", "orig", "searched"] {
        if let Some(rest) = name.strip_prefix(prefix).filter(|r| r.len() > 2) {
            name.drain(..name.len() - rest.len());
        }
    }
    without_segment_code(name)
}

/// ASAP segment codes ("DSP05 Date Filled") say nothing more than the words behind them.
fn without_segment_code(name: String) -> String {
    let coded = ["pat", "dsp", "pha", "pre", "air", "cdi"]
        .iter()
        .any(|s| name.starts_with(s))
        && name
            .get(3..5)
            .is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
    match name.get(5..).filter(|rest| coded && rest.len() > 2) {
        Some(rest) => rest.to_owned(),
        None => name,
    }
}

/// What a header means in a table of this kind.
pub fn meaning(header: &str, kind: ImportKind) -> Option<Meaning> {
    let name = normalise(header);
    let in_front = || {
        header
            .find(['(', '['])
            .and_then(|open| header.get(..open))
            .map(normalise)
    };
    meaning_of_name(&name, kind)
        .or_else(|| meaning_of_name(&in_front()?, kind))
        .or_else(|| {
            let care = care_columns::meaning(&name).filter(|_| kind == ImportKind::Patients)?;
            Some((care, CARE_RANK))
        })
        .or_else(|| without_subject(&name, kind))
}

/// A name that says whose column it is before what it is ("Rx Drug Name", "Patient City"), or a
/// time beside the date ("Fill Date/Time").
fn without_subject(name: &str, kind: ImportKind) -> Option<Meaning> {
    let shorter = ["patient", "pt", "rx", "prescription", "medication", "drug"]
        .iter()
        .find_map(|subject| name.strip_prefix(subject))
        .or_else(|| {
            name.strip_suffix("time")
                .filter(|rest| rest.ends_with("date"))
        })
        .filter(|rest| rest.len() > 2)?;
    meaning_of_name(shorter, kind).map(|(field, _)| (field, FALLBACK_RANK))
}

fn meaning_of_name(name: &str, kind: ImportKind) -> Option<Meaning> {
    if name.is_empty() {
        return None;
    }
    if let Some((.., field)) = BY_KIND
        .iter()
        .find(|(word, of, _)| *word == name && *of == kind)
    {
        return Some((*field, BY_KIND_RANK));
    }
    let found = *MEANINGS.get(name)?;
    fits(found.0, kind).then_some(found)
}

/// Whether a table of this kind has use for the field; events and patients know no medicines.
fn fits(field: Field, kind: ImportKind) -> bool {
    match kind {
        ImportKind::Prescriptions => !matches!(
            field,
            Field::EventKind | Field::EventDate | Field::EventValue | Field::PegScore
        ),
        ImportKind::Patients => {
            matches!(
                field,
                Field::Mrn
                    | Field::LastName
                    | Field::FirstName
                    | Field::FullName
                    | Field::Born
                    | Field::Sex
                    | Field::Clinician
                    | Field::Mme
                    | Field::Ignore
            )
        }
        ImportKind::Events => !matches!(
            field,
            Field::DrugName | Field::Quantity | Field::DaysSupply | Field::Strength
        ),
    }
}

/// Whether a header is known for any kind of table, and whether it is of use.
pub fn is_known(header: &str) -> Option<bool> {
    if normalise(header) == "patient" {
        return Some(true);
    }
    let mut known = None;
    for kind in ImportKind::ALL {
        match meaning(header, kind) {
            // A row of data may name an event as well as a header does.
            Some((Field::Ignore | Field::CareDate(_) | Field::Care(_), _)) => {
                known = known.or(Some(false));
            }
            Some(_) => return Some(true),
            None => {}
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(header: &str, kind: ImportKind, expected: Option<Field>) {
        assert_eq!(meaning(header, kind).map(|m| m.0), expected, "{header}");
    }

    #[test]
    fn headers_are_known_by_their_words_not_their_punctuation() {
        let rx = ImportKind::Prescriptions;
        for (header, field) in [
            ("MRN", Field::Mrn),
            ("Pt #", Field::Mrn),
            ("PAT_ID", Field::Mrn),
            ("Acct #", Field::Mrn),
            ("Month, Day, Year of Filled At", Field::DateFilled),
            ("Day of Written At", Field::DateWritten),
            ("Day of Patient Birthdate", Field::Born),
            ("PAT18 Date of Birth", Field::Born),
            ("Orig Patient Last Name", Field::LastName),
            ("DSP09 Quantity Dispensed", Field::Quantity),
            ("DSP05 Date Filled", Field::DateFilled),
            ("ORDERING_DATE", Field::DateWritten),
            ("Rx #", Field::RxNumber),
            ("# Days", Field::DaysSupply),
            ("Disp Qty", Field::Quantity),
            ("Daily Dose*", Field::Mme),
            ("DOB (mm/dd/yyyy)", Field::Born),
            ("Patient Name (Last, First)", Field::FullName),
            ("Refills Authorized", Field::Ignore),
            ("Veterinarian Prescription Y/N", Field::VetFlag),
            ("Authorizing Provider", Field::Prescriber),
            ("Provider", Field::Prescriber),
            ("PCP", Field::Clinician),
            ("Patient's Last Name", Field::LastName),
            ("Rx Drug Name", Field::DrugName),
            ("Disp. Date", Field::DateFilled),
            ("Fill Date/Time", Field::DateFilled),
            ("Prescriber Nm", Field::Prescriber),
            ("Pt Last Nm", Field::LastName),
        ] {
            check(header, rx, Some(field));
        }
        check("Colour", rx, None);
        check("", rx, None);
        check("Provider", ImportKind::Patients, Some(Field::Clinician));
        check("date", ImportKind::Events, Some(Field::EventDate));
    }

    #[test]
    fn no_spelling_is_listed_for_two_fields() {
        let mut all: Vec<&str> = SPELLINGS
            .iter()
            .flat_map(|(_, words)| words.split_whitespace())
            .collect();
        all.sort_unstable();
        let twice: Vec<_> = all.windows(2).filter(|w| w[0] == w[1]).collect();
        assert!(twice.is_empty(), "{twice:?}");
    }
}
