//! Reads a product text, with its strength and form columns, into a medicine.
