// browser.mjs ADDRESS SECONDS: the field's way, a web form in Chromium's kiosk mode on $DISPLAY, by the same measures as our
// screens: from the process to the first paint, memory of all its processes, processor at rest, touch to picture.
// Lines `name value unit`. Needs playwright-core beside it (tests/web/run puts it there).
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const [address, seconds] = [process.argv[2], Number(process.argv[3])];
const kStarts = 5, kTaps = 100;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const percentile = (values, share) => values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const say = (name, value, unit) => console.log(name, value, unit);

async function open() {
  const profile = mkdtempSync(join(tmpdir(), 'redress-browser-'));
  const from = Date.now();
  const child = spawn(process.env.CHROMIUM || '/usr/bin/chromium', ['--no-sandbox', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--kiosk', address], { stdio: ['ignore', 'ignore', 'pipe'] });
  const endpoint = await new Promise((done, fail) => {
    let said = '';
    child.stderr.on('data', (part) => { said += part; const at = said.match(/listening on (ws:\S+)/); if (at) done(at[1]); });
    child.on('exit', () => fail(new Error(`Chromium ended: ${said}`)));
  });
  const browser = await chromium.connectOverCDP(endpoint);
  let page;
  while (!(page = browser.contexts()[0].pages().find((one) => one.url().startsWith(address)))) await pause(20);
  const painted = await page.evaluate(async () => {
    for (;;) {
      const entry = performance.getEntriesByName('first-contentful-paint')[0];
      if (entry) return performance.timeOrigin + entry.startTime;
      await new Promise((done) => setTimeout(done, 20));
    }
  });
  const close = async () => {
    const ended = new Promise((done) => child.once('exit', done));
    child.removeAllListeners('exit');
    child.once('exit', () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
    await browser.close().catch(() => {});
    child.kill();
    await Promise.race([ended, pause(5000)]);
  };
  return { child, page, close, start_ms: painted - from };
}

// The browser and everything it started.
function family(pid) {
  const parents = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    try { return [[Number(name), Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1].split(' ')[1])]]; } catch { return []; }
  });
  const out = [pid];
  for (let grown = true; grown;) {
    grown = false;
    for (const [child, parent] of parents) if (out.includes(parent) && !out.includes(child)) out.push(child), grown = true;
  }
  return out;
}
const sum = (pids, of) => pids.reduce((total, pid) => { try { return total + of(pid); } catch { return total; } }, 0);
const pss_kib = (pid) => Number(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').match(/^Pss:\s*(\d+)/m)[1]);
const ticks = (pid) => { const rest = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' '); return Number(rest[11]) + Number(rest[12]); };

const starts_ms = [];
for (let i = 1; i < kStarts; ++i) {
  const browser = await open();
  starts_ms.push(browser.start_ms);
  await browser.close();
}
const { child, page, close, start_ms } = await open();
starts_ms.push(start_ms);
say('browser_start_p50', percentile(starts_ms, 0.5).toFixed(0), 'ms');

// From the event to the frame that holds the change: the callback before painting, then the first task behind it.
const taps_ms = [];
await page.evaluate(() => {
  globalThis.shown = new Promise(() => {});
  addEventListener('pointerdown', (event) => {
    globalThis.shown = new Promise((done) => requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => done(performance.now() - event.timeStamp); port2.postMessage(0); }));
  }, true);
});
const choices = page.locator('label:visible');
const count = await choices.count();
for (let i = 0; i < kTaps; ++i) {
  await choices.nth(i % count).click({ force: true, noWaitAfter: true });
  taps_ms.push(await page.evaluate(() => globalThis.shown));
}
say('browser_touch_p50', percentile(taps_ms, 0.5).toFixed(1), 'ms');
say('browser_touch_p95', percentile(taps_ms, 0.95).toFixed(1), 'ms');

await pause(3000);
const pids = family(child.pid);
say('browser_processes', pids.length, 'processes');
say('browser_pss', (sum(pids, pss_kib) / 1024).toFixed(1), 'MiB');
const before = sum(pids, ticks);
await pause(seconds * 1000);
say('browser_idle_cpu', ((sum(pids, ticks) - before) / seconds).toFixed(3), 'percent');
await close();
process.exit(0);
