//! Long work on a thread of its own, with progress and cancel.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// How far a job is; shared with its thread.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicU64,
    total: AtomicU64,
    cancelled: AtomicBool,
}

impl Progress {
    /// Reports progress; false asks the job to stop.
    pub fn report(&self, done: u64, total: u64) -> bool {
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        !self.cancelled.load(Ordering::Relaxed)
    }

    /// The share done, where the total is known.
    pub fn share(&self) -> Option<f32> {
        let total = self.total.load(Ordering::Relaxed);
        (total > 0).then(|| self.done.load(Ordering::Relaxed) as f32 / total as f32)
    }

    /// Asks the job to stop at its next report.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }
}

/// Work under way that will hand over a `T`.
#[derive(Debug)]
pub struct Job<T> {
    /// What it does, for the status line: "Reading fills.csv".
    pub name: String,
    /// How far it is.
    pub progress: Arc<Progress>,
    results: Receiver<T>,
}

/// What a look at a job finds.
pub enum Poll<T> {
    /// Still at work.
    Running,
    /// Done.
    Done(T),
    /// The thread ended without a result: it panicked.
    Lost,
}

impl<T: Send + 'static> Job<T> {
    /// Starts `work`; `context` is woken when it is done.
    pub fn start(
        name: impl Into<String>,
        context: &egui::Context,
        work: impl FnOnce(&Progress) -> T + Send + 'static,
    ) -> Self {
        let progress = Arc::new(Progress::default());
        let (sender, results) = channel();
        let (shared, context) = (Arc::clone(&progress), context.clone());
        std::thread::spawn(move || {
            let wake = WakeOnDrop(context);
            // The receiver is gone when the window closed meanwhile; nobody waits for the result.
            let _ = sender.send(work(&shared));
            drop(wake);
        });
        Self {
            name: name.into(),
            progress,
            results,
        }
    }

    /// Looks whether it is done.
    pub fn poll(&self) -> Poll<T> {
        match self.results.try_recv() {
            Ok(result) => Poll::Done(result),
            Err(TryRecvError::Empty) => Poll::Running,
            Err(TryRecvError::Disconnected) => Poll::Lost,
        }
    }
}

/// Asks for a new frame however the thread ends.
struct WakeOnDrop(egui::Context);

impl Drop for WakeOnDrop {
    fn drop(&mut self) {
        self.0.request_repaint();
    }
}
