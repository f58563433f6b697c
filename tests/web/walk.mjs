// Every page state in three languages: nothing asked from outside, nothing wider than 320 px or lost at 200 %, no axe
// violation, the tracking page within 30 kB; then the tracking page by keyboard alone, and without script. Pages of staff
// are the same but for their words, so axe reads each in one of the languages, taking turns; AXE=all: in every one.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { openBrowser, openPage, openStage } from './stage.mjs';
import { listPages, prepare } from './pages.mjs';
import { walkByKeyboard } from './keyboard.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const languages = ['zh-Hans', 'zh-Hant', 'en'];
const shots = process.env.SHOTS;
const only = process.env.ONLY ? new RegExp(process.env.ONLY) : /./;
const faults = [];
let checks = 0;

const withLanguage = (path, language) => `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;

// Evaluated by the test's own channel: the page's policy forbids every script.
async function violations(page) {
  const found = await page.evaluate(`${axe}; axe.run(document, {resultTypes: ['violations']})`);
  return found.violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 120)} (${n.any.concat(n.all, n.none).map((c) => c.message).join('; ').slice(0, 200)})`));
}

// The widest thing beyond the right edge, or nothing.
const beyondEdge = (page) => page.evaluate(() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return '';
  const all = [...document.querySelectorAll('body *')].map((e) => [e.getBoundingClientRect().right, e.outerHTML.slice(0, 100)]);
  return all.sort((a, b) => b[0] - a[0])[0].join(' px: ');
});

// A chart that must be pushed sideways, or a bar without its number beside, on or above it.
const chartFaults = (page) => page.evaluate(() => [...document.querySelectorAll('.chbox')].filter((box) => box.clientWidth > 0).flatMap((box) => {
  const numbers = [...box.querySelectorAll('text')].filter((t) => /^[\d,]+$/.test(t.textContent)).length;
  return [box.scrollWidth > box.clientWidth + 1 && `scrolls sideways: ${box.ariaLabel}`,
    box.querySelectorAll('rect.d1').length > numbers && `a bar without number: ${box.ariaLabel}`].filter(Boolean);
}));

const axeReads = (entry, number, language) =>
  process.env.AXE === 'all' || !entry.role || language === languages[number % languages.length];

// One page a role, led from address to address: a fresh context for each costs more than loading it.
const open = new Map();
async function pageOf(browser, stage, role) {
  if (!open.has(role)) {
    const seen = [];
    open.set(role, { page: await openPage(browser, stage, { role, faults: seen }), seen });
  }
  const { page, seen } = open.get(role);
  seen.length = 0;
  await page.setViewportSize({ width: 1280, height: 900 });
  return { page, seen };
}

async function lookAt(browser, stage, entry, number, language) {
  const address = withLanguage(entry.path, language);
  const { page, seen: own } = await pageOf(browser, stage, entry.role);
  await prepare(page, stage, entry, address);
  // Everything folded is read as well.
  await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.dataset.open = d.open; d.open = true; }));
  if (axeReads(entry, number, language)) own.push(...await violations(page));
  if (await page.locator('script').count()) own.push('a script');
  if (shots && (language === 'zh-Hans' || entry.role === undefined || process.env.AXE === 'all')) await shoot(page, entry, language);
  own.push(...await chartFaults(page));
  await page.setViewportSize({ width: 640, height: 450 });  // 1280 at 200 %
  if (await beyondEdge(page)) own.push(`scrolls sideways at 200 %: ${await beyondEdge(page)}`);
  await page.setViewportSize({ width: 320, height: 640 });
  if (await beyondEdge(page)) own.push(`scrolls sideways at 320 px: ${await beyondEdge(page)}`);
  own.push(...await chartFaults(page));
  checks += 5;
  faults.push(...own.map((what) => `${entry.name} ${language}: ${what}`));
}

async function shoot(page, entry, language) {
  mkdirSync(shots, { recursive: true });
  await page.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = d.dataset.open === 'true'; }));
  await page.screenshot({ path: `${shots}/${entry.name}-${language}-desktop.png`, fullPage: true });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: `${shots}/${entry.name}-${language}-phone.png`, fullPage: true });
}

// A checker that finds nothing anywhere proves nothing: a page made faulty is found so.
async function controlCheck(browser, stage) {
  const page = await openPage(browser, stage, { faults: [] });
  await page.goto(stage.origin + '/sign-in');
  await page.evaluate(() => document.querySelectorAll('label').forEach((label) => label.remove()));
  ++checks;
  if (!(await violations(page)).some((v) => v.startsWith('label'))) faults.push('axe does not see a field without a label');
  await page.context().close();
}

async function weigh(stage) {
  const css = (await (await fetch(`${stage.origin}/web/track.css`)).text()).length;
  for (const [state, code] of Object.entries(stage.cases)) {
    const answer = await fetch(`${stage.origin}/C/${code}`);
    const bytes = Buffer.byteLength(await answer.text()) + css;
    ++checks;
    if (bytes > 30_000) faults.push(`tracking page ${state}: ${bytes} bytes`);
    if (answer.headers.get('set-cookie')) faults.push(`tracking page ${state} sets a cookie`);
  }
}

const stage = await openStage(process.argv[2]);
const browser = await openBrowser();
try {
  for (const [number, entry] of listPages(stage).entries())
    for (const language of languages)
      if (only.test(entry.name)) await lookAt(browser, stage, entry, number, language);
  await controlCheck(browser, stage);
  await weigh(stage);
  if (only.test('keyboard')) checks += await walkByKeyboard(browser, stage, faults);
} finally {
  await browser.close();
  stage.close();
}
for (const fault of faults) console.error(`FAILED ${fault}`);
console.log(`${checks} checks, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
