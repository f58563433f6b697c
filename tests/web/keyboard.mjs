// With nothing but Tab, Space, arrows and Enter, and no script: the tracking page (confirm and rate, dispute, add), the
// report (another period, grouped otherwise, from a number to its cases), a corrective action, the web form.
import { openPage } from './stage.mjs';

async function tabTo(page, matches, most = 60) {
  for (let i = 0; i < most; ++i) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const e = document.activeElement;
      const style = getComputedStyle(e);
      return { tag: e.tagName, name: e.name || '', value: e.value || '', id: e.id, text: e.textContent.trim(), href: e.getAttribute('href') || '', action: e.form ? e.form.getAttribute('action') : '',
        ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };
    });
    if (!matches(at)) continue;
    if (!at.ring) throw new Error(`no focus ring on ${at.tag} ${at.name || at.text}`);
    return at;
  }
  throw new Error(`not reached by Tab: ${matches}`);
}

// A list that is not open takes what is typed; arrows until the words stand there.
async function choose(page, name, words) {
  for (let i = 0; i < 12; ++i) {
    const now = await page.evaluate((n) => { const e = document.querySelector(`select[name="${n}"]`); return e.options[e.selectedIndex].textContent; }, name);
    if (now.includes(words)) return;
    await page.keyboard.press(i < 6 ? 'ArrowDown' : 'ArrowUp');
  }
  throw new Error(`${words} is not to be chosen in ${name}`);
}

const enter = async (page) => Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
const linkTo = (end) => (at) => at.tag === 'A' && at.href.split('?')[0].endsWith(end);
const submitOf = (verb) => (at) => at.tag === 'BUTTON' && at.action.endsWith(`/${verb}`);

const ofCase = (name) => ({ path: (stage) => `/C/${stage.cases[`for_${name}`]}`, width: 390, height: 844 });

async function walk(browser, stage, name, steps, faults, { path, role, width, height } = ofCase(name)) {
  const page = await openPage(browser, stage, { role, width, height, faults });
  try {
    const address = path(stage);
    if (role) await page.goto(`${stage.origin}/language/zh-Hans`);
    await page.goto(`${stage.origin}${address}${address.includes('?') ? '&' : '?'}lang=zh-Hans`);
    await steps(page);
  } catch (error) {
    faults.push(`keyboard ${name}: ${error.message}`);
  }
  await page.context().close();
}

async function expectHeading(page, part) {
  const heading = await page.textContent('h1');
  if (!heading.includes(part)) throw new Error(`h1 is "${heading}", not "${part}"`);
}

export async function walkByKeyboard(browser, stage, faults) {
  await walk(browser, stage, 'confirm', async (page) => {
    await tabTo(page, submitOf('confirm'));
    await enter(page);
    await expectHeading(page, '这次办得怎么样');
    await tabTo(page, (at) => at.name === 'speed');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await tabTo(page, submitOf('rate'));
    await enter(page);
    if (!(await page.locator('[role="status"]').count())) throw new Error('no thanks for the rating');
  }, faults);
  await walk(browser, stage, 'dispute', async (page) => {
    await tabTo(page, linkTo('/dispute'));
    await enter(page);
    await tabTo(page, (at) => at.name === 'reason');
    await page.keyboard.press('Space');
    await tabTo(page, submitOf('dispute'));
    await enter(page);
    await expectHeading(page, '继续处理');
  }, faults);
  await walk(browser, stage, 'add', async (page) => {
    await tabTo(page, linkTo('/add'));
    await enter(page);
    await tabTo(page, (at) => at.tag === 'TEXTAREA');
    await page.keyboard.insertText('坡道还缺扶手');
    await tabTo(page, submitOf('add'));
    await enter(page);
    if (!(await page.locator('[role="status"]').count())) throw new Error('the addition is not acknowledged');
  }, faults);
  await walk(browser, stage, 'report', async (page) => {
    await tabTo(page, (at) => at.name === 'kind');
    await choose(page, 'kind', '季度');
    await tabTo(page, (at) => at.name === 'by');
    await choose(page, 'by', '按部门');
    await tabTo(page, (at) => at.tag === 'BUTTON' && at.action === '/reports');
    await enter(page);
    await expectHeading(page, '季度');
    if (!page.url().includes('by=department')) throw new Error(`grouped otherwise than asked: ${page.url()}`);
    await tabTo(page, (at) => at.tag === 'A' && at.href.startsWith('/reports/cases'), 120);
    await enter(page);
    if (!(await page.locator('table.list tbody tr').count())) throw new Error('no cases behind the number');
    await tabTo(page, (at) => at.tag === 'A' && at.href.startsWith('/cases/'));
    await enter(page);
    if (!page.url().includes('/cases/')) throw new Error('the case does not open');
  }, faults, { path: () => '/reports?period=2026-04', role: 'analyst' });
  await walk(browser, stage, 'correction', async (page) => {
    await tabTo(page, (at) => at.name === 'due', 80);
    await page.keyboard.type('06302026');  // month, day, year as this browser's language has them
    await tabTo(page, (at) => at.tag === 'TEXTAREA' && at.name === 'action');
    await page.keyboard.insertText('每天开门前检查电梯');
    await tabTo(page, (at) => at.tag === 'BUTTON' && at.action === '/corrections/open');
    await enter(page);
    if (!(await page.textContent('main')).includes('每天开门前检查电梯')) throw new Error('the action is not listed');
  }, faults, { path: () => '/corrections', role: 'manager' });
  await walk(browser, stage, 'new', async (page) => {
    await tabTo(page, (at) => at.tag === 'SUMMARY');
    await page.keyboard.press('Enter');
    await tabTo(page, (at) => at.name === 'category');
    await page.keyboard.press('Space');
    await tabTo(page, (at) => at.tag === 'TEXTAREA');
    await page.keyboard.insertText('自动门夹到了购物车');
    await tabTo(page, (at) => at.name === 'outcomes');
    await page.keyboard.press('Space');
    await tabTo(page, (at) => at.tag === 'BUTTON' && at.action === '/new');
    await enter(page);
    if (!(await page.textContent('main')).includes('已经登记')) throw new Error('the complaint is not registered');
  }, faults, { path: () => '/new?mall=xinghe', width: 390, height: 844 });
  return 6;
}
