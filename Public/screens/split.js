// Shows one split: who wins and loses before and after, payments, methods side by side, which line flips the deal, and
// the sentences. Enhances <main data-screen="split">; every number is one that the server computed.

import { balanceTable, element, methodTable, paymentTable, sensitivityTable, besideTable } from "./split-tables.js"
import { nameOfMethod } from "./split-words.js"

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
  const body = await answer.json()
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
  const [split, comparison, results, lines] = await Promise.all([
    read(page, `/v1/splits/${id}`),
    read(page, `/v1/splits/${id}/comparison?${query}`),
    read(page, `/v1/splits/${id}/results?${query}`),
    readAll(page, `/v1/splits/${id}/lines?limit=100`),
  ])
  const names = await nameAccounts(page, split)
  if (turn !== page.turn) return
  page.shown = { split, comparison, results, lines: new Map(lines.map((line) => [line.id, line])), names }
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
  const { comparison, results, lines, names } = page.shown
  const method = comparison.methods[page.main.querySelector("#method").selectedIndex]
  const sections = [
    section("Before and after", balanceTable(comparison, method, names)),
    section("Payments", paymentTable(method, names)),
    section("Methods side by side", methodTable(comparison, names)),
    section("What flips the deal", sensitivityTable(comparison.sensitivity, lines)),
    section("Beside the money", besideTable(results, names)),
    section("In words", ...sentences(comparison, lines)),
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

/** The sentences of the server, English and Dutch; lines are called by their descriptions. */
function sentences(comparison, lines) {
  const name = (text) => {
    for (const [id, line] of lines) {
      text = text.replaceAll(id, `“${line.description || line.category || line.kind}”`)
    }
    return text
  }
  return [["en", "In English"], ["nl", "In het Nederlands"]].map(([language, title]) => {
    const whole = element("details", "", { lang: language })
    whole.append(element("summary", title))
    const list = element("ul")
    const told = [...comparison.explanation[language], ...comparison.sensitivity.explanation[language].slice(1)]
    list.append(...told.map((text) => element("li", name(text))))
    whole.append(list)
    return whole
  })
}
