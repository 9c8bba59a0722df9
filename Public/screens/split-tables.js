// The tables of the page of a split. Bars repeat numbers that stand beside them, so they are hidden from readers of the
// screen aloud.

import { difference, euros, nameOfMethod, nameOfScenario, wordFor, wordForState } from "./split-words.js"

/**
 * @param {string} name of the element
 * @param {string} text its text
 * @param {object} attributes further ones
 */
export function element(name, text = "", attributes = {}) {
  const made = document.createElement(name)
  made.textContent = text
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  return made
}

/** A table; a cell is a text, an amount ({ cents }) or an element. */
function table(caption, head, rows) {
  const whole = element("table")
  const top = element("tr")
  top.append(...head.map((text) => element("th", text, { scope: "col" })))
  const body = element("tbody")
  body.append(...rows.map(row))
  const header = element("thead")
  header.append(top)
  whole.append(element("caption", caption), header, body)
  return whole
}

function row([first, ...others]) {
  const whole = element("tr")
  whole.append(element("th", first, { scope: "row" }), ...others.map(cell))
  return whole
}

function cell(content) {
  if (content instanceof Element) {
    const whole = element("td")
    whole.append(content)
    return whole
  }
  if (typeof content === "string") return element("td", content)
  return element("td", euros(content.cents), { class: "amount" })
}

/** Bars from a common zero, one for each [kind, cents], next to the largest amount of all. */
function bars(amounts, largest) {
  const space = "http://www.w3.org/2000/svg"
  const make = (name, attributes) => {
    const made = document.createElementNS(space, name)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
    return made
  }
  const height = amounts.length * 16 + 2
  const svg = make("svg", { class: "bars", viewBox: `-100 0 200 ${height}`, "aria-hidden": "true" })
  for (const [index, [kind, cents]] of amounts.entries()) {
    // A length is drawn and not told, so that it may be rounded.
    const length = largest === 0 ? 0 : (Math.abs(Number(cents)) / largest) * 98
    const left = Number(cents) < 0 ? -length : 0
    svg.append(make("rect", { class: kind, x: left, y: index * 16 + 2, width: length, height: 14 }))
  }
  svg.append(make("line", { class: "zero", x1: 0, x2: 0, y1: 0, y2: height }))
  return svg
}

function largestOf(amounts) {
  return Math.max(0, ...amounts.map((cents) => Math.abs(Number(cents))))
}

/** Who wins and loses before anything is shared, and after. */
export function balanceTable(comparison, method, names) {
  const finals = method.allocation.finalCents ?? {}
  const { joint, ...accounts } = comparison.evaluation.accounts
  const ends = Object.entries(accounts).flatMap(([id, account]) => [account.npvCents, finals[id] ?? 0])
  const largest = largestOf(ends)
  const rows = Object.entries(accounts).map(([id, account]) => {
    const { npvCents: before, outsideNpvCents: outside } = account
    const after = finals[id]
    const isDivided = after !== undefined
    return [
      names.get(id) ?? id, { cents: outside }, { cents: before }, wordFor(difference(before, outside)),
      { cents: after }, isDivided ? wordFor(difference(after, outside)) : "not divided",
      bars([["before", before], ["after", after ?? 0]], largest),
    ]
  })
  const head = ["Partner", "Without the others", "Before", "So it", "After", "So it", "Before (grey) and after"]
  return table(`Divided so: ${nameOfMethod(method)}`, head, rows)
}

/** Who pays whom. */
export function paymentTable(method, names) {
  const payments = method.allocation.payments
  if (!payments) return element("p", `This way divides nothing: ${wordForState(method)}.`)
  if (payments.length === 0) return element("p", "Nobody pays anybody.")
  const rows = payments.map(({ from, to, cents }) => [names.get(from) ?? from, names.get(to) ?? to, { cents }])
  return table("Who pays whom", ["From", "To", "Amount"], rows)
}

/** What each partner ends with under each method. */
export function methodTable(comparison, names) {
  const ids = Object.keys(comparison.evaluation.accounts).filter((id) => id !== "joint")
  const rows = comparison.methods.map((method) => {
    const finals = method.allocation.finalCents
    const ends = ids.map((id) => (finals ? { cents: finals[id] } : "–"))
    return [nameOfMethod(method), ...ends, wordForState(method)]
  })
  const head = ["Way of dividing", ...ids.map((id) => names.get(id) ?? id), "State"]
  return table("What each ends with", head, rows)
}

