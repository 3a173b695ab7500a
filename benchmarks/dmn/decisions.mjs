// See run. congvu answers by its command line, `dmn eval --inputs`, which times evaluation alone.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { unaryTest } from 'feelin'
import peer from '@hbtgmbh/dmn-eval-js'
import { table, xml } from './tables.mjs'

const congvu = process.env.CONGVU
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'decisions-'))
const sizes = [10, 200, 5000]
const seconds = 1 // that each peer is measured for
peer.setLogger?.({ setLevel() {}, warn() {}, info() {}, error() {}, debug() {} })

function ask(file, ...options) {
  return JSON.parse(execFileSync(congvu, ['dmn', 'eval', file, '--decision', 'answer', '--json', ...options], { maxBuffer: 1 << 28 }))
}

function ours(rows, file) {
  for (const row of rows.filter((_, i) => i % Math.ceil(rows.length / 20) === 0)) {
    const { result } = ask(file, '--input', JSON.stringify(row.input))
    if (result !== row.output) throw new Error(`congvu: ${result} for row ${row.output}`)
  }
  const inputs = path.join(folder, `${rows.length}.json`)
  fs.writeFileSync(inputs, JSON.stringify(rows.map((row) => row.input)))
  const repeat = Math.ceil(400000 / rows.length)
  const { decisions, seconds: took } = ask(file, '--inputs', inputs, '--repeat', String(repeat))
  return decisions / took
}

// The decisions a second of `decide`, each answer checked.
function measured(rows, decide) {
  let done = 0
  const begin = performance.now()
  while (performance.now() - begin < seconds * 1000) {
    const row = rows[done % rows.length]
    const answer = decide(row.input)
    if (answer !== row.output) throw new Error(`a peer answers ${answer} for row ${row.output}`)
    done += 1
  }
  return (done * 1000) / (performance.now() - begin)
}

function feelin(rows) {
  const names = ['kind', 'amount', 'days', 'online']
  const holds = (cell, value) => cell === '-' || unaryTest(cell, { '?': value }).value === true
  return measured(rows, (input) => {
    const hits = rows.filter((row) => row.cells.every((cell, i) => holds(cell, input[names[i]])))
    return hits.length === 1 ? hits[0].output : null
  })
}

async function dmnEvalJs(rows) {
  const decisions = await peer.decisionTable.parseDmnXml(xml(rows, 1.1))
  return measured(rows, (input) => peer.decisionTable.evaluateDecision('answer', decisions, input).answer)
}

const shown = (n) => (n < 100 ? n.toFixed(1) : Math.round(n).toLocaleString('en')).padStart(12)
const ratio = (a, b) => (b ? `${Math.round(a / b).toLocaleString('en')} ×` : '-').padStart(10)

console.log('decisions a second, one core: four inputs, one row of them holds')
console.log('  rows      congvu       feelin  dmn-eval-js   to feelin  to dmn-eval-js')
for (const size of sizes) {
  const rows = table(size)
  const file = path.join(folder, `${size}.dmn`)
  fs.writeFileSync(file, xml(rows, 1.5))
  const own = ours(rows, file)
  const others = [feelin(rows), size > 1000 ? 0 : await dmnEvalJs(rows)] // its parser takes minutes for thousands of rows
  console.log(`${String(size).padStart(6)}${shown(own)}${others.map((n) => (n ? shown(n) : '-'.padStart(12))).join(' ')}${others.map((n) => ratio(own, n)).join('  ')}`)
}

const large = path.join(folder, '5000.dmn')
const begin = performance.now()
ask(large, '--input', '{}')
console.log(`a table of 5,000 rows is read, compiled and asked once in ${Math.round(performance.now() - begin)} ms, the program's start included`)

const condition = path.join(folder, 'condition.dmn')
fs.writeFileSync(
  condition,
  `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="c" namespace="urn:c"><inputData id="a" name="amount"/><inputData id="k" name="kind"/>` +
    `<decision id="answer" name="answer"><informationRequirement><requiredInput href="#a"/></informationRequirement><informationRequirement><requiredInput href="#k"/></informationRequirement>` +
    `<literalExpression><text>amount &gt; 1000 and kind = "x"</text></literalExpression></decision></definitions>`,
)
const inputs = path.join(folder, 'condition.json')
fs.writeFileSync(inputs, JSON.stringify(Array.from({ length: 1000 }, (_, i) => ({ amount: i * 2, kind: i % 2 ? 'x' : 'y' }))))
const { decisions, seconds: took } = ask(condition, '--inputs', inputs, '--repeat', '1000')
console.log(`amount > 1000 and kind = "x", as a decision of its own: ${Math.round(decisions / took).toLocaleString('en')} a second`)
fs.rmSync(folder, { recursive: true })
