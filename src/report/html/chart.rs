//! Charts as inline SVG. Each stands beside a table or a label with the same numbers, so that nothing is told by a picture alone.

use maud::{Markup, html};

/// A bar beside a number in a row of a table: how much of the largest it is.
pub(super) fn bar(value: usize, of: usize) -> Markup {
    let width = value as f64 * 100.0 / of.max(1) as f64;
    html! {
        svg.bar viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            rect.track x="0" y="0" width="100" height="10" {}
            rect.fill x="0" y="0" width=(format!("{width:.1}")) height="10" {}
        }
    }
}

/// A column for each step of time, with its value above it.
pub(super) struct Column {
    /// What stands under the column.
    pub(super) label: String,
    /// Its height.
    pub(super) value: f64,
}

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 200.0;
const FOOT: f64 = 26.0;
const HEAD: f64 = 18.0;

/// Columns over time. `title` says in words what is drawn.
pub(super) fn columns(title: &str, columns: &[Column]) -> Markup {
    let most = columns.iter().map(|column| column.value).fold(0.0, f64::max).max(0.1);
    let step = WIDTH / columns.len().max(1) as f64;
    let width = (step * 0.7).min(56.0);
    // Labels need about 54 pixels each.
    let every = (54.0 / step).ceil().max(1.0) as usize;
    let base = HEIGHT - FOOT;
    html! {
        svg.columns role="img" aria-label=(title) viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) {
            line.axis x1="0" x2=(WIDTH) y1=(base) y2=(base) {}
            @for (index, column) in columns.iter().enumerate() {
                @let height = column.value / most * (base - HEAD);
                @let x = step * index as f64 + (step - width) / 2.0;
                @let middle = format!("{:.1}", x + width / 2.0);
                rect.fill x=(format!("{x:.1}")) y=(format!("{:.1}", base - height)) width=(format!("{width:.1}")) height=(format!("{height:.1}")) rx="2" {}
                @if index % every == 0 {
                    text x=(middle) y=(HEIGHT - 8.0) text-anchor="middle" { (column.label) }
                    text.value x=(middle) y=(format!("{:.1}", base - height - 5.0)) text-anchor="middle" { (format!("{:.1}", column.value)) }
                }
            }
        }
    }
}
