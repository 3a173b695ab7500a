// What the stories share: an office at work, seen only through its API. Whoever has a duty of a dossier in their list
// does what the duty says, and nobody else does anything.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Api, filled } from '../driving/api.mjs';
import { Served, sampleBody } from '../driving/program.mjs';

export const procedures = ['1.005092', '2.001914', '1.005074'];
// Longer than any path through the reference pack
const mostActs = 60;
// What carries a dossier forward, where a duty offers several acts
const forward = ['dossier.accept', 'dossier.return_result', 'duty.complete'];

export async function openOffice(options) {
  const served = await Served.fresh(options);
  const api = await Api.at(served);
  await api.signInAll();
  return api;
}

export async function file(api, procedure, { seed = 1, key = randomUUID(), ...options } = {}) {
  return api.good('file_dossier', { body: sampleBody(procedure, seed), key, ...options });
}

export async function read(api, filed) {
  return api.good('dossier', { path: { code: filed.code }, secret: filed.secret });
}

// The duty of this dossier that somebody has in their list, with who; the first account in the list's order.
export async function dutyOf(api, code, accounts = api.accounts.map((each) => each.account)) {
  for (const as of accounts) {
    const duty = (await api.duties(as)).find((each) => each.code === code);
    if (duty) return { as, duty };
  }
  return null;
}

export function actOf(duty, name) {
  const act = duty.acts.find((each) => each.name === name);
  assert.ok(act, `${duty.step} offers ${duty.acts.map((each) => each.name)}, not ${name}`);
  return act;
}

// One step on; what was done and by whom, or null when nobody has anything to do.
export async function step(api, code) {
  const found = await dutyOf(api, code);
  if (!found) return null;
  const act = found.duty.acts.find((each) => forward.includes(each.name));
  assert.ok(act, `nothing that ${found.as} may do carries ${found.duty.step} on`);
  const reply = await api.act(act, { as: found.as, body: filled(act.schema) });
  assert.equal(reply.status, 201, `${act.name} by ${found.as}: ${reply.text}`);
  return { ...found, act };
}

// On until nobody has a duty of it, or `until` says that it is far enough.
export async function carryOn(api, code, until = () => false) {
  const done = [];
  while (done.length < mostActs) {
    const before = await dutyOf(api, code);
    if (!before || until(before.duty)) return done;
    done.push(await step(api, code));
  }
  throw new Error(`${code} has no end: ${done.map((each) => each.duty.step)}`);
}

// A refusal says what, why, and in words.
export function refused(reply, status, type) {
  assert.equal(reply.status, status, reply.text);
  if (type) assert.equal(reply.body.type, `/problems/${type}`);
  assert.equal(reply.body.status, status);
  assert.ok(reply.body.detail.length > 10, 'a refusal has a sentence for people');
  return reply.body;
}

// A refusal of authority also says who could.
export function refusedToWhom(reply) {
  const body = refused(reply, 403);
  assert.ok(body.who?.length > 0, `nobody is named who could: ${reply.text}`);
  return body;
}
