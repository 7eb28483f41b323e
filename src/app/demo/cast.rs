//! Names, medicines and regimens of the demo clinic.

/// A regimen: its steps from the first dose down, as product and units a day.
pub(super) struct Regimen {
    pub high: bool,
    pub steps: &'static [(&'static str, f64)],
}

const OXY30: &str = "oxyCODONE HCl 30 MG Oral Tablet";
const OXY15: &str = "oxyCODONE HCl 15 MG Oral Tablet";
const OXY10: &str = "oxyCODONE HCl 10 MG Oral Tablet";
const OXY5: &str = "oxyCODONE HCl 5 MG Oral Tablet";
const HC10: &str = "HYDROcodone-Acetaminophen 10-325 MG Oral Tablet";
const HC5: &str = "HYDROcodone-Acetaminophen 5-325 MG Oral Tablet";
const MSER30: &str = "Morphine Sulfate ER 30 MG Oral Tablet Extended Release";
const MSER15: &str = "Morphine Sulfate ER 15 MG Oral Tablet Extended Release";
const MTD10: &str = "Methadone HCl 10 MG Oral Tablet";
const MTD5: &str = "Methadone HCl 5 MG Oral Tablet";
const TRAM50: &str = "traMADol HCl 50 MG Oral Tablet";
const HM4: &str = "HYDROmorphone HCl 4 MG Oral Tablet";
const COD3: &str = "Acetaminophen-Codeine #3 300-30 MG Oral Tablet";
const TAP50: &str = "Nucynta 50 MG Oral Tablet";

pub(super) const REGIMENS: &[Regimen] = &[
    Regimen {
        high: true,
        steps: &[
            (OXY30, 4.0),
            (OXY30, 3.0),
            (OXY30, 2.5),
            (OXY15, 4.0),
            (OXY15, 3.5),
            (OXY10, 4.0),
        ],
    },
    Regimen {
        high: true,
        steps: &[
            (OXY15, 6.0),
            (OXY15, 5.0),
            (OXY15, 4.0),
            (OXY15, 3.5),
            (OXY10, 4.0),
        ],
    },
    Regimen {
        high: true,
        steps: &[
            (MSER30, 4.0),
            (MSER30, 3.5),
            (MSER30, 3.0),
            (MSER30, 2.5),
            (MSER15, 4.0),
        ],
    },
    Regimen {
        high: true,
        steps: &[
            (MTD10, 3.0),
            (MTD10, 2.5),
            (MTD5, 4.0),
            (MTD5, 3.5),
            (MTD5, 3.0),
        ],
    },
    Regimen {
        high: true,
        steps: &[(HM4, 6.0), (HM4, 5.0), (HM4, 4.0), (HM4, 3.5)],
    },
    Regimen {
        high: false,
        steps: &[(HC10, 3.0)],
    },
    Regimen {
        high: false,
        steps: &[(HC10, 4.0)],
    },
    Regimen {
        high: false,
        steps: &[(HC5, 3.0)],
    },
    Regimen {
        high: false,
        steps: &[(HC5, 4.0)],
    },
    Regimen {
        high: false,
        steps: &[(OXY10, 4.0)],
    },
    Regimen {
        high: false,
        steps: &[(OXY5, 4.0)],
    },
    Regimen {
        high: false,
        steps: &[(OXY15, 3.0)],
    },
    Regimen {
        high: false,
        steps: &[(MSER15, 2.0)],
    },
    Regimen {
        high: false,
        steps: &[(TRAM50, 4.0)],
    },
    Regimen {
        high: false,
        steps: &[(TRAM50, 6.0)],
    },
    Regimen {
        high: false,
        steps: &[(COD3, 4.0)],
    },
    Regimen {
        high: false,
        steps: &[(TAP50, 3.0)],
    },
];

/// Product text, strength column, form column.
pub(super) const PRODUCTS: &[(&str, &str, &str)] = &[
    (OXY30, "30 MG", "TAB"),
    (OXY15, "15 MG", "TAB"),
    (OXY10, "10 MG", "TAB"),
    (OXY5, "5 MG", "TAB"),
    (HC10, "10-325 MG", "TAB"),
    (HC5, "5-325 MG", "TAB"),
    (MSER30, "30 MG", "TAB ER"),
    (MSER15, "15 MG", "TAB ER"),
    (MTD10, "10 MG", "TAB"),
    (MTD5, "5 MG", "TAB"),
    (TRAM50, "50 MG", "TAB"),
    (HM4, "4 MG", "TAB"),
    (COD3, "300-30 MG", "TAB"),
    (TAP50, "50 MG", "TAB"),
    (
        "Butrans 10 MCG/HR Transdermal Patch Weekly",
        "10 MCG/HR",
        "PATCH",
    ),
    (
        "Buprenorphine-Naloxone 8-2 MG Sublingual Film",
        "8-2 MG",
        "FILM",
    ),
    ("Naloxone HCl 4 MG/0.1ML Nasal Spray", "4 MG/0.1ML", "SPRAY"),
    ("clonazePAM 0.5 MG Oral Tablet", "0.5 MG", "TAB"),
    ("ALPRAZolam 0.5 MG Oral Tablet", "0.5 MG", "TAB"),
    ("LORazepam 1 MG Oral Tablet", "1 MG", "TAB"),
    ("Carisoprodol 350 MG Oral Tablet", "350 MG", "TAB"),
    ("Gabapentin 300 MG Oral Capsule", "300 MG", "CAP"),
    ("Sertraline HCl 50 MG Oral Tablet", "50 MG", "TAB"),
];

