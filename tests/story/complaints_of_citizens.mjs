// Complaints of citizens: the form that is somewhere else than the paper it is, photographs that a telephone makes and a
// server will not have, a filing that failed and nobody was told. Read as a browser without script gets it.
import assert from 'node:assert/strict';
import { Browser } from '../driving/pages.mjs';
import { sampleBody } from '../driving/program.mjs';
import { scenario } from '../driving/telling.mjs';
import { openOffice, procedures, read } from './office.mjs';

const api = await openOffice();

// VietOpenCPS/opencps-v2#1071: the blank form must be attached to the component itself, not on another page
await scenario('the_paper_that_is_a_form_leads_to_the_form_empty_and_printable', async () => {
  let led = 0;
  for (const procedure of procedures) {
    const browser = new Browser(api.served);
    const { components } = await api.good('get_procedure', { path: { code: procedure } });
    const form = components.find((each) => each.made_from_form);
    const page = await browser.get(`/procedures/${procedure}`);
    if (!form) {
      assert.ok(!page.text.includes('/blank-form'), `${procedure} has no paper that is its form`);
      continue;
    }
    led += 1;
    const row = page.text.split('<tr').find((each) => each.startsWith(`><td>${form.name}`));
    const [, link] = /href="([^"]+\/blank-form)"/.exec(row) ?? assert.fail(`${procedure}: no form at ${form.name}`);
    const others = page.text.split('<tr').filter((each) => each.includes('/blank-form'));
    assert.equal(others.length, 1, 'only the paper that is the form leads to it');
    const blank = await browser.get(link);
    assert.equal(blank.status, 200);
    assert.ok(blank.text.includes(form.name));
    const schema = await api.good('get_procedure_form', { path: { code: procedure } });
    const asked = Object.values(schema.properties).map((each) => each.title);
    assert.ok(asked.length > 3);
    for (const title of asked) assert.ok(blank.text.includes(title), `${procedure} asks ${title}, and its paper does not`);
    assert.doesNotMatch(blank.text, /<main[\s\S]*<input/, 'it is to be written on, not typed into');
    const filing = await browser.get(`/procedures/${procedure}/filing`);
    assert.ok(filing.text.includes(`href="${link}"`), 'the page on which one files leads to it too');
  }
  assert.ok(led >= 2, `${led} of ${procedures}`);
});

// department-of-veterans-affairs/va.gov-team#123594, #132043; freescout-help-desk/freescout#2468; alkem-io/client-web#9264;
// linagora/twake-on-matrix#223: photographs from a telephone fail, a spinner turns for ever, a raw 413
await scenario('a_photograph_as_a_telephone_makes_it_is_taken_and_comes_back_as_it_was', async () => {
  const photo = heic();
  const sent = await upload('IMG_0042.HEIC', photo);
  assert.equal(sent.status, 201, await sent.clone().text());
  const file = await sent.json();
  assert.equal(file.media_type, 'image/heic');
  const body = sampleBody('2.001914', 3);
  body.components[0].attachment = file.id;
  const filed = await api.good('file_dossier', { body });
  const { attachments } = await read(api, filed);
  assert.deepEqual(attachments.map((each) => each.size), [photo.length]);
  const browser = new Browser(api.served);
  await browser.signIn(api.accounts.find((each) => each.role === 'clerk'));
  const kept = await browser.bytes(`/dossiers/${filed.code}/attachments/${attachments[0].blob}`);
  assert.ok(kept.equals(photo), 'the very octets');
});

await scenario('what_is_too_large_is_said_before_it_is_sent_and_in_words_after', async () => {
  const browser = new Browser(api.served);
  const page = await browser.get('/procedures/2.001914/filing');
  assert.match(page.text, /nhiều nhất 200 MB/, 'the limit stands beside the field');
  const [, most] = /data-most="(\d+)"/.exec(page.text);
  assert.equal(Number(most), 200 * 1024 * 1024, 'the script on the device knows the same limit');
  assert.doesNotMatch(/accept="[^"]*"/.exec(page.text)[0], /heic/, 'an iPhone turns HEIC into JPEG where it is not asked for');
  const reply = await upload('film.jpg', Buffer.alloc(Number(most) + 1, 1));
  assert.equal(reply.status, 413);
  const said = await reply.json();
  assert.match(said.detail, /200 MB/);
});

// department-of-veterans-affairs/va.gov-team#97009, #76818: a filing failed and no one was told
await scenario('a_filing_that_fails_says_so_to_whoever_filed_and_leaves_nothing_half_filed', async () => {
  const browser = new Browser(api.served);
  const path = '/procedures/2.001914/filing';
  await browser.get(path);
  const page = await browser.post(path, { action: 'check', 'applicant.name': 'Nguyễn Thị Thử' }, { upload: true });
  assert.equal(page.status, 422);
  assert.match(page.text, /id="fault-summary"/);
  assert.ok(page.text.includes('value="Nguyễn Thị Thử"'), 'what was typed is there still');
  const body = sampleBody('2.001914', 4);
  body.components[0].attachment = '0'.repeat(32);
  const refused = await api.call('file_dossier', { body });
  assert.equal(refused.status, 422);
  assert.match(JSON.stringify(refused.body), /components\[0\]\.attachment/);
});

await api.served.end();

function upload(name, content) {
  const form = new FormData();
  form.set('file', new Blob([content]), name);
  return fetch(`${api.served.address}/api/v1/attachments`, { method: 'POST', body: form, headers: { accept: 'application/json' } });
}

// The first boxes of a picture in the High Efficiency Image File Format, ISO/IEC 23008-12: what a telephone's file
// begins with, and some octets more.
function heic() {
  const brand = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
  const meta = Buffer.from('\0\0\0\x21meta\0\0\0\0\0\0\0\x15hdlr\0\0\0\0\0\0\0\0pict\0', 'latin1');
  return Buffer.concat([brand, meta, Buffer.alloc(4096, 7)]);
}
