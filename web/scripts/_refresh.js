// Pages that follow what happens elsewhere: the queue's screens fetch themselves anew and put the new content in place,
// so that nothing flickers and a form being filled in is left alone. A mark with data-refresh-of renews only the part of
// that id, and goes on while something else on the page is being typed.
export function refresh_by_itself() {
  const mark = document.querySelector('[data-refresh]');
  const main = document.querySelector('main');
  if (!mark || !main) return;
  const part = () => (mark.dataset.refreshOf ? document.getElementById(mark.dataset.refreshOf) : main);
  setInterval(() => follow(part()), Number(mark.dataset.refresh) * 1000);
}

async function follow(part) {
  if (!part || document.hidden || part.contains(document.activeElement)) return;
  try {
    const reply = await fetch(location.href, { credentials: 'same-origin' });
    if (!reply.ok) return;
    const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
    const fresh = part.id ? page.getElementById(part.id) : page.querySelector('main');
    if (fresh && fresh.innerHTML !== part.innerHTML) part.innerHTML = fresh.innerHTML;
  } catch {
    // The server is down for a moment: what is shown stays, and the next turn asks again.
  }
}
