// Finds what has a screen on this page and connects its module.
for (const element of document.querySelectorAll("[data-screen]")) {
  const { connect } = await import(`./screens/${element.dataset.screen}.js`)
  connect(element)
}
