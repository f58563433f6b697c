// The tracking page with nothing but Tab, Space, arrows and Enter, scripts off: confirm and rate, dispute, add.
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

const enter = async (page) => Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
const linkTo = (end) => (at) => at.tag === 'A' && at.href.split('?')[0].endsWith(end);
const submitOf = (verb) => (at) => at.tag === 'BUTTON' && at.action.endsWith(`/${verb}`);

async function walk(browser, stage, name, steps, faults) {
  const page = await openPage(browser, stage, { width: 390, height: 844, faults });
  try {
    await page.goto(`${stage.origin}/C/${stage.cases[`for_${name}`]}?lang=zh-Hans`);
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
  return 3;
}
