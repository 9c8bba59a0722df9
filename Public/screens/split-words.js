// How the page of a split says amounts and methods.

/**
 * @param {number} cents whole euro cents
 * @returns {string} such as € 1,234.56, made from whole numbers only
 */
export function euros(cents) {
  if (cents === null || cents === undefined) return "–"
  const size = BigInt(Math.abs(cents))
  const whole = (size / 100n).toString().replace(/\B(?=(\d{3})+$)/g, ",")
  return `${cents < 0 ? "-" : ""}€ ${whole}.${(size % 100n).toString().padStart(2, "0")}`
}

const methods = {
  equal: "everybody ends with the same",
  equalGain: "the gain in equal parts",
  compensation: "nobody loses; winners pay",
  proportional: "the gain in proportion",
}

const keys = { weights: "to the agreed weights", cost: "to cost", burden: "to burdens", benefit: "to benefits" }

/** @param {object} method a row of the comparison */
export function nameOfMethod(method) {
  const name = methods[method.allocation.method] ?? method.allocation.method
  return method.weightKey ? `${name} ${keys[method.weightKey] ?? method.weightKey}` : name
}

/** @param {number} difference cents above what a partner has without the others */
export function wordFor(difference) {
  if (difference === 0) return "the same"
  return difference > 0 ? "wins" : "loses"
}

const states = {
  ok: "can be done",
  insufficient: "not enough to make up for every loss",
  noAgreement: "no agreement possible",
}

/** @param {object} method a row of the comparison */
export function wordForState(method) {
  return states[method.allocation.status] ?? method.allocation.status
}