/** Which line, changed by how much, turns the verdict. */
export function sensitivityTable(sensitivity, lines) {
  const flipping = sensitivity.lines.filter((line) => line.flips)
  if (flipping.length === 0) return element("p", "No single line turns the verdict.")
  const rows = flipping.slice(0, 10).map((effect) => {
    const line = lines.get(effect.lineId)
    const name = line?.description || line?.category || line?.kind || "a line"
    const change = effect.changePercent === null ? "–" : `${effect.changePercent} %`
    return [name, { cents: effect.amountCents }, { cents: effect.flipAmountCents }, change]
  })
  const verdict = sensitivity.holds ? "The deal fails when" : "The deal holds when"
  return table(`${verdict} one of these changes so far`, ["Line", "Now", "Then", "Change"], rows)
}

/** What is not money, and what pays better without the chain. */
export function besideTable(results, names) {
  const effects = results.effects.map((effect) => [
    effect.category, `${effect.quantity} ${effect.unit}`, names.get(effect.partnerId) ?? effect.partnerId])
  const incentives = results.perverseIncentives.map((incentive) => [
    `${incentive.category}: pays better without the chain`,
    `${euros(incentive.differenceCents)} more${incentive.factor ? `, ${incentive.factor} times as much` : ""}`,
    names.get(incentive.partnerId) ?? incentive.partnerId])
  if (effects.length + incentives.length === 0) return element("p", "Nothing was entered.")
  return table("In none of the amounts above", ["What", "How much", "Whose"], [...effects, ...incentives])
}

/** The chain by all estimates, and what chance makes of them. */
export function scenarioTable(comparison) {
  const rows = Object.entries(comparison.scenarios).filter(([, row]) => row.gainCents !== undefined)
  const largest = largestOf(rows.map(([, row]) => row.gainCents))
  const cells = rows.map(([code, row]) => [
    nameOfScenario(code), { cents: row.surplusCents }, { cents: row.gainCents }, wordFor(BigInt(row.gainCents)),
    bars([["after", row.gainCents]], largest)])
  return table("The chain together", ["If it goes", "Surplus", "Gain", "So it", "Gain as a bar"], cells)
}

/** The spread of the draws. */
export function drawTable(drawn) {
  const rows = [
    ["the worst draw", { cents: drawn.minGainCents }], ["one in twenty is below", { cents: drawn.p5GainCents }],
    ["one in two is below", { cents: drawn.p50GainCents }], ["one in twenty is above", { cents: drawn.p95GainCents }],
    ["the best draw", { cents: drawn.maxGainCents }], ["on average", { cents: drawn.meanGainCents }],
    ["draws in which the chain does not lose", `${drawn.viableCount} of ${drawn.iterations}`]]
  return table(`Gain in ${drawn.iterations} draws`, ["Where", "Gain"], rows)
}

/** What must be financed, and when it has been earned back. */
export function financeTable(comparison, names) {
  const rows = Object.entries(comparison.evaluation.accounts).map(([id, account]) => [
    names.get(id) ?? id, { cents: account.peakFundingCents }, account.peakFundingYear ?? "–"])
  const { paybackYear, discountedPaybackYear } = comparison.evaluation
  const caption = `Earned back in ${paybackYear ?? "no year"}; discounted, in ${discountedPaybackYear ?? "no year"}`
  return table(caption, ["Account", "Deepest point of its own cash", "Year"], rows)
}

/** The divisions put before the partners; a button has one computed again. */
export function proposalTable(proposals, recalculate) {
  if (proposals.length === 0) return element("p", "Nothing was proposed.")
  const rows = proposals.map((proposal) => {
    const cell = element("span")
    const button = element("button", "Compute again", { type: "button" })
    button.addEventListener("click", () => recalculate(proposal, cell))
    cell.append(button)
    return [proposal.createdAt, proposal.method, proposal.state, String(proposal.approvals.length), cell]
  })
  return table("Put before the partners", ["When", "Way of dividing", "State", "Approvals", "Does it hold?"], rows)
}
