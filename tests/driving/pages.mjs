// A browser without a screen: keeps cookies as one does, and sends the form it was given, with its token.
export class Browser {
  constructor(served) {
    this.served = served;
    this.cookies = new Map();
  }

  get(path) {
    return this.#send(path, { method: 'GET' });
  }

  // A file that this browser may have, as it is sent.
  async bytes(path) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const reply = await fetch(this.served.address + path, { headers: { cookie } });
    return Buffer.from(await reply.arrayBuffer());
  }

  // As `post`, with fields of which several have one name.
  postAll(path, fields) {
    return this.#send(path, { method: 'POST', body: new URLSearchParams([['csrf', this.csrf], ...fields]) });
  }

  // Posts the form of the page last seen; `upload` sends it as the multipart form that it then is.
  post(path, fields, { upload = false } = {}) {
    const form = upload ? new FormData() : new URLSearchParams();
    for (const [name, value] of Object.entries({ csrf: this.csrf, ...fields })) form.set(name, value);
    return this.#send(path, { method: 'POST', body: form });
  }

  async #send(path, request) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { origin: this.served.address, ...(cookie && { cookie }) };
    const reply = await fetch(this.served.address + path, { ...request, headers, redirect: 'manual' });
    for (const line of reply.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      this.cookies.set(name, value);
    }
    const text = await reply.text();
    this.csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? this.csrf;
    const location = reply.headers.get('location');
    if (location && reply.status === 303) return this.get(location);
    return { status: reply.status, headers: reply.headers, text };
  }

  async signIn({ account, password }) {
    await this.get('/sign-in');
    return this.post('/sign-in', { account, password });
  }
}
