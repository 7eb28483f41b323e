//! The demo clinic's three action plans, as the team wrote them down.

mod first;
mod second;
mod third;

use super::PlanLine;

/// The plans, the oldest first; the last is the one under way.
pub(super) static PLANS: [PlanLine; 3] = [first::PLAN, second::PLAN, third::PLAN];
