//! Excel 97–2003 workbooks, walked through before they are read: the reader believes what such a
//! file says of its own size and order, and a broken one may ask it for more memory than there is.

use super::error::ImportError;

/// Most cells between the first and the last of a sheet, blank ones included.
const MOST_CELLS: u64 = 5_000_000;
/// Columns that the format has.
const COLUMNS: u64 = 256;
const TOO_WIDE: &str = "has a sheet that spans more than 5 million cells";
const END: u32 = 0xFFFF_FFFE;

/// Why a file is not read on.
enum Fault {
    Broken,
    TooLarge,
}

/// Refuses a workbook whose chains of sectors go nowhere or whose cells lie beyond reason.
pub fn inspect(name: &str, bytes: &[u8]) -> Result<(), ImportError> {
    let stream = Compound::of(bytes).and_then(|file| file.workbook());
    let checked = stream.ok_or(Fault::Broken).and_then(|s| check(&s));
    checked.map_err(|fault| match fault {
        Fault::Broken => ImportError::Damaged {
            name: name.to_owned(),
            what: "its inner structure contradicts itself".to_owned(),
        },
        Fault::TooLarge => ImportError::TooLarge {
            name: name.to_owned(),
            limit: TOO_WIDE,
        },
    })
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes
        .chunks_exact(4)
        .filter_map(|four| Some(u32::from_le_bytes(four.try_into().ok()?)))
}

/// A file of sectors and the table that says which follows which.
struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
}

impl<'a> Compound<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Self {
            bytes,
            sector,
            next: Vec::new(),
        };
        let most = bytes.len() / sector;
        let mut tables: Vec<u32> = numbers(bytes.get(76..512)?).collect();
        // Large files list further tables in sectors that end in the number of the next such one.
        let mut more = u32_at(bytes, 68)?;
        let mut met = 0;
        while more < 0xFFFF_FFFA {
            met += 1;
            if met > most {
                return None;
            }
            tables.extend(numbers(file.sector(more)?));
            more = tables.pop()?;
        }
        for table in tables.into_iter().filter(|id| *id < 0xFFFF_FFFA) {
            if file.next.len() > bytes.len() {
                return None;
            }
            let numbers: Vec<u32> = numbers(file.sector(table)?).collect();
            file.next.extend(numbers);
        }
        Some(file)
    }

    fn sector(&self, id: u32) -> Option<&'a [u8]> {
        let start = (id as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// The bytes of a chain of sectors, up to `size`; none when it leads in a circle or nowhere.
    fn chain(&self, start: u32, size: usize) -> Option<Vec<u8>> {
        let (mut bytes, mut id, mut met) = (Vec::new(), start, 0);
        while id != END && bytes.len() < size {
            met += 1;
            if met > self.next.len() {
                return None;
            }
            bytes.extend_from_slice(self.sector(id)?);
            id = *self.next.get(id as usize)?;
        }
        bytes.truncate(size);
        Some(bytes)
    }

    /// The stream that holds the workbook.
    fn workbook(&self) -> Option<Vec<u8>> {
        let folder = self.chain(u32_at(self.bytes, 48)?, usize::MAX)?;
        let root = folder.get(..128)?;
        let small = self.chain(u32_at(root, 116)?, u32_at(root, 120)? as usize)?;
        let table_size = (u32_at(self.bytes, 64)? as usize).checked_mul(self.sector)?;
        let table = self.chain(u32_at(self.bytes, 60)?, table_size)?;
        let named = |wanted: &str| {
            folder.chunks_exact(128).find(|entry| {
                let units = entry.get(..64).unwrap_or_default().chunks_exact(2);
                let units = units.filter_map(|two| Some(u16::from_le_bytes(two.try_into().ok()?)));
                let name: String = char::decode_utf16(units.take_while(|u| *u != 0))
                    .filter_map(Result::ok)
                    .collect();
                name.eq_ignore_ascii_case(wanted)
            })
        };
        let entry = named("Workbook").or_else(|| named("Book"))?;
        let (start, size) = (u32_at(entry, 116)?, u32_at(entry, 120)? as usize);
        if size >= 4096 {
            return self.chain(start, size);
        }
        let next: Vec<u32> = numbers(&table).collect();
        let (mut stream, mut id, mut met) = (Vec::new(), start, 0);
        while id != END && stream.len() < size {
            met += 1;
            let at = (id as usize).checked_mul(64)?;
            stream.extend_from_slice(small.get(at..at.checked_add(64)?.min(small.len()))?);
            id = *next.get(id as usize).filter(|_| met <= next.len())?;
        }
        stream.truncate(size);
        Some(stream)
    }
}

/// Kind and data of each record; the walk ends where the stream does.
fn records(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(rest, 0)?, u16_at(rest, 2)? as usize);
        let data = rest.get(4..4 + length)?;
        rest = rest.get(4 + length..)?;
        Some((kind, data))
    })
}

const END_OF_PART: u16 = 0x000A;
const BEGIN_OF_PART: u16 = 0x0809;
const SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const NUMBERS_IN_A_ROW: u16 = 0x00BD;
/// Records that begin with the row and column of a cell.
const CELLS: [u16; 8] = [
    0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, 0x00D6,
];

