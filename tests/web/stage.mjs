// Starts the program that serves the pages, and Chromium with a fresh profile.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

export async function openStage(program) {
  const child = spawn(program, [], { stdio: ['pipe', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('STAGE ')) continue;
    const stage = JSON.parse(line.slice(6));
    return { ...stage, origin: `http://127.0.0.1:${stage.port}`, close: () => child.stdin.end() };
  }
  throw new Error('the pages were not served');
}

export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
}

// A page whose every request must go to the stage; `role`: signed in as, or nobody.
export async function openPage(browser, stage, { role, width = 1280, height = 900, faults, scale = 1 }) {
  const context = await browser.newContext({ viewport: { width, height }, javaScriptEnabled: true, deviceScaleFactor: scale });
  if (role) {
    const [name, value] = stage.cookies[role].split('=');
    await context.addCookies([{ name, value, url: stage.origin }]);
  }
  const page = await context.newPage();
  page.on('request', (request) => {
    if (!request.url().startsWith(stage.origin) && !request.url().startsWith('data:')) faults.push(`outside request ${request.url()}`);
    if (request.resourceType() === 'script') faults.push(`script ${request.url()}`);
  });
  return page;
}