pub(super) const CLINICIANS: &[&str] = &[
    "Ames, Judith MD",
    "Borovic, Pavel MD",
    "Calloway, Renee NP",
    "Dunmore, Elliot PA-C",
    "Everhart, Sunita DO",
    "Falkner, Ruben MD",
    "Granby, Tess NP",
    "Holt, Simeon MD",
];

pub(super) const LAST_NAMES: &[&str] = &[
    "Abbot",
    "Alder",
    "Amaya",
    "Arden",
    "Ashdown",
    "Bailey",
    "Barros",
    "Beaumont",
    "Benally",
    "Birch",
    "Blaine",
    "Bower",
    "Brandt",
    "Briggs",
    "Calder",
    "Carver",
    "Castro",
    "Chavez",
    "Colby",
    "Cordero",
    "Crane",
    "Cutler",
    "Dalton",
    "Darrow",
    "Delgado",
    "Dixon",
    "Doyle",
    "Draper",
    "Duarte",
    "Eaton",
    "Ellery",
    "Espino",
    "Farrow",
    "Fields",
    "Finch",
    "Flores",
    "Forsyth",
    "Galvan",
    "Garner",
    "Gibbs",
    "Goddard",
    "Granger",
    "Hale",
    "Harlan",
    "Hatch",
    "Hayward",
    "Herrera",
    "Hoang",
    "Holcomb",
    "Hurst",
    "Ibarra",
    "Ingram",
    "Jarvis",
    "Jimenez",
    "Kaplan",
    "Keene",
    "Kimura",
    "Kirby",
    "Lambert",
    "Lang",
    "Larkin",
    "Leal",
    "Lindgren",
    "Lowell",
    "Luna",
    "Marsh",
    "Medina",
    "Mercer",
    "Mills",
    "Moreno",
    "Nash",
    "Navarro",
    "Nieto",
    "Noble",
    "Norris",
    "Nuñez",
    "Oakley",
    "Ochoa",
    "Olsen",
    "O'Neal",
    "Paige",
    "Palmer",
    "Parrish",
    "Peralta",
    "Pike",
    "Prescott",
    "Quill",
    "Ramsey",
    "Rios",
    "Roper",
    "Salas",
    "Sawyer",
    "Serrano",
    "Shaw",
    "Sloan",
    "Stark",
    "Tate",
    "Thorne",
    "Tran",
    "Underwood",
    "Valdez",
    "Vance",
    "Vega",
    "Walsh",
    "Weaver",
    "Whitlock",
    "Wynn",
    "Yates",
    "Zapata",
    "Zeller",
];

pub(super) const FIRST_NAMES: &[&str] = &[
    "Adrian", "Agnes", "Albert", "Alma", "Amos", "Anita", "Arthur", "Beatrice", "Ben", "Bertha",
    "Calvin", "Carmen", "Cecil", "Clara", "Clyde", "Cora", "Daisy", "Daniel", "Della", "Dennis",
    "Doris", "Earl", "Edna", "Elena", "Eli", "Ella", "Ernest", "Esther", "Eva", "Felix", "Fern",
    "Floyd", "Frances", "Frank", "Gilbert", "Gloria", "Grace", "Harold", "Hazel", "Henry", "Hilda",
    "Hugo", "Ida", "Inez", "Irene", "Isaac", "Ivy", "Jack", "Jane", "Jesse", "Joan", "Joel",
    "Juana", "June", "Karl", "Laura", "Lena", "Leo", "Lewis", "Lila", "Louis", "Lucy", "Luis",
    "Mabel", "Mae", "Manuel", "Marta", "Martin", "Maude", "Max", "Miles", "Minnie", "Nadia",
    "Nell", "Nina", "Nora", "Olive", "Omar", "Oscar", "Otis", "Paul", "Pearl", "Pedro", "Rita",
    "Rosa", "Roy", "Ruth", "Sadie", "Saul", "Sylvia", "Theo", "Tomas", "Vera", "Victor", "Wanda",
    "Warren", "Willa", "Zelda",
];
