// A client that knows only /api/openapi.json: calls go by operation id, or by the path that the worklist gives for an
// act, and every request and reply is held against its schema.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Description } from '../openapi/truth.mjs';

export class Api {
  static async at(served) {
    const reply = await fetch(`${served.address}/api/openapi.json`);
    return new Api(served, new Description(await reply.json()));
  }

  constructor(served, description) {
    this.served = served;
    this.description = description;
    this.sessions = new Map();
  }

  // `path`: values of the path's names. `as`: an account. `secret`: of the slip. `unchecked`: a body wrong on purpose.
  call(id, options = {}) {
    const operation = this.description.operation(id);
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(options.path[name]));
    return this.#send(operation, path, options);
  }

  // One of the acts that a duty lists.
  act(act, options) {
    const operation = this.description.operationAt(act.method, act.path);
    return this.#send(operation, act.path, options);
  }

  async #send(operation, path, { as, secret, key, body, query, headers = {}, unchecked = false }) {
    if (!unchecked) this.description.checkRequest(operation, body);
    const sent = { accept: 'application/json', ...headers };
    if (body !== undefined) sent['content-type'] ??= 'application/json';
    if (as) sent.authorization = `Bearer ${this.sessions.get(as)}`;
    if (secret) sent['congvu-secret'] = secret;
    if (operation.method === 'post') sent['idempotency-key'] = key ?? randomUUID();
    const search = query ? `?${new URLSearchParams(query)}` : '';
    const answer = await fetch(`${this.served.address}${path}${search}`, {
      method: operation.method.toUpperCase(),
      headers: sent,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    const reply = { status: answer.status, headers: answer.headers, text, body: text ? JSON.parse(text) : undefined };
    this.description.check(operation, reply);
    return reply;
  }

  // The body of a call that must go well.
  async good(id, options) {
    const reply = await this.call(id, options);
    assert.ok(reply.status < 300, `${id} said ${reply.status}: ${reply.text}`);
    return reply.body;
  }

  async signIn(account) {
    const { token } = await this.good('open_session', {
      body: { account: account.account, password: account.password },
    });
    this.sessions.set(account.account, token);
    return account.account;
  }

  async signInAll() {
    this.accounts = this.served.accounts();
    for (const account of this.accounts) await this.signIn(account);
    return this.accounts;
  }

  // The names of the accounts that have this role.
  of(role) {
    return this.accounts.filter((account) => account.role === role).map((account) => account.account);
  }

  // The whole worklist of an account, piece by piece.
  async duties(as) {
    const found = [];
    let query = { holder: 'me', limit: '200' };
    while (query) {
      const { items, next } = await this.good('worklist', { as, query });
      found.push(...items);
      query = next ? Object.fromEntries(new URL(next, this.served.address).searchParams) : null;
    }
    return found;
  }
}

// A body with what a schema demands and no more.
export function filled(schema) {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'object') {
    const required = schema.required ?? [];
    return Object.fromEntries(required.map((name) => [name, filled(schema.properties[name])]));
  }
  if (schema.type === 'array') return [];
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1;
  if (schema.type === 'boolean') return true;
  return 'Nguyễn Thị Mẫu';
}
