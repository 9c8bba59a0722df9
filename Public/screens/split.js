// Shows one split: who wins and loses before and after, payments, methods side by side, which line flips the deal, and
// the sentences. Enhances <main data-screen="split">; every number is one that the server computed.

import {
  balanceTable, besideTable, drawTable, element, financeTable, methodTable, paymentTable, proposalTable, scenarioTable,
  sensitivityTable,
} from "./split-tables.js"
import { exactly, nameOfMethod } from "./split-words.js"

/** Draws for the spread of the gain; always the same ones, so that two variants are compared on the same luck. */
const draws = "iterations=2000&seed=1"

/** @param {HTMLElement} main the page's main part */
export function connect(main) {
  const part = (name) => main.querySelector(`[data-part="${name}"]`)
  const page = { main, part, names: new Map(), shown: null, turn: 0 }
  part("access").addEventListener("submit", (event) => {
    event.preventDefault()
    attempt(page, () => showChoice(page))
  })
  for (const id of ["split", "variant"]) {
    main.querySelector(`#${id}`).addEventListener("change", () => attempt(page, () => load(page)))
  }
  main.querySelector("#method").addEventListener("change", () => draw(page))
}

/** Runs a step, and tells what went wrong. */
async function attempt(page, step) {
  page.part("status").textContent = "One moment …"
  try {
    await step()
  } catch (error) {
    page.part("result").replaceChildren()
    page.part("status").textContent = error.message
  }
}

/** Asks the server; a refusal is told in its own words. */
async function read(page, path) {
  const token = page.main.querySelector("#token").value.trim()
  const headers = token ? { Authorization: `Bearer ${token}` } : {}
  const answer = await fetch(path, { headers })
  const body = exactly(await answer.text())
  if (!answer.ok) throw new Error(body.detail ?? body.title ?? `The server answered ${answer.status}.`)
  return body
}

/** All items of a list, page by page. */
async function readAll(page, path) {
  const items = []
  let next = path
  while (next) {
    const body = await read(page, next)
    items.push(...body.items)
    const address = body.next && new URL(body.next)
    next = address && address.pathname + address.search
  }
  return items
}

async function showChoice(page) {
  const choice = page.main.querySelector("#split")
  choice.replaceChildren()
  for (const initiative of await readAll(page, "/v1/initiatives?limit=100")) {
    const splits = await readAll(page, `/v1/initiatives/${initiative.id}/splits?limit=100`).catch(() => [])
    for (const split of splits) {
      choice.append(element("option", `${initiative.title}: ${split.title}`, { value: split.id }))
    }
  }
  page.part("choice").hidden = choice.options.length === 0
  if (choice.options.length === 0) throw new Error("There is no split that you may see.")
  await load(page)
}

/** Reads a split; an answer that comes after a later choice is dropped. */
async function load(page) {
  const turn = ++page.turn
  const id = page.main.querySelector("#split").value
  const query = `variant=${encodeURIComponent(page.main.querySelector("#variant").value)}`
  const [split, comparison, results, lines, proposals] = await Promise.all([
    read(page, `/v1/splits/${id}`),
    read(page, `/v1/splits/${id}/comparison?${query}&${draws}`),
    read(page, `/v1/splits/${id}/results?${query}`),
    readAll(page, `/v1/splits/${id}/lines?limit=100`),
    readAll(page, `/v1/splits/${id}/proposals?limit=100`),
  ])
  const names = await nameAccounts(page, split)
  if (turn !== page.turn) return
  page.shown = { comparison, results, proposals, lines: new Map(lines.map((line) => [line.id, line])), names }
  const methods = page.main.querySelector("#method")
  const last = methods.selectedIndex
  methods.replaceChildren(
    ...comparison.methods.map((method, index) => element("option", nameOfMethod(method), { value: String(index) })))
  methods.selectedIndex = Math.min(Math.max(last, 0), comparison.methods.length - 1)
  draw(page)
}

async function nameAccounts(page, split) {
  for (const { partnerId } of split.partners) {
    if (page.names.has(partnerId)) continue
    const partner = await read(page, `/v1/partners/${partnerId}`).catch(() => ({ name: partnerId }))
    page.names.set(partnerId, partner.name)
  }
  page.names.set("joint", "joint account")
  return page.names
}

function draw(page) {
  const { comparison, results, proposals, lines, names } = page.shown
  const method = comparison.methods[page.main.querySelector("#method").selectedIndex]
  const sections = [
    section("Before and after", balanceTable(comparison, method, names)),
    section("Payments", paymentTable(method, names)),
    section("Methods side by side", methodTable(comparison, names)),
    section("If it goes otherwise", scenarioTable(comparison), drawTable(comparison.monteCarlo)),
    section("What must be financed", financeTable(comparison, names)),
    section("What flips the deal", sensitivityTable(comparison.sensitivity, lines)),
    section("Beside the money", besideTable(results, names)),
    section("In words", ...sentences(comparison)),
    section("Proposals", proposalTable(proposals, (proposal, cell) => recalculate(page, proposal, cell))),
  ]
  page.part("result").replaceChildren(...sections)
  const hidden = comparison.withheldPartnerIds.length
  page.part("status").textContent = hidden === 0
    ? "All open lines are in it."
    : `The lines of ${hidden} partner(s) that compete with you, or may, are not in it.`
}

function section(title, ...content) {
  const whole = element("section")
  whole.append(element("h2", title), ...content)
  return whole
}

/** Has a proposal computed again by the server, and tells whether it holds. */
async function recalculate(page, proposal, cell) {
  cell.textContent = "One moment …"
  try {
    const { isSame } = await read(page, `/v1/split-proposals/${proposal.id}/recalculation`)
    if (isSame === null) cell.textContent = "It was computed by rules of another time."
    else cell.textContent = isSame ? "The same to the cent." : "It comes out differently."
  } catch (error) {
    cell.textContent = error.message
  }
}

/** The sentences of the server, English and Dutch. */
function sentences(comparison) {
  return [["en", "In English"], ["nl", "In het Nederlands"]].map(([language, title]) => {
    const whole = element("details", "", { lang: language })
    whole.append(element("summary", title))
    const list = element("ul")
    const { sensitivity, scenarios, monteCarlo, explanation } = comparison
    const further = [sensitivity, scenarios, monteCarlo].flatMap((part) => part.explanation[language].slice(1))
    list.append(...[...explanation[language], ...further].map((text) => element("li", text)))
    whole.append(list)
    return whole
  })
}
