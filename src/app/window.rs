//! Opens the window, on whatever can draw: OpenGL first, wgpu second, a sentence third.

use std::path::PathBuf;
use std::process::ExitCode;

use super::shell::{Launch, Shell};

/// Size of a clinic's usual screen.
const SIZE: [f32; 2] = [1366.0, 768.0];
const LEAST_SIZE: [f32; 2] = [1024.0, 640.0];

/// The packages a bare Debian lacks for a window.
const PACKAGES: &str = "libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libgl1 libegl1";

/// Opens the window and stays until it is closed.
#[allow(
    clippy::print_stderr,
    reason = "without a window there is nothing else to speak through"
)]
pub fn run(demo: bool, file: Option<PathBuf>) -> ExitCode {
    let launch = match (demo, file) {
        (true, _) => Launch::Demo,
        (false, Some(file)) => Launch::File(file),
        (false, None) => Launch::First,
    };
    if !has_display() {
        eprintln!(
            "sixblocks: There is no display to open a window on. Without one, use: sixblocks new, import, registry, \
             gaps, huddle, measures, assessment, wording, milestones, plan, med, runchart, backup, check (sixblocks help)."
        );
        return ExitCode::FAILURE;
    }
    say_what_is_missing_when_the_window_panics();
    let mut reasons = Vec::new();
    for renderer in renderers() {
        match open(renderer, &launch) {
            Ok(()) => return ExitCode::SUCCESS,
            Err(error) => reasons.push(error.to_string()),
        }
    }
    eprintln!(
        "sixblocks: No window could be opened: {}. On Debian, install: apt-get install {PACKAGES}",
        reasons.join("; ")
    );
    ExitCode::FAILURE
}

/// Whether a window can be tried at all; only Linux tells beforehand.
fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY") || set("WAYLAND_SOCKET")
}

/// The order to try in; `SIXBLOCKS_RENDERER=glow|wgpu` leaves one.
fn renderers() -> Vec<eframe::Renderer> {
    match std::env::var("SIXBLOCKS_RENDERER").as_deref() {
        Ok("glow") => vec![eframe::Renderer::Glow],
        Ok("wgpu") => vec![eframe::Renderer::Wgpu],
        _ => vec![eframe::Renderer::Glow, eframe::Renderer::Wgpu],
    }
}

fn open(renderer: eframe::Renderer, launch: &Launch) -> eframe::Result {
    let viewport = egui::ViewportBuilder::default()
        .with_title("Sixblocks")
        .with_app_id("sixblocks")
        .with_inner_size(SIZE)
        .with_min_inner_size(LEAST_SIZE);
    let options = eframe::NativeOptions {
        renderer,
        viewport,
        ..Default::default()
    };
    let launch = launch.clone();
    eframe::run_native(
        "sixblocks",
        options,
        Box::new(move |context| Ok(Box::new(Shell::new(&context.egui_ctx, launch)))),
    )
}

/// The window library panics when a keyboard library is missing; the plain reason helps more.
#[allow(
    clippy::print_stderr,
    reason = "the window is gone; there is nothing else to speak through"
)]
fn say_what_is_missing_when_the_window_panics() {
    std::panic::set_hook(Box::new(move |info| {
        if info.to_string().contains("xkbcommon") {
            eprintln!(
                "sixblocks: A library for the window is missing. On Debian: apt-get install {PACKAGES}"
            );
        } else if let Some(at) = info.location() {
            // Never the panic's own words: they can quote a record.
            eprintln!(
                "sixblocks: Something went wrong inside the program ({}:{}). What was saved is safe.",
                at.file(),
                at.line()
            );
        }
    }));
}
