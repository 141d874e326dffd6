// Headless Chromium, with a temporary profile.
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

// Reads a JSON object from standard input, whose member chromium is the path of the browser. Starts the browser with the additional
// arguments words(object), and prints the result of use(browser, object) as a line of JSON. The first argument of the command is
// the folder that contains playwright-core.
export async function withChromium(words, use) {
  const { chromium } = createRequire(join(process.argv[2], 'package.json'))('playwright-core');
  const input = JSON.parse(await text(process.stdin));
  const profile = await mkdtemp(join(tmpdir(), 'quickchange-chromium-'));
  try {
    const browser = await chromium.launchPersistentContext(profile, {
      executablePath: input.chromium,
      args: [
        '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--no-proxy-server', '--disable-background-networking',
        '--disable-component-update', '--disable-sync', ...words(input),
      ],
    });
    try {
      console.log(JSON.stringify(await use(browser, input)));
    } finally {
      await browser.close();
    }
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}
