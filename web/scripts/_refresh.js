// Pages that follow what happens elsewhere: the queue's screens fetch themselves anew and put the new content in place,
// so that nothing flickers and a form being filled in is left alone.
export function refresh_by_itself() {
  const mark = document.querySelector('[data-refresh]');
  const main = document.querySelector('main');
  if (!mark || !main) return;
  setInterval(() => follow(main), Number(mark.dataset.refresh) * 1000);
}

async function follow(main) {
  if (document.hidden || main.contains(document.activeElement)) return;
  try {
    const reply = await fetch(location.href, { credentials: 'same-origin' });
    if (!reply.ok) return;
    const page = new DOMParser().parseFromString(await reply.text(), 'text/html');
    const fresh = page.querySelector('main');
    if (fresh && fresh.innerHTML !== main.innerHTML) main.innerHTML = fresh.innerHTML;
  } catch {
    // The server is down for a moment: what is shown stays, and the next turn asks again.
  }
}
