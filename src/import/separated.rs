//! Separated text (CSV, TSV, pipes) to rows of cells, whatever the quotes do.

use super::cells::Cells;
use super::finding::Finding;

/// Separators tried, the most usual first.
pub const SEPARATORS: [char; 4] = [',', '\t', ';', '|'];
/// Longest quoted cell; beyond it the quotation mark counts as never closed.
const LONGEST_QUOTED: usize = 1 << 20;
/// After this many rows with open quotes, quotation marks are read as ordinary characters.
const MOST_DAMAGED: usize = 1000;

/// The text after an Excel `sep=;` line, and the separator that line names.
pub fn separator_line(text: &str) -> (Option<char>, &str) {
    let end = text.find(['\r', '\n']).unwrap_or(text.len());
    let first = text.get(..end).unwrap_or_default().trim_matches(['"', ' ']);
    let named = first
        .get(..4)
        .filter(|s| s.eq_ignore_ascii_case("sep="))
        .and_then(|_| first.chars().nth(4));
    let rest = text.get(end..).unwrap_or_default();
    let rest = rest
        .strip_prefix("\r\n")
        .or_else(|| rest.strip_prefix(['\r', '\n']))
        .unwrap_or(rest);
    match named.filter(char::is_ascii) {
        Some(separator) if first.len() == 5 => (Some(separator), rest),
        _ => (None, text),
    }
}

/// Splits text into rows. Rows are numbered as a spreadsheet would: a quoted line break does not
/// start a new row. A row whose quotation mark is never closed is listed as damaged and reading
/// goes on at the next line, so that it cannot swallow what follows.
pub fn parse(text: String, separator: char, most_rows: usize) -> Cells {
    let mut parser = Parser {
        cells: Cells::over(text),
        separator: separator as u8,
        at: 0,
        line: 1,
        width: 0,
        literal: false,
    };
    while parser.at < parser.cells.source_len && parser.cells.rows.len() < most_rows {
        parser.row();
    }
    parser.cells
}

struct Parser {
    cells: Cells,
    separator: u8,
    at: usize,
    line: u32,
    /// Cells of the widest of the first rows: a quoted cell that holds whole rows is no cell.
    width: usize,
    literal: bool,
}

enum After {
    Cell,
    RowEnd,
    OpenQuote,
}

impl Parser {
    fn byte(&self, at: usize) -> Option<u8> {
        if at < self.cells.source_len {
            self.cells.text().as_bytes().get(at).copied()
        } else {
            None
        }
    }

    fn row(&mut self) {
        let (first, start) = (self.cells.span_count(), self.at);
        loop {
            match self.cell() {
                After::Cell => {}
                After::RowEnd => break,
                After::OpenQuote => return self.damaged_row(first, start),
            }
        }
        let count = self.cells.span_count() - first;
        if self.cells.rows.len() < 40 {
            self.width = self.width.max(count);
        }
        self.cells.end_row(first, self.line);
        self.line += 1;
    }

    fn cell(&mut self) -> After {
        let start = self.at;
        if !self.literal {
            let mut quote = start;
            while self.byte(quote) == Some(b' ') {
                quote += 1;
            }
            if self.byte(quote) == Some(b'"') {
                return self.quoted_cell(quote + 1);
            }
        }
        let end = self.plain_end(start);
        self.cells.push_span(start, end);
        self.step_over(end)
    }

    /// The next separator or line end at or after `from`.
    fn plain_end(&self, from: usize) -> usize {
        let bytes = self
            .cells
            .text()
            .as_bytes()
            .get(from..self.cells.source_len)
            .unwrap_or_default();
        let separator = self.separator;
        from + bytes
            .iter()
            .position(|b| *b == separator || *b == b'\n' || *b == b'\r')
            .unwrap_or(bytes.len())
    }

    fn step_over(&mut self, end: usize) -> After {
        match self.byte(end) {
            Some(b'\r') => {
                self.at = end
                    + if self.byte(end + 1) == Some(b'\n') {
                        2
                    } else {
                        1
                    };
                After::RowEnd
            }
            Some(b'\n') | None => {
                self.at = end + 1;
                After::RowEnd
            }
            Some(_) => {
                self.at = end + 1;
                After::Cell
            }
        }
    }

    fn quoted_cell(&mut self, start: usize) -> After {
        let Some((close, doubled)) = self.closing_quote(start) else {
            return After::OpenQuote;
        };
        let end = self.plain_end(close + 1);
        let tail_is_blank = self.slice(close + 1, end).trim().is_empty();
        let spans_lines = self.slice(start, close).contains(['\n', '\r']);
        if spans_lines && (!tail_is_blank || self.holds_rows(start, close)) {
            return After::OpenQuote;
        }
        if doubled || !tail_is_blank {
            let cell = self.slice(start, close).replace("\"\"", "\"") + self.slice(close + 1, end);
            self.cells.push_text(&cell);
        } else {
            self.cells.push_span(start, close);
        }
        self.step_over(end)
    }

