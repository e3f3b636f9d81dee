/// How a report looks on a desk, on a phone and on paper.
enum ReportStyle {
    static let css = """
        :root { color-scheme: light; }
        * { box-sizing: border-box; }
        body { margin: 0; background: #fff; color: #1b1b1b; font: 16px/1.5 "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; overflow-wrap: break-word; }
        main { max-width: 54rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
        h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 1rem; }
        h2 { font-size: 1.5rem; line-height: 1.25; margin: 3.5rem 0 1rem; padding-top: 1rem; border-top: 2px solid #1b1b1b; }
        h3 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; }
        h4 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
        p { margin: .6rem 0; }
        a { color: #0b5394; }
        .claim { font: italic 1.2rem/1.5 Charter, Georgia, serif; margin: 1rem 0 1.4rem; padding-inline-start: 1rem; border-inline-start: 4px solid #0072b2; }
        .note, small, figcaption { color: #555; font-size: .875rem; }
        small { display: inline-block; line-height: 1.35; }
        code { font: .85em/1.4 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; background: #f3f3f3; padding: .1em .3em; border-radius: 3px; overflow-wrap: anywhere; }
        figure { margin: 1rem 0; }
        .quote { margin: .8rem 0; padding-inline-start: 1rem; border-inline-start: 3px solid #ccc; }
        blockquote { margin: 0; font-family: Charter, Georgia, serif; }
        cite { font-style: normal; font-weight: 600; color: #333; }
        .table { overflow-x: auto; margin: .8rem 0; }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; }
        th, td { text-align: start; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #ddd; }
        th { border-bottom: 2px solid #888; font-weight: 600; vertical-align: bottom; }
        .number { text-align: end; font-variant-numeric: tabular-nums; }
        td.number { white-space: nowrap; }
        table small { font-size: .92em; }
        .place { white-space: nowrap; }
        svg { display: block; max-width: 100%; height: auto; margin: 0 auto; }
        details { margin: 1.4rem 0; }
        summary { font-weight: 600; cursor: pointer; }
        @media screen and (max-width: 40rem) {
        .picture { overflow-x: auto; }
        .picture svg { max-width: none; }
        .picture svg > rect:first-of-type { fill: none; }
        /* A shadow at the side where there is more. */
        .table, .picture { background: linear-gradient(to right, #fff 30%, #fff0) 0 0, linear-gradient(to left, #fff 30%, #fff0) 100% 0, linear-gradient(to right, #0003, #0000) 0 0, linear-gradient(to left, #0003, #0000) 100% 0; background-repeat: no-repeat; background-size: 2.5rem 100%, 2.5rem 100%, .8rem 100%, .8rem 100%; background-attachment: local, local, scroll, scroll; }
        }
        @media (max-width: 40rem) {
        body { font-size: 15px; }
        main { padding: 1rem .75rem 3rem; }
        table { font-size: .78rem; }
        th { font-size: .7rem; letter-spacing: -.01em; }
        th, td { padding-inline-end: .35rem; hyphens: auto; }
        td:first-child { min-width: 7.2em; overflow-wrap: anywhere; }
        td.number small { font-size: .85em; }
        h1 { font-size: 1.5rem; }
        h2 { font-size: 1.25rem; }
        .claim { font-size: 1.08rem; }
        }
        @page { margin: 18mm 16mm; }
        @media print {
        body { font-size: 10.5pt; }
        main { max-width: none; padding: 0; }
        section { break-before: page; }
        h2 { margin-top: 0; border-top: 0; padding-top: 0; }
        h2, h3, h4 { break-after: avoid; }
        figure, tr, .claim { break-inside: avoid; }
        thead, tbody tr:nth-child(-n+2) { break-after: avoid; }
        tbody tr:nth-last-child(-n+2) { break-before: avoid; }
        .table { overflow: visible; }
        table { font-size: 9pt; }
        small, .note, figcaption { font-size: 8.5pt; }
        th, td { padding-top: .12rem; padding-bottom: .12rem; }
        a { color: inherit; text-decoration: none; }
        svg { max-height: 150mm; width: auto; }
        details::details-content { content-visibility: visible; display: block; height: auto; }
        summary { list-style: none; break-after: avoid; }
        p { orphans: 3; widows: 3; }
        }

        """
}

