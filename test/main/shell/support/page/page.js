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
window.probe = new Promise((resolve) => {
  try {
    resolve(`ran: ${Function('return 1')()}`);
  } catch (error) {
    resolve(error.name);
  }
});
