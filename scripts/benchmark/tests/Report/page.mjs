// Opens the page of a benchmark in Chromium and prints what it shows.
//
// Usage: node page.mjs FOLDER <<<JSON, where FOLDER has playwright-core, and the JSON is { chromium, url, sizes: [{ width, height }] }
// Standard output: [{ width, scrollWidth, plots, light, dark, printed, errors, requests }], one for each size
import { withChromium } from '../../../tests/EndToEnd/Browser/chromium.mjs';

await withChromium(() => [], async (browser, { url, sizes }) => {
  const views = [];
  for (const size of sizes) {
    const page = await browser.newPage();
    const errors = [];
    const requests = [];
    page.on('console', message => { if (message.type() === 'error') errors.push(message.text()); });
    page.on('pageerror', error => errors.push(String(error)));
    page.on('request', request => requests.push(request.url()));
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(url);
    const seen = await page.evaluate(look);
    const light = await page.evaluate(background);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await page.evaluate(background);
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
    views.push({ width: size.width, ...seen, light, dark, printed: await page.evaluate(background), errors, requests });
    await page.close();
  }
  return views;
});

// The functions below run in the page.

function background() {
  return getComputedStyle(document.body).backgroundColor;
}

function look() {
  const plots = [...document.querySelectorAll('svg.plot')].map(plot => {
    const frame = plot.getBoundingClientRect();
    const boxes = elements => [...elements].map(element => [element.textContent, element.getBoundingClientRect()]);
    const outside = boxes(plot.querySelectorAll('circle, rect, line'))
      .filter(([, box]) => box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom);
    const texts = boxes(plot.querySelectorAll('text'));
    const overlapping = texts.flatMap(([text, box], index) => texts.slice(index + 1)
      .filter(([, other]) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom)
      .map(([other]) => `${text} and ${other}`));
    const medians = [...plot.querySelectorAll('.contestant')]
      .filter(row => row.querySelector('.median').getBoundingClientRect().height > 0)
      .map(row => row.querySelector('.name').textContent);
    return { width: frame.width, medians, outside: outside.length, overlapping };
  });
  return { plots, scrollWidth: document.documentElement.scrollWidth };
}
