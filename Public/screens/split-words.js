// How the page of a split says amounts and methods.

/**
 * Reads an answer with every number as a text: a browser's own numbers are exact up to 2^53 only, and amounts may be
 * larger.
 * @param {string} text a JSON document
 */
export function exactly(text) {
  const textOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?/g
  return JSON.parse(text.replace(textOrNumber, (token) => (token[0] === '"' ? token : `"${token}"`)))
}

/**
 * @param {string|bigint|null} cents whole euro cents
 * @returns {string} such as € 1,234.56, made from whole numbers only
 */
export function euros(cents) {
  if (cents === null || cents === undefined) return "–"
  const amount = BigInt(cents)
  const size = amount < 0n ? -amount : amount
  const whole = (size / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ",")
  return `${amount < 0n ? "-" : ""}€ ${whole}.${(size % 100n).toString().padStart(2, "0")}`
}

/** @returns {bigint} cents of one amount above another */
export function difference(one, other) {
  return BigInt(one) - BigInt(other)
}

const methods = {
  equal: "everybody ends with the same",
  equalGain: "the gain in equal parts",
  compensation: "nobody loses; winners pay",
  proportional: "the gain in proportion",
  nash: "the gain by bargaining power",
  percentages: "by agreed percentages",
  shapley: "what each adds on average",
  nucleolus: "the most dissatisfied group as satisfied as can be",
  perCapitaNucleolus: "the same, counted per member",
  tau: "between the most and the least each can ask for",
  separableCosts: "by what each adds last",
  epm: "everybody the same percentage",
}

const scenarios = {
  base: "as estimated",
  expected: "on average",
  pessimistic: "all estimates at their worse end",
  optimistic: "all estimates at their better end",
  worstCase: "at its very worst",
  bestCase: "at its very best",
}

/** @param {string} code of a scenario */
export function nameOfScenario(code) {
  return scenarios[code] ?? code
}

const keys = { weights: "to the agreed weights", cost: "to cost", burden: "to burdens", benefit: "to benefits" }

/** @param {object} method a row of the comparison */
export function nameOfMethod(method) {
  const name = methods[method.allocation.method] ?? method.allocation.method
  return method.weightKey ? `${name} ${keys[method.weightKey] ?? method.weightKey}` : name
}

/** @param {bigint} gain cents above what a partner has without the others */
export function wordFor(gain) {
  if (gain === 0n) return "the same"
  return gain > 0n ? "wins" : "loses"
}

const states = {
  ok: "can be done",
  unstable: "some group does better without the others",
  insufficient: "not enough to make up for every loss",
  noAgreement: "no agreement possible",
}

/** @param {object} method a row of the comparison */
export function wordForState(method) {
  const { status, fairness } = method.allocation
  if (status === "ok" && fairness?.inCore === false) return states.unstable
  return states[status] ?? status
}
