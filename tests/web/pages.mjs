// Every page in every state that a person meets, with who looks at it.
export function listPages(stage) {
  const cases = stage.cases;
  const track = Object.entries(cases).filter(([state]) => !state.startsWith('for_')).map(([state, code]) => ({ name: `70-${state}`, path: `/C/${code}` }));
  const ofCase = Object.entries(cases).filter(([state]) => !state.startsWith('for_') && state !== 'other_mall')
    .map(([state, code]) => ({ name: `62-${state}`, path: `/cases/${code}`, role: 'manager' }));
  return [
    { name: '60-sign-in', path: '/sign-in' },
    { name: '60-wrong', path: '/sign-in', post: { staff: 'X1', password: 'not this one' } },
    { name: '61-open', path: '/cases', role: 'manager' },
    { name: '61-all', path: '/cases?tab=all', role: 'analyst' },
    { name: '61-none', path: '/cases?q=zzzz', role: 'service' },
    { name: '61-handler', path: '/cases?tab=all', role: 'handler' },
    { name: '61-escalated', path: '/cases?tab=escalated', role: 'manager' },
    ...ofCase,
    { name: '62-service', path: `/cases/${cases.received}`, role: 'service' },
    { name: '62-administrator', path: `/cases/${cases.answered}`, role: 'administrator' },
    { name: '62-contact', path: `/cases/${cases.received}`, role: 'manager', press: 'form[action$="/contact"] button' },
    { name: '62-refused', path: `/cases/${cases.working}`, role: 'manager', press: 'form[action$="/investigate"] button', open: true },
    { name: '62-assign', path: `/cases/${cases.working}`, role: 'manager', press: 'form[action$="/assign"] button', open: true },
    { name: '62-doubted', path: `/cases/${cases.working}`, role: 'manager', fill: { text: '请打 13800001234 找王芳。' }, press: 'form[action$="/reply"] button', open: true },
    { name: '63-report', path: '/reports?period=2026-04', role: 'analyst' },
    { name: '63-report-staff', path: '/reports?period=2026-05&by=owner', role: 'manager' },
    { name: '63-report-empty', path: '/reports?period=2020-02&by=owner', role: 'manager' },
    { name: '63-report-narrowed', path: '/reports?period=2026-Q1&mall=xinghe&category=facilities&by=department', role: 'administrator' },
    { name: '63-cases', path: '/reports/cases?period=2026-Q1&kpi=resolved_on_time&part=denominator', role: 'analyst' },
    { name: '63-wrong', path: '/reports?period=2026-13', role: 'manager' },
    { name: '63-corrections', path: '/corrections', role: 'manager' },
    { name: '63-corrections-refused', path: '/corrections', role: 'analyst', press: 'form[action="/corrections/open"] button', open: true },
    { name: '61-lost', path: '/cases/lost', role: 'service' },
    { name: '61-lost-found', path: '/cases/lost', role: 'manager', fill: { phone: '13800001234', asker: 'shopper', purpose: 'lost_receipt', days: '366' }, press: 'form[action="/cases/lost"] button' },
    { name: '63-purposes', path: '/purposes', role: 'analyst' },
    { name: '63-trainings', path: '/trainings', role: 'supervisor' },
    { name: '64-devices', path: '/devices', role: 'administrator' },
    { name: '64-devices-manager', path: '/devices', role: 'manager' },
    { name: '65-policy', path: '/policy?mall=xinghe', role: 'administrator' },
    { name: '65-policy-draft', path: '/policy?mall=binjiang', role: 'administrator' },
    { name: '65-policy-handler', path: '/policy', role: 'handler' },
    { name: '66-people', path: '/people', role: 'administrator' },
    { name: '60-not-found', path: '/nowhere', role: 'manager' },
    { name: '60-forbidden', path: '/devices', role: 'service' },
    ...track,
    { name: '70-form-dispute', path: `/C/${cases.answered}/dispute` },
    { name: '70-form-add', path: `/C/${cases.working}/add` },
    { name: '70-form-rate', path: `/C/${cases.confirmed}/rate` },
    { name: '70-start', path: '/' },
    { name: '73-which-mall', path: '/new' },
    { name: '73-new', path: '/new?mall=xinghe' },
    { name: '73-new-refused', path: '/new?mall=binjiang', press: 'form[action="/new"] button', open: true },
    { name: '73-new-mistyped', path: '/new?mall=xinghe', tick: ['[value="product_quality.fake"]', '[name="injured"]'], fill: { earlier_case: '4HMA-SW9N-F6YF' }, press: 'form[action="/new"] button' },
    { name: '72-promise', path: '/promise?mall=xinghe' },
    { name: '71-unknown', path: '/C/4HMASW9NF6YE' },
    { name: '71-malformed', path: '/C/4HMASW9NF6YF' },
    { name: '71-nonsense', path: '/C/%3Cb%3E' },
  ];
}

// Leads an opened page to its state.
export async function prepare(page, stage, entry, address) {
  if (entry.post) {
    await page.goto(stage.origin + address);
    for (const [name, value] of Object.entries(entry.post)) await page.fill(`[name="${name}"]`, value);
    await Promise.all([page.waitForNavigation(), page.press(`[name="${Object.keys(entry.post)[0]}"]`, 'Enter')]);
    return;
  }
  await page.goto(stage.origin + address);
  if (!entry.press) return;
  await page.evaluate((selector) => {
    const button = document.querySelector(selector);
    for (let at = button; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
    const form = button.closest('form');
    form.noValidate = true;
  }, entry.press);
  for (const selector of entry.tick ?? []) await page.evaluate((s) => { document.querySelector(`main ${s}`).checked = true; }, selector);
  for (const [name, value] of Object.entries(entry.fill ?? {}))
    await page.evaluate(([button, field, text]) => {
      document.querySelector(button).closest('form').querySelector(`[name="${field}"]`).value = text;
    }, [entry.press, name, value]);
  await Promise.all([page.waitForNavigation(), page.click(entry.press)]);
}
