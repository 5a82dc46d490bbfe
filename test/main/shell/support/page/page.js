// Says hello, keeps what it hears, and tells the engine what a page of ours can see.
window.heard = [];
window.strongroom.receive((text) => {
  const message = JSON.parse(text);
  window.heard.push(message);
  if (message.kind === 'engine' && message.text.startsWith('offer')) {
    window.strongroom.post(JSON.stringify({ kind: 'engine', text: `here ${JSON.stringify(window.heard[0])}` }));
  }
});
window.strongroom.post(JSON.stringify({ kind: 'hello' }));
// Whether text runs as a script: the policy of the page decides, so the page must try it, not the test from outside.
window.probe = new Promise((resolve) => {
  const handler = document.createElement('div');
  addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
  try {
    handler.setAttribute('onclick', 'resolve');
    handler.click();
  } catch (error) {
    resolve(error.name);
  }
});
