//! The promises of measures: who is counted, how series and marks read, what is refused.