/// Bytes that a record of a kind has at least, where the reader takes that for granted.
const LEAST: [(u16, usize); 20] = [
    (0x0006, 6),
    (0x0009, 4),
    (0x0018, 14),
    (0x0022, 2),
    (0x002F, 2),
    (0x0042, 2),
    (SHEET, 7),
    (NUMBERS_IN_A_ROW, 6),
    (0x00D6, 6),
    (0x00E0, 4),
    (0x00E5, 2),
    (0x00FD, 10),
    (0x0201, 6),
    (0x0203, 14),
    (0x0204, 6),
    (0x0205, 8),
    (0x0209, 4),
    (0x027E, 10),
    (0x0409, 4),
    (BEGIN_OF_PART, 4),
];

fn is_whole((kind, data): (u16, &[u8])) -> Result<(), Fault> {
    let least = LEAST.iter().find(|(of, _)| *of == kind);
    match least {
        Some((_, least)) if data.len() < *least => Err(Fault::Broken),
        _ => Ok(()),
    }
}

fn check(stream: &[u8]) -> Result<(), Fault> {
    let globals = records(stream).take_while(|(kind, _)| *kind != END_OF_PART);
    let mut spanned = 0;
    for record in globals {
        is_whole(record)?;
        let (SHEET, data) = record else {
            continue;
        };
        let at = u32_at(data, 0).ok_or(Fault::Broken)? as usize;
        spanned += span(stream.get(at..).ok_or(Fault::Broken)?)?;
        if spanned > MOST_CELLS {
            return Err(Fault::TooLarge);
        }
    }
    Ok(())
}

/// How many cells lie between the first and the last of a sheet.
fn span(sheet: &[u8]) -> Result<u64, Fault> {
    let (mut depth, mut rows, mut columns) = (0u32, 0u64, 0u64);
    for (kind, data) in records(sheet) {
        is_whole((kind, data))?;
        match kind {
            BEGIN_OF_PART => depth += 1,
            // Charts within a sheet are parts of their own.
            END_OF_PART if depth > 1 => depth -= 1,
            END_OF_PART => break,
            DIMENSIONS => {
                let wide = data.len() >= 14;
                let (row, column) = if wide {
                    (u32_at(data, 4), u16_at(data, 10))
                } else {
                    (u16_at(data, 2).map(u32::from), u16_at(data, 6))
                };
                let (row, column) = row.zip(column).ok_or(Fault::Broken)?;
                if u64::from(row) * u64::from(column).max(1) > MOST_CELLS {
                    return Err(Fault::TooLarge);
                }
            }
            _ if kind == NUMBERS_IN_A_ROW || CELLS.contains(&kind) => {
                let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else {
                    continue;
                };
                let more = if kind == NUMBERS_IN_A_ROW {
                    data.len().saturating_sub(12) as u64 / 6
                } else {
                    0
                };
                rows = rows.max(u64::from(row) + 1);
                columns = columns.max(u64::from(column) + more + 1);
            }
            _ => {}
        }
        if columns > COLUMNS {
            return Err(Fault::Broken);
        }
    }
    Ok(rows * columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = (data.len() as u16).to_le_bytes();
        [&kind.to_le_bytes()[..], &length, data].concat()
    }

    /// A stream of one sheet that holds these records.
    fn checked(inside: &[Vec<u8>]) -> &'static str {
        let start = record(BEGIN_OF_PART, &[0; 16]);
        let sheet_at = (start.len() + 11 + 4) as u32;
        let globals = [
            start.clone(),
            record(SHEET, &[&sheet_at.to_le_bytes()[..], &[0, 0, 1]].concat()),
            record(END_OF_PART, &[]),
        ];
        let stream = [
            globals.concat(),
            start,
            inside.concat(),
            record(END_OF_PART, &[]),
        ]
        .concat();
        match check(&stream) {
            Ok(()) => "fine",
            Err(Fault::Broken) => "broken",
            Err(Fault::TooLarge) => "too large",
        }
    }

    #[test]
    fn sheets_that_claim_more_than_they_can_hold_are_refused() {
        let cell = |row: u16, column: u16| {
            record(
                0x0203,
                &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 10]].concat(),
            )
        };
        let claim = |rows: u32, columns: u16| {
            let (rows, columns) = (rows.to_le_bytes(), columns.to_le_bytes());
            record(
                DIMENSIONS,
                &[&[0; 4][..], &rows, &[0; 2], &columns, &[0; 2]].concat(),
            )
        };
        assert_eq!(checked(&[claim(9, 9), cell(0, 0), cell(8, 8)]), "fine");
        assert_eq!(checked(&[cell(0, 0), cell(65_535, 255)]), "too large");
        assert_eq!(checked(&[cell(0, 0), cell(1, 256)]), "broken");
        assert_eq!(checked(&[claim(u32::MAX, 10)]), "too large");
        assert_eq!(checked(&[record(0x0203, &[0; 13])]), "broken", "cut short");
        assert_eq!(checked(&[record(BEGIN_OF_PART, &[0])]), "broken");
    }

    #[test]
    fn a_chain_that_leads_in_a_circle_ends() {
        let mut file = vec![0; 512 * 3];
        file[30] = 9;
        file[68..72].copy_from_slice(&END.to_le_bytes());
        file[76..512].fill(0xFF);
        file[76..80].copy_from_slice(&0u32.to_le_bytes());
        // The folder begins in sector 1, which is followed by itself.
        file[48] = 1;
        file[516] = 1;
        assert!(Compound::of(&file).and_then(|f| f.workbook()).is_none());
        assert!(inspect("t.xls", &file).is_err());
        assert!(inspect("t.xls", &file[..40]).is_err());
    }
}
