//! The recovery sheet to print: one page that needs nothing but itself.

use std::fmt::Write as _;

use super::IN_A_ROW;
use crate::ui::view::View;

const STYLE: &str = "@page{margin:20mm}body{font:15px/1.5 sans-serif;color:#111;max-width:42em;margin:2em auto}\
h1{font-size:22px}table{border-collapse:collapse;margin:1.5em 0}\
td{border:1px solid #555;padding:10px 18px;font:600 26px/1.2 monospace;letter-spacing:.08em}\
td small{display:block;font:12px sans-serif;letter-spacing:0;color:#444}dt{float:left;width:7em;color:#444}";

/// "cedar-fork recovery sheet.html".
pub(super) fn file_name(clinic_file: &str) -> String {
    let stem = clinic_file
        .strip_suffix(".sixblocks")
        .unwrap_or(clinic_file);
    format!("{stem} recovery sheet.html")
}

/// The page.
pub(super) fn html(view: &View<'_>, groups: &[String]) -> String {
    let clinic = &view.workbook.clinic;
    let place = if clinic.site.is_empty() {
        clinic.name.clone()
    } else {
        format!("{}, {}", clinic.name, clinic.site)
    };
    let (place, file, date) = (escaped(&place), escaped(&view.status.file_name), view.today);
    let key = table(groups);
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Recovery sheet</title>\
         <style>{STYLE}</style></head><body><h1>Recovery sheet of a Sixblocks clinic file</h1>\
         <dl><dt>Clinic</dt><dd>{place}</dd><dt>File</dt><dd>{file}</dd><dt>Made on</dt><dd>{date}</dd></dl>\
         <p>This key opens the file and its backups without the passphrase. Whoever holds it can read every \
         patient in the file: keep this sheet on paper, in a sealed envelope, apart from the computer.</p>{key}\
         <p>To use it, open the file in Sixblocks, choose “Use the recovery key of the sheet” and type the groups \
         from left to right. Case and spaces do not count; the last group tells whether something is mistyped.</p>\
         <p><strong>Print this page, then delete the file it came from.</strong></p></body></html>\n"
    )
}

fn table(groups: &[String]) -> String {
    let mut table = "<table>".to_owned();
    for (row, cells) in groups.chunks(IN_A_ROW).enumerate() {
        table.push_str("<tr>");
        for (column, group) in cells.iter().enumerate() {
            let number = row * IN_A_ROW + column + 1;
            // Writing into a String cannot fail.
            let _ = write!(
                table,
                "<td><small>{number}</small><span>{}</span></td>",
                escaped(group)
            );
        }
        table.push_str("</tr>");
    }
    table.push_str("</table>");
    table
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_become_markup() {
        assert_eq!(
            escaped("A & B <script>\"x\""),
            "A &amp; B &lt;script&gt;&quot;x&quot;"
        );
    }

    #[test]
    fn seventeen_groups_stand_in_rows_of_four() {
        let groups: Vec<String> = (1..=17).map(|n| format!("{n:04}")).collect();
        let table = table(&groups);
        assert_eq!(table.matches("<tr>").count(), 5);
        assert_eq!(table.matches("<td>").count(), 17);
    }
}
