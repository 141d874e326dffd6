// Chromium, without a window, with a profile of its own that goes with it.
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

// Reads a JSON object from standard input, whose member chromium is the browser's program; starts that, with what words(object)
// adds to its words; and prints what use(browser, object) answers, as JSON on a line. The command's first word is the folder
// that has playwright-core.
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
