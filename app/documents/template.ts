/**
 * The one Typst source. It reads the document as data and never as markup, so nothing a user writes can be run. Change the
 * look here; change what is said in `typeset.ts`.
 */
export const template = `
#let doc = json(bytes(sys.inputs.at("document")))
#let words = doc.words
#let muted = luma(85)
#let hair = 0.5pt + luma(185)
#let rule = 0.8pt + black

#set document(title: doc.title, author: doc.letterhead.authority, date: datetime(
  year: doc.date.at(0), month: doc.date.at(1), day: doc.date.at(2)))
#set text(font: "Libertinus Serif", size: 11pt, lang: "sv", region: "SE", hyphenate: true,
  number-type: "lining")
#set par(leading: 0.62em, spacing: 1.05em, justify: false, linebreaks: "optimized")
#set page(
  paper: "a4",
  margin: (left: 30mm, right: 25mm, top: 25mm, bottom: 28mm),
  footer-descent: 9mm,
  header: context if doc.letterhead.draft and counter(page).get().first() > 1 {
    set text(size: 8.5pt, fill: muted)
    align(right, doc.draftRemark)
  },
  footer: {
    set text(size: 8.5pt, fill: muted, number-width: "tabular")
    line(length: 100%, stroke: hair)
    v(-0.55em)
    grid(columns: (1fr, auto), column-gutter: 1em,
      doc.letterhead.footer,
      context [#words.page #counter(page).display() #words.of #counter(page).final().first()])
  },
)

#show heading: it => block(
  above: if it.level == 2 { 2.1em } else { 1.6em },
  below: 0.75em,
  sticky: true,
  text(
    size: if it.level == 1 { 20pt } else if it.level == 2 { 14pt } else if it.level == 3 { 11.5pt } else { 11pt },
    weight: "semibold",
    style: if it.level == 4 { "italic" } else { "normal" },
    hyphenate: false,
    it.body))
#show link: it => underline(stroke: 0.4pt + muted, offset: 1.6pt, it)
#set list(marker: [–], indent: 0.2em, body-indent: 0.7em, spacing: 0.7em)
#set enum(indent: 0.2em, body-indent: 0.7em, spacing: 0.7em)

#let code(it) = text(size: 0.6em, weight: "regular", style: "normal", fill: muted, number-width: "tabular", hyphenate: false, [⟨#it⟩])

#let set-run(run) = {
  if run.kind == "strong" { strong(run.text) }
  else if run.kind == "emphasis" { emph(run.text) }
  else if run.kind == "link" {
    if run.outside { link(run.href, run.text) } else { run.text }
  }
  else if run.kind == "figure" {
    if run.short { box[#run.text#h(0.08em)#code(run.code)] }
    else [#run.text#h(0.08em)#code(run.code)]
  }
  else { run.text }
}
#let prose(runs) = runs.map(set-run).join()

// A number and, beside or below it, its code. The place beside is as wide for every code, so that numbers stand under each other.
// The code itself has room to spare: it must not break at its hyphen.
#let cell-code(it) = text(size: 4.8pt, weight: "regular", fill: muted, number-width: "tabular", hyphenate: false, [⟨#it⟩])
#let code-place = doc.sizes.code * 1mm
#let set-cell(it) = {
  if it.codes == "beside" {
    let run = it.runs.first()
    box[#run.text#box(width: code-place, align(left, box(width: 2 * code-place, [#h(0.5mm)#cell-code(run.code)])))]
  } else if it.codes == "below" {
    it.runs.map(run => if run.kind == "figure" [#run.text#linebreak()#cell-code(run.code)] else { set-run(run) }).join()
  } else {
    prose(it.runs)
    if it.padded { h(code-place) }
  }
}

#let label-of(label, words) = [#text(fill: muted, label + ".") #text(weight: "semibold", words)]
#let small(body) = block(above: 0.6em, below: 0pt, text(size: 8.5pt, fill: muted, par(leading: 0.5em, body)))

#show figure: set block(breakable: true)
#show figure: set align(left)
#set figure(supplement: none, numbering: none, gap: 0.75em)
#set figure.caption(position: top)
#show figure.caption: it => block(width: 100%, sticky: true, par(hanging-indent: 0pt, text(hyphenate: false, it.body)))

#let set-table(data) = {
  let count = data.columns.len()
  let side(column) = if column.align == "number" { right } else { left }
  let head = data.columns.map(column => table.cell(align: side(column) + bottom, strong(column.head)))
  let place = 0
  let group-cells = ()
  let group-lines = ()
  for group in data.groups {
    group-cells.push(table.cell(colspan: group.span, align: center + bottom, inset: (bottom: 3pt), group.head))
    if group.head != "" {
      group-lines.push(table.hline(y: 1, start: place, end: place + group.span, stroke: hair))
    }
    place += group.span
  }
  let body = ()
  for row in data.rows {
    if row.total { body.push(table.hline(stroke: rule)) }
    for (index, cell) in row.cells.enumerate() {
      let words = set-cell(cell)
      body.push(table.cell(align: side(data.columns.at(index)) + top, breakable: row.tall,
        if row.total { strong(words) } else { words }))
    }
    if not row.total { body.push(table.hline(stroke: hair)) }
  }
  if data.rows.len() == 0 { body.push(table.cell(colspan: count, words.emptyTable)) }
  let texts = data.columns.filter(column => column.align != "number").len()
  set text(size: 9pt, number-width: "tabular", hyphenate: false)
  set par(leading: 0.42em)
  show table.cell: it => { set text(hyphenate: it.x == 0 or data.columns.at(it.x).align != "number"); it }
  table(
    columns: data.columns.enumerate().map(((index, column)) =>
      if column.align == "number" and texts > 0 { auto } else { data.widths.at(index) * 1fr }),
    stroke: none,
    inset: (x, y) => (left: if x == 0 { 0pt } else { 4pt }, right: if x == count - 1 { 0pt } else { 4pt }, y: 3.4pt),
    table.header(..group-cells, ..group-lines, ..head, table.hline(stroke: rule)),
    ..body,
  )
}

#let apart(body, breakable: true) = block(above: 1.7em, below: 1.9em, width: 100%, breakable: breakable, body)

// A table of less than half a page is not divided: a higher one would leave too much of the page before it empty. Its height is
// measured: a block that may not be divided and is higher than the page would run out over the margin.
#let page-height = 297mm - 25mm - 28mm
#let tabled(data) = {
  let body = {
    figure(kind: "tabell", caption: label-of(data.label, data.caption), set-table(data))
    for note in data.notes { small(prose(note)) }
  }
  if data.long { apart(body) }
  else { context apart(breakable: measure(width: doc.sizes.text * 1mm, body).height > 0.45 * page-height, body) }
}

#let pictured(data) = {
  for (index, part) in data.parts.enumerate() {
    let title = if data.parts.len() == 1 { data.title } else { data.title + " (" + part.name + ")" }
    apart(breakable: false, {
      figure(kind: "bild", caption: label-of(data.label, title),
        image(bytes(part.svg), format: "svg", width: 100%, alt: data.description))
      if index == data.parts.len() - 1 { small[#prose(data.source) #data.stands] }
    })
  }
}

#let set-block(it) = {
  if it.kind == "heading" {
    heading(level: it.level + 1, if it.number == "" { it.text } else [#it.number#h(0.6em)#it.text])
  } else if it.kind == "paragraph" { par(prose(it.runs)) }
  else if it.kind == "placeholder" { par(text(style: "italic", fill: muted, it.text)) }
  else if it.kind == "list" {
    if it.ordered { enum(tight: false, ..it.items.map(item => enum.item(prose(item)))) }
    else { list(tight: false, ..it.items.map(item => list.item(prose(item)))) }
  } else if it.kind == "clauses" {
    if it.leadIn != "" { block(sticky: true, below: 0.8em, it.leadIn) }
    if it.numbered { enum(tight: false, spacing: 0.85em, ..it.items.map(item => enum.item(prose(item)))) }
    else {
      list(tight: false, marker: none, indent: 0pt, body-indent: 0pt, spacing: 0.85em,
        ..it.items.map(item => list.item(par(hanging-indent: 1.4em, prose(item)))))
    }
  } else if it.kind == "table" { tabled(it) }
  else if it.kind == "picture" { pictured(it) }
  else if it.kind == "facts" {
    block(above: 1.3em, below: 1.5em, grid(columns: (auto, 1fr), inset: (x, y) => (left: if x == 0 { 0pt } else { 1.6em }, y: 3.6pt), stroke: (bottom: hair),
      ..it.items.map(item => (text(fill: muted, item.term), prose(item.runs))).flatten()))
  } else if it.kind == "quote" {
    block(inset: (left: 1.6em), above: 1.1em, below: 1.1em, {
      par(emph(prose(it.runs)))
      if it.source != "" { text(size: 9.5pt, fill: muted, it.source) }
    })
  } else if it.kind == "note" {
    let stroke = if it.tone == "unknown" { (paint: black, thickness: 1pt, dash: "dashed") }
      else if it.tone == "warning" { 1.4pt + black } else { 1pt + luma(170) }
    block(stroke: (left: stroke), inset: (left: 0.9em, y: 0.25em), above: 1.2em, below: 1.2em, width: 100%,
      par([#strong(it.head + ".") #prose(it.runs)]))
  } else if it.kind == "pageBreak" { pagebreak(weak: true) }
  else if it.kind == "signatures" {
    block(breakable: false, above: 4.2em, grid(columns: (1fr, 1fr), column-gutter: 2.5em, row-gutter: 3.4em,
      ..it.people.map(person => block(width: 100%, stroke: (top: 0.6pt), inset: (top: 0.45em))[
        #person.name #linebreak() #text(size: 9.5pt, fill: muted, person.role)])))
  }
}

// The letterhead.
#block(below: 1.6em, {
  grid(columns: (1fr, auto), column-gutter: 2em,
    [#text(size: 12pt, weight: "semibold", doc.letterhead.authority)
      #if doc.letterhead.administration != "" { linebreak() + doc.letterhead.administration }],
    align(right)[#doc.letterhead.kind
      #if doc.letterhead.draft { linebreak() + strong(words.draft) }])
})
#block(width: 100%, stroke: (top: hair, bottom: hair), inset: (y: 0.75em), below: 2.6em, {
  set text(size: 9.5pt, hyphenate: false)
  set par(leading: 0.45em)
  grid(columns: (1fr, 1fr, 1fr), column-gutter: 1.6em, row-gutter: 1.1em,
    ..doc.letterhead.facts.map(fact => {
      text(size: 8.5pt, fill: muted, fact.term)
      for line in fact.lines { linebreak() + line }
      if fact.email != "" { linebreak() + link("mailto:" + fact.email, fact.email) }
    }))
})
#heading(level: 1, doc.title)
#v(0.4em)

#for it in doc.blocks { set-block(it) }

#if doc.behindPictures.len() > 0 {
  heading(level: 2, words.behindPictures)
  if doc.behindRemark != "" { par(doc.behindRemark) }
  for it in doc.behindPictures { tabled(it) }
}

// The list of figures: small type in two columns, a heading for each question.
#let entry(it) = par(hanging-indent: 27mm, {
  box(width: 16mm, box(width: 20mm, it.code))
  if it.value.len() <= 9 { box(width: 9.2mm, align(right, it.value)) } else { it.value }
  h(1.8mm)
  it.name
})
#if doc.figures.groups.len() > 0 {
  heading(level: 2, words.contentsOfFigures)
  block(sticky: true, below: 0.6em, doc.figures.remark)
  set text(size: 7.5pt, number-width: "tabular", hyphenate: false)
  set par(leading: 0.42em)
  show heading: it => block(above: 1.15em, below: 0.6em, sticky: true, text(size: 8pt, weight: "semibold", it.body))
  columns(2, gutter: 7mm, for group in doc.figures.groups {
    heading(level: 3, group.title)
    list(tight: false, marker: none, indent: 0pt, body-indent: 0pt, spacing: 0.5em,
      ..group.entries.map(it => list.item(entry(it))))
  })
}
#if doc.remark != "" { v(1em) + text(size: 9pt, fill: muted, doc.remark) }
`;
