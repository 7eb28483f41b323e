//! The promises of Sixblocks, one module each.

mod store;
