"""Plots of figures as SVG, for the pages of results."""

import math
from typing import Sequence
from xml.sax.saxutils import escape

WIDTH, LABELS, BAR, GAP, TOP = 760, 230, 18, 8, 44


def bars(title: str, figures: Sequence[tuple[str, float, bool]]) -> str:
    """Lying bars on a logarithmic scale; each figure has its name, its size, and whether it is ours."""
    least = 10 ** math.floor(math.log10(min(size for _, size, _ in figures)))
    most = 10 ** math.ceil(math.log10(max(size for _, size, _ in figures)))
    room = WIDTH - LABELS - 90
    height = TOP + len(figures) * (BAR + GAP) + 34

    def along(size: float) -> float:
        return LABELS + room * math.log(size / least) / math.log(most / least)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="13">',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="12" y="24" font-size="15" font-weight="bold">{escape(title)}</text>']
    mark = least
    while mark <= most:
        x = along(mark)
        parts.append(f'<path d="M{x:.1f} {TOP - 6}V{height - 28}" stroke="#ddd"/>')
        parts.append(f'<text x="{x:.1f}" y="{height - 12}" text-anchor="middle" fill="#666">{mark:,.0f}</text>')
        mark *= 10
    for place, (name, size, is_ours) in enumerate(figures):
        y = TOP + place * (BAR + GAP)
        parts.append(f'<text x="{LABELS - 8}" y="{y + 14}" text-anchor="end">{escape(name)}</text>')
        parts.append(
            f'<rect x="{LABELS}" y="{y}" width="{max(1, along(size) - LABELS):.1f}" height="{BAR}" '
            f'fill="{"#c2410c" if is_ours else "#94a3b8"}"/>')
        parts.append(f'<text x="{along(size) + 6:.1f}" y="{y + 14}">{size:,.0f}</text>')
    return "\n".join([*parts, "</svg>", ""])
