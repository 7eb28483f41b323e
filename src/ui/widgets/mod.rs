//! The parts screens are composed of. Each finds the [`Theme`](super::theme::Theme) by itself, has an
//! accessible name, and shows a focus ring.

mod button;
mod card;
mod chip;
mod choice;
mod control;
mod date_field;
mod dialog;
mod empty_state;
mod field;
mod filter_button;
mod frame;
mod icon_button;
mod key_tile;
mod label;
mod labelled;
mod layout;
mod marks;
mod menu;
mod notice;
mod page;
mod progress;
mod segmented;
mod table;
#[cfg(test)]
pub(crate) mod testing;
mod tile;
mod who_field;
mod words_link;

pub use button::Button;
pub use card::{Card, card, divider, panel_header};
pub use chip::{Band, GapState, band_chip, band_chip_sized, gap_chip, status_chip, value_chip};
pub use choice::Choice;
pub use control::is_focused;
pub use date_field::{DateField, DateReading};
pub use dialog::{Dialog, DialogOutcome, DialogResponse};
pub use empty_state::{EmptyAction, EmptyState};
pub use field::TextField;
pub use filter_button::{FilterButton, FilterResponse, filter_choice, filter_text};
pub use frame::{
    StatusSign, TabStrip, main_area, present_edge, search_button, side_panel, status_item,
    status_line,
};
pub use icon_button::{IconButton, link};
pub use key_tile::key_tile;
pub use label::{facts, key_hint, text};
pub use labelled::{field_error, field_label};
pub use layout::{begin_at_top, ends, ends_if_room, toolbar, within};
pub use marks::{checkbox, radio_rows};
pub use menu::{menu_button, menu_check, menu_item, menu_rule};
pub use notice::{Notice, NoticeResponse};
pub use page::{page_header, stepper};
pub use progress::{progress, small_bar};
pub use segmented::{Segment, segmented, segmented_small};
pub use table::{
    Align, Col, DataTable, NOT_KNOWN, PlainRows, RowKey, Rows, Sort, TableResponse, TableState,
    Tone, all_rows, compare_cells,
};
pub use tile::{Signal, Tile};
pub use who_field::{KnownName, WhoField};
pub use words_link::words_link;
