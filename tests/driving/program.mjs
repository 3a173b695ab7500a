// The built program from outside: a record of its own in a folder of its own, served on a free port, and ended again.
// Nothing here knows what is inside; CONGVU names the program.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');
export const pack = join(root, 'packs/hanoi-education');
const congvu = process.env.CONGVU ?? join(root, 'build/release/congvu');
// A Monday morning, well within the season of the pack's calendar
export const monday = '2024-11-25T09:00+07:00';
const startLimit = 60_000;
const stopLimit = 15_000;

export function command(...words) {
  return execFileSync(congvu, words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

export function sampleBody(procedure, seed = 1) {
  return JSON.parse(command('pack', 'sample', pack, '--procedure', procedure, '--seed', String(seed)));
}

// A served record. `stop` and `start` keep the record; `end` removes it.
export class Served {
  constructor({ demo = 0, seed = 'story', clock = monday, from = pack } = {}) {
    this.folder = mkdtempSync(join(tmpdir(), 'congvu-'));
    this.data = join(this.folder, 'record');
    this.options = { demo, seed, clock, from };
  }

  static async fresh(options) {
    const served = new Served(options);
    await served.start();
    return served;
  }

  start({ clock = this.options.clock } = {}) {
    const { demo, seed, from } = this.options;
    const words = ['serve', '--data', this.data, '--pack', from, '--demo', String(demo), '--seed', seed];
    this.process = spawn(congvu, [...words, '--clock', clock, '--listen', '127.0.0.1:0'], { cwd: root });
    this.ended = new Promise((done) => this.process.once('exit', done));
    return new Promise((done, failed) => {
      let said = '';
      const late = setTimeout(() => failed(new Error(`it did not listen in time: ${said}`)), startLimit);
      const hear = (piece) => {
        said += piece;
        const told = /listening on (http:\S+)\n/.exec(said);
        if (!told) return;
        clearTimeout(late);
        this.address = told[1].replace(/\/$/, '');
        done(this);
      };
      this.process.stdout.on('data', hear);
      this.process.stderr.on('data', (piece) => (said += piece));
      this.ended.then(() => failed(new Error(`it ended at once: ${said}`)));
    });
  }

  async stop() {
    this.process.kill('SIGTERM');
    const late = setTimeout(() => this.process.kill('SIGKILL'), stopLimit);
    await this.ended;
    clearTimeout(late);
  }

  async end() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  accounts() {
    return JSON.parse(command('accounts', '--data', this.data, '--json'));
  }

  // Of the whole record: its faults, as the program itself finds them.
  verified() {
    return JSON.parse(command('log', 'verify', '--data', this.data, '--json'));
  }
}
