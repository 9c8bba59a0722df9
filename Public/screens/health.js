// Tells the server's health and version. Enhances <p data-screen="health">.

/** @param {HTMLElement} element takes the sentence */
export async function connect(element) {
  element.textContent = await sentence()
}

async function sentence() {
  try {
    const answer = await fetch("/health/ready")
    if (!answer.ok) return "The server is there, but cannot use its database."
    const { version } = await answer.json()
    return `The server is well. Its version is ${version}.`
  } catch {
    return "The server does not answer."
  }
}
