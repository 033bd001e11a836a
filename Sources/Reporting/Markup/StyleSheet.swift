extension Markup {
  /// Quiet on paper and on screen, by day and by night; nothing is fetched.
  static let reportStyle = style(
    """
    :root { color-scheme: light dark; --ink: #1f2328; --soft: #59626c; --paper: #fff; --rule: #d8dde3;
      --wash: #f5f7f9; --one: #1f5fa8; --two: #b4552d; }
    @media (prefers-color-scheme: dark) {
      :root { --ink: #e4e8ec; --soft: #9aa5b1; --paper: #14181c; --rule: #343b43; --wash: #1c2126;
        --one: #74aef0; --two: #e99a6c; }
    }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 62rem; background: var(--paper);
      color: var(--ink); font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans",
      "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC",
      "WenQuanYi Micro Hei", sans-serif; -webkit-text-size-adjust: 100%; overflow-wrap: anywhere; }
    h1 { margin: 0; font-size: 1.75rem; line-height: 1.25; font-weight: 650; }
    h2 { margin: 2.75rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--rule); font-size: 1.25rem;
      line-height: 1.3; font-weight: 650; }
    h3 { margin: 1.75rem 0 .5rem; font-size: 1rem; font-weight: 650; }
    p { margin: .6rem 0; }
    .by, .note, figcaption, .legend { color: var(--soft); font-size: .875rem; }
    .by { margin-top: .35rem; }
    dl.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem;
      margin: 1.5rem 0; }
    dl.figures > div { padding: .75rem .9rem; background: var(--wash); border-radius: .4rem; }
    dl.figures dt { color: var(--soft); font-size: .8125rem; line-height: 1.35; }
    dl.figures dd { margin: .2rem 0 0; font-size: 1.5rem; line-height: 1.25; font-weight: 600;
      font-variant-numeric: tabular-nums; }
    .watch { margin: 1rem 0; padding: .75rem 1rem .75rem 2rem; background: var(--wash);
      border-left: 3px solid var(--two); border-radius: 0 .4rem .4rem 0; }
    .verdict { font-size: 1.125rem; } .findings { padding-left: 1.1rem; }
    .light { display: inline-block; padding: 0 .5rem; border-radius: .3rem; color: #fff; font-size: .8125rem;
      font-weight: 600; print-color-adjust: exact; }
    .light.green { background: #1a7037; } .light.amber { background: #8a5a00; } .light.red { background: #b3261e; }
    .scroll { overflow-x: auto; margin: .75rem 0; }
    table { border-collapse: collapse; width: 100%; font-size: .875rem; line-height: 1.45;
      font-variant-numeric: tabular-nums; }
    th, td { padding: .4rem .55rem; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top;
      overflow-wrap: normal; }
    th { color: var(--soft); font-weight: 550; vertical-align: bottom; }
    th button { all: unset; cursor: pointer; } th button:hover { text-decoration: underline; }
    th[aria-sort] button::after { content: "\\00a0▾"; } th[aria-sort=ascending] button::after { content: "\\00a0▴"; }
    tbody th { color: inherit; font-weight: inherit; vertical-align: top; }
    .number { text-align: right; white-space: nowrap; }
    thead th.number { white-space: normal; word-break: keep-all; min-width: 3.25rem; }
    th:not(.number), td:not(.number) { min-width: 6.5rem; }
    tbody th:not(.number) { min-width: 8rem; }
    .dense th, .dense td { padding: .4rem .35rem; }
    .dense th:not(.number), .dense td:not(.number) { min-width: 2.75rem; }
    .dense tr > :first-child:not(.number) { min-width: 8rem; }
    .dense td:last-child:not(.number) { min-width: 12rem; }
    .track { display: block; width: 9rem; }
    .bar { display: block; height: .45rem; margin: .45rem 0; min-width: 1px; background: var(--one);
      border-radius: 1px; }
    .bar.raises { background: var(--two); }
    nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1.1rem; margin: 1.25rem 0 0; padding: 0; list-style: none;
      font-size: .875rem; }
    a { color: var(--one); text-underline-offset: .2em; }
    a:focus-visible, th button:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--one); outline-offset: 2px; }
    .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 1.5rem; }
    .charts figure, .charts .scroll { min-width: 0; }
    .rows { max-width: 30rem; }
    figure { margin: 1rem 0; break-inside: avoid; }
    figcaption { font-weight: 550; margin-bottom: .35rem; }
    details { margin: .35rem 0 0; font-size: .875rem; }
    summary { color: var(--soft); cursor: pointer; width: fit-content; }
    details .scroll { max-height: 22rem; overflow-y: auto; }
    svg { display: block; width: 100%; height: auto; }
    svg text { fill: var(--soft); font-size: 10.5px; } svg .small { font-size: 9px; }
    svg .middle { text-anchor: middle; } svg .end { text-anchor: end; }
    svg .grid { stroke: var(--rule); stroke-width: 1; }
    svg .chance { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 4 4; }
    svg .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
    svg .line.colour-1, svg .reach.colour-1 { stroke: var(--one); }
    svg .line.colour-2, svg .reach.colour-2 { stroke: var(--two); }
    svg .reach { stroke-width: 1.25; stroke-opacity: .6; }
    svg .dot.colour-1, svg .block.colour-1 { fill: var(--one); }
    svg .dot.colour-2, svg .block.colour-2 { fill: var(--two); }
    svg .block { fill-opacity: .75; } svg .block:hover { fill-opacity: 1; }
    svg .cloud { fill-opacity: .6; } svg .cloud.colour-1 { fill: var(--one); }
    svg .cloud.colour-2 { fill: var(--two); } svg .cloud.colour-3 { fill: var(--soft); }
    svg.strip { min-width: 9rem; } .meaning { display: block; color: var(--soft); font-size: .8125rem; }
    .ticks { position: relative; height: 1.25rem; } .ticks span { position: absolute; transform: translateX(-50%); }
    svg .dot:hover { r: 5px; }
    svg .spot { fill: transparent; } svg .spot.colour-1:hover { fill: var(--one); fill-opacity: .5; }
    svg .spot.colour-2:hover { fill: var(--two); fill-opacity: .5; }
    .legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .35rem 0 0; padding: 0;
      list-style: none; }
    .key { display: inline-block; width: 1.1rem; height: .2rem; margin-right: .4rem; vertical-align: .25em; }
    .key.colour-1 { background: var(--one); } .key.colour-2 { background: var(--two); } .key.colour-3 { background: var(--soft); }
    pre { margin: .75rem 0; padding: .75rem .9rem; background: var(--wash); border-radius: .4rem;
      white-space: pre-wrap; overflow-wrap: anywhere; }
    code, .code { font: .8125rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono CJK SC", monospace; }
    @media screen and (max-width: 52rem) {
      dl.figures dd { font-size: 1.25rem; }
      .cards thead { display: none; } .cards tr { display: block; padding: .6rem 0; border-bottom: 1px solid var(--rule); }
      .cards tbody th, .cards td { display: flex; justify-content: space-between; gap: 1rem; padding: .15rem 0;
        border: 0; text-align: right; white-space: normal; }
      .cards tbody th { font-weight: 600; } .cards td::before { content: attr(data-title); color: var(--soft);
        text-align: left; flex: none; max-width: 45%; } }
    @media (max-width: 32rem) { body { padding-top: 1.5rem; } dl.figures { grid-template-columns: 1fr 1fr; }
      dl.figures dd { font-size: 1.3rem; } .track { display: none; } }
    @media print {
      :root { color-scheme: light; --ink: #000; --soft: #444; --paper: #fff; --rule: #bbb; --wash: #f3f3f3;
        --one: #1f5fa8; --two: #b4552d; }
      @page { size: A4; margin: 18mm 16mm; }
      body { max-width: none; padding: 0; font-size: 10.5pt; }
      h2 { break-after: avoid; } h3 { break-after: avoid; } tr { break-inside: avoid; }
      thead { display: table-header-group; }
      nav, summary { display: none; } section { break-inside: auto; } .charts { grid-template-columns: 1fr 1fr; }
      table { font-size: 8.5pt; } .meaning { font-size: 7.5pt; } th, td { padding: .25rem .35rem; }
      th:not(.number), td:not(.number), tbody th:not(.number) { min-width: 4em; }
      .scroll { overflow: visible; } .bar, .key, dl.figures > div, .watch { print-color-adjust: exact; }
    }
    """)
}