    fn slice(&self, start: usize, end: usize) -> &str {
        self.cells.text().get(start..end).unwrap_or_default()
    }

    /// Where the quoted cell ends, and whether it holds doubled quotation marks.
    fn closing_quote(&self, start: usize) -> Option<(usize, bool)> {
        let limit = self.cells.source_len.min(start + LONGEST_QUOTED);
        let bytes = self.cells.text().as_bytes().get(..limit)?;
        let (mut at, mut doubled) = (start, false);
        loop {
            at += bytes.get(at..)?.iter().position(|b| *b == b'"')?;
            if bytes.get(at + 1) != Some(&b'"') {
                return Some((at, doubled));
            }
            doubled = true;
            at += 2;
        }
    }

    /// Whether a line inside the quotes looks like a row of its own.
    fn holds_rows(&self, start: usize, close: usize) -> bool {
        let needed = self.width.saturating_sub(1).max(3);
        let separator = char::from(self.separator);
        let text = self.slice(start, close);
        text.split(['\n', '\r'])
            .skip(1)
            .any(|line| line.matches(separator).count() >= needed)
    }

    fn damaged_row(&mut self, first: usize, start: usize) {
        let column = self.cells.span_count() - first + 1;
        self.cells.forget_since(first);
        let rest = self.slice(start, self.cells.source_len);
        let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let reason = format!(
            "A quotation mark opened in cell {column} of this line is never closed. Close it or take it out."
        );
        let finding = Finding::cell(
            self.line,
            "",
            rest.get(..length).unwrap_or_default(),
            reason,
        );
        self.cells.damaged.push(finding);
        self.literal = self.cells.damaged.len() > MOST_DAMAGED;
        self.step_over(start + length);
        self.line += 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, separator: char, expected: &[&[&str]]) {
        let cells = parse(text.to_owned(), separator, usize::MAX);
        let rows: Vec<Vec<&str>> = cells.iter().map(|r| r.iter().collect()).collect();
        assert_eq!(rows, expected, "{text:?}");
    }

    #[test]
    fn cells_are_split_by_separator_and_line_end() {
        check("a,b\nc,d\n", ',', &[&["a", "b"], &["c", "d"]]);
        check("a\tb\r\nc\t", '\t', &[&["a", "b"], &["c", ""]]);
        check("a|b\rc|d\r", '|', &[&["a", "b"], &["c", "d"]]);
        check("a, b ,\n\nc", ',', &[&["a", "b", ""], &[""], &["c"]]);
    }

    #[test]
    fn quoted_cells_keep_separators_breaks_and_quotes() {
        check("\"a,b\",c\n", ',', &[&["a,b", "c"]]);
        check(
            "a,\"line one\nline two\",c\nd",
            ',',
            &[&["a", "line one\nline two", "c"], &["d"]],
        );
        check("\"say \"\"hi\"\"\",x", ',', &[&["say \"hi\"", "x"]]);
        check("a, \"b\" ,c", ',', &[&["a", "b", "c"]]);
        check("5\" pipe,x", ',', &[&["5\" pipe", "x"]]);
    }

    #[test]
    fn an_open_quote_costs_one_row_not_the_file() {
        let text = "m,n,d,q\n1,\"a,2,3\n2,b,2,3\n3,\"x, y\",2,3\n4,c,2,3\n";
        let cells = parse(text.to_owned(), ',', usize::MAX);
        let first: Vec<&str> = cells.iter().map(|r| r.cell(0)).collect();
        assert_eq!(first, ["m", "2", "3", "4"]);
        assert_eq!(cells.damaged.first().map(|d| d.line), Some(2));
        assert_eq!(
            cells.iter().map(|r| r.line()).collect::<Vec<_>>(),
            [1, 3, 4, 5]
        );
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
        let cells = parse("a,b\n1,\"x\ny\"\n2,z\n".to_owned(), ',', usize::MAX);
        assert_eq!(
            cells.iter().map(|r| r.line()).collect::<Vec<_>>(),
            [1, 2, 3]
        );
    }

    #[test]
    fn a_separator_line_is_obeyed_and_taken_off() {
        assert_eq!(separator_line("sep=;\r\na;b"), (Some(';'), "a;b"));
        assert_eq!(separator_line("\"sep=|\"\na|b"), (Some('|'), "a|b"));
        assert_eq!(separator_line("sep,a\n"), (None, "sep,a\n"));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_fail_or_lose_the_order_of_rows(text in "[ab,\"\n\r;é ]{0,200}") {
            let cells = parse(text, ',', usize::MAX);
            let lines: Vec<u32> = cells.iter().map(|r| r.line()).collect();
            prop_assert!(lines.windows(2).all(|w| w[0] < w[1]));
        }
    }
}
