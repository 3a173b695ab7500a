// Tables for the measures: four inputs, of which one row holds, and inputs whose answer is known from how they are made.
const spaces = {
  1.1: 'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
  1.5: 'https://www.omg.org/spec/DMN/20230324/MODEL/',
}
const columns = [
  ['kind', 'string'],
  ['amount', 'number'],
  ['days', 'number'],
  ['online', 'boolean'],
]
const groups = 20 // texts of the first column; within each, stretches of amounts

// Row i: one text, one stretch of amounts, and two cells that hold for many rows.
function row(i) {
  const group = i % groups
  const step = Math.floor(i / groups)
  return {
    cells: [`"k${group}"`, `[${step * 10}..${step * 10 + 10})`, i % 2 ? '>= 0' : '< 1000', i % 3 ? '-' : 'true'],
    output: i + 1,
    input: { kind: `k${group}`, amount: step * 10 + (i % 10), days: i % 400, online: true },
  }
}

export function table(rows) {
  return Array.from({ length: rows }, (_, i) => row(i))
}

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

export function xml(rows, version) {
  const needs = columns.map(([name]) => `<informationRequirement><requiredInput href="#${name}"/></informationRequirement>`)
  const inputs = columns.map(([name, type]) => `<inputData id="${name}" name="${name}"><variable name="${name}" typeRef="${type}"/></inputData>`)
  const clauses = columns.map(
    ([name, type], i) => `<input id="c${i}"><inputExpression id="e${i}" typeRef="${type}"><text>${name}</text></inputExpression></input>`,
  )
  const rules = rows.map(
    ({ cells, output }, i) =>
      `<rule id="r${i + 1}">${cells.map((cell, j) => `<inputEntry id="r${i}i${j}"><text>${escape(cell)}</text></inputEntry>`).join('')}` +
      `<outputEntry id="r${i}o"><text>${output}</text></outputEntry></rule>`,
  )
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="${spaces[version]}" id="d" name="bench" namespace="urn:bench">` +
    `${inputs.join('')}<decision id="answer" name="answer"><variable name="answer" typeRef="number"/>${needs.join('')}` +
    `<decisionTable id="t" hitPolicy="UNIQUE">${clauses.join('')}<output id="o" name="answer" typeRef="number"/>${rules.join('\n')}</decisionTable>` +
    `</decision></definitions>\n`
  )
}