extension ReportStyle {
    /// What a document with cards has besides: a booklet rather than a report.
    ///
    /// Colours are borders, which browsers print where they leave backgrounds out.
    static let cards = """
        h1, h2 { font-family: Charter, Georgia, serif; font-weight: 600; }
        h2 { border-top: 0; border-bottom: 1px solid #1b1b1b; padding: 0 0 .35rem; }
        .contents, .index { list-style: none; margin: 0; padding: 0; }
        .contents li { padding-inline-start: calc(var(--depth) * 1.35rem); margin: .18rem 0; }
        .contents li[style*="--depth: 0"] { font-weight: 600; margin-top: .6rem; }
        .contents a, .index a { color: inherit; text-decoration: none; }
        .contents a:hover, .index a:hover { text-decoration: underline; }
        .contents bdi, .index bdi { font-variant-numeric: tabular-nums; }
        .index { columns: 16rem auto; column-gap: 2.5rem; font-size: .92rem; }
        .index li { margin: .15rem 0; break-inside: avoid; }
        .index bdi + bdi { color: #555; padding-inline-start: .4em; }
        .swatch { display: inline-block; border: .36rem solid; border-radius: 2px; margin-inline-end: .5rem; vertical-align: .05em; }
        .card { margin: 0 0 1.1rem; padding: .75rem 1.1rem .85rem; border: 1px solid #d0d0d0; border-inline-start: .55rem solid #d0d0d0; border-radius: 3px; break-inside: avoid; }
        .card h3, .card h4, .card h5, .card h6 { margin: 0; font-size: 1.1rem; line-height: 1.3; }
        .card h3 { font-size: 1.3rem; }
        .card h3 bdi:first-child:not(:last-child), .card h4 bdi:first-child, .card h5 bdi:first-child, .card h6 bdi:first-child { font-weight: 400; color: #555; padding-inline-end: .35em; }
        .facts { margin: .15rem 0 0; color: #444; font-size: .875rem; }
        dl { display: grid; grid-template-columns: 6.5rem 1fr; gap: .4rem 1.1rem; margin: .7rem 0 0; }
        dt { grid-column: 1; color: #555; font-size: .85rem; line-height: 1.7; hyphens: auto; }
        dd { grid-column: 2; margin: 0; font-family: Charter, Georgia, serif; }
        .further { color: #555; font-size: .9rem; }
        .language { font: .78rem/1 "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; letter-spacing: .03em; color: #777; padding-inline-end: .25em; }
        @media (max-width: 40rem) {
        dl { display: block; }
        dt { margin-top: .5rem; }
        .card { padding: .6rem .75rem; }
        }
        @page { size: A4; margin: 20mm 18mm 22mm; @bottom-center { content: counter(page); font: 9pt Charter, Georgia, serif; color: #555; } }
        @media print {
        body { font-size: 9.5pt; line-height: 1.42; }
        section:first-of-type { break-before: auto; }
        h2 { margin-bottom: .8rem; }
        .card { margin-bottom: .8rem; padding: .5rem .8rem .55rem; break-inside: avoid; }
        .card h3 { font-size: 1.15rem; }
        .facts, dt, .further { font-size: 8.5pt; }
        dl { gap: .2rem .9rem; margin-top: .4rem; }
        .contents li { break-inside: avoid; margin: .08rem 0; }
        .contents li[style*="--depth: 0"] { break-after: avoid; }
        .contents a::after { content: leader(dotted) target-counter(attr(href), page); font-weight: 400; }
        }

        """
}
