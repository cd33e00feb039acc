/// The style sheet of pages: light and dark by the reader's preference, light in print, one column on a phone.
enum PageStyle {
  /// The style sheet.
  static let css =
    """
    :root{color-scheme:light dark;\(variables(.light))}
    @media screen and (prefers-color-scheme:dark){:root{\(variables(.dark))}}
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%}
    body{margin:0 auto;padding:0 16px 48px;max-width:1080px;background:var(--paper);color:var(--ink);
    font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
    h1{font-size:1.5rem;line-height:1.25;margin:24px 0 4px}
    h2{font-size:1.2rem;line-height:1.3;margin:40px 0 8px;padding-top:8px;border-top:1px solid var(--rule)}
    h3{font-size:1.05rem;margin:28px 0 4px}
    h4{font-size:.95rem;margin:20px 0 4px}
    p{margin:6px 0;max-width:72ch}
    a{color:var(--pro)}
    a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--pro);outline-offset:2px}
    .skip{position:absolute;left:-9999px}.skip:focus{left:8px;top:8px;background:var(--paper);padding:8px}
    nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;margin:12px 0;padding:0}
    .muted{color:var(--muted)}.small{font-size:.875rem}
    .card{background:var(--panel);border:1px solid var(--rule);border-left:6px solid var(--axis);border-radius:6px;
    padding:10px 16px;margin:12px 0}
    .card.pro{border-left-color:var(--pro)}.card.contra{border-left-color:var(--contra)}
    .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:12px;margin:12px 0}
    .cards .card{margin:0}
    .card p:first-child{font-size:1.1rem;font-weight:600}
    table{border-collapse:collapse;font-size:.9rem;margin:8px 0}
    caption{max-width:min(72ch,calc(100vw - 24px));text-align:left;color:var(--muted);font-size:.875rem;padding:4px 0}
    th,td{padding:4px 10px 4px 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule)}
    th{font-weight:600}thead th{color:var(--muted);font-weight:500;vertical-align:bottom}
    tbody th .muted{font-weight:400}
    .num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    .scroll{overflow-x:auto;max-width:100%}
    .wide-table{width:100%}
    .name{min-width:7em}td,th{overflow-wrap:break-word}
    .ticks{display:flex;justify-content:space-between;width:100%;max-width:320px;padding:0 2.3%;font-size:.75rem}
    .ticks.scale span{width:0;display:flex;justify-content:center;white-space:nowrap}
    .digests{min-width:15em;overflow-wrap:anywhere}
    code{font:.875em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
    .feature{white-space:pre-wrap;font-weight:600;font:.875em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
    .digest{font-size:.75rem;color:var(--muted)}
    ul.plain{list-style:none;padding:0;margin:6px 0}ul.plain li{margin:4px 0}
    .passage{background:var(--panel);border-radius:4px;padding:4px 8px;white-space:pre-wrap}
    mark{background:none;color:inherit;font-weight:700;border-bottom:2px solid var(--pro)}
    details{margin:6px 0}summary{cursor:pointer;padding:2px 0}
    .strip{display:block;width:100%;max-width:320px;height:auto}
    .strip-cell{width:50%;min-width:104px}
    .strip .zero{stroke:var(--ink);stroke-width:1}.strip .whisker{stroke:var(--ink);stroke-width:2}
    .strip .dot{fill:var(--ink);stroke:var(--paper);stroke-width:1.5}
    .strip .pro{fill:var(--pro)}.strip .contra{fill:var(--contra)}
    .heat{border-collapse:separate;border-spacing:1px;font-size:.75rem;line-height:1.2}
    .heat th,.heat td{border:0;padding:3px 4px}
    .heat td{text-align:right;min-width:2.9em;font-variant-numeric:tabular-nums;white-space:nowrap}
    .heat tbody th{position:sticky;left:0;background:var(--paper);text-align:right;font-weight:500;
    max-width:11em;white-space:nowrap;overflow:hidden;text-overflow:ellipsis;padding-right:8px}
    .heat thead th{writing-mode:vertical-rl;transform:rotate(180deg);
    text-align:left;white-space:nowrap;font-size:.75rem}
    .heat thead td{min-width:0}
    .roomy{font-size:.9rem}.roomy td{padding:8px 10px}.roomy tbody th{max-width:18em;vertical-align:middle}.roomy thead th{font-size:.9rem}
    .heat .named{font-weight:700;text-decoration:underline;text-underline-offset:2px}
    .key{display:flex;flex-wrap:wrap;gap:4px 10px;list-style:none;padding:0;margin:8px 0;font-size:.8rem}
    .key span{display:inline-block;min-width:1.6em;text-align:center;border-radius:2px;margin-right:4px}
    \(heat)
    @media (max-width:520px){body{padding:0 12px 32px}th,td{padding-right:6px}.strip-cell{width:42%}}
    @media print{body{max-width:none;font-size:10pt;padding:0}nav,.skip{display:none}
    .scroll{overflow:visible}.card,tr{break-inside:avoid}h2,h3,h4{break-after:avoid}
    .heat td,.key span,.strip{-webkit-print-color-adjust:exact;print-color-adjust:exact}
    .heat{font-size:6.5pt}.roomy,.roomy thead th{font-size:9pt}.heat td{min-width:0;padding:1px}.heat thead th{font-size:6.5pt}
    .heat tbody th{position:static;max-width:8em;padding-right:3px}
    .dense{font-size:3.2pt;border-spacing:0}.dense td{padding:0}.dense th,.dense thead th{font-size:4pt;padding:0}
    details::details-content{content-visibility:visible;block-size:auto}}

    """

  private static func variables(_ palette: ReportPalette) -> String {
    var all = [
      ("paper", palette.paper), ("panel", palette.panel), ("ink", palette.ink), ("muted", palette.muted),
      ("rule", palette.rule), ("axis", palette.axis), ("pro", palette.pro), ("contra", palette.contra),
    ]
    for (index, color) in palette.heat.enumerated() { all.append(("h\(index)", color)) }
    for (index, color) in palette.heatInk.enumerated() { all.append(("i\(index)", color)) }
    return all.map { "--\($0.0):\($0.1.css)" }.joined(separator: ";")
  }

  private static let heat = ReportPalette.light.heat.indices.map { index in
    ".h\(index){background:var(--h\(index));color:var(--i\(index))}.strip .h\(index){fill:var(--h\(index))}"
  }.joined(separator: "\n")
}
