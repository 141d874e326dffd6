// Opens pages in Chromium, lets each send requests in every way that a page can, and prints the outcomes.
//
// Usage: node pages.mjs FOLDER <<<JSON, where FOLDER contains playwright-core, and the JSON is
//   { chromium, hosts: [NAME…],                names that point to this machine
//     pages: [{ name, url, rebound, targets }],
//                                              rebound: the document is created here, as if the name had pointed elsewhere before
//                                              targets: the names of the targets that it tries
//     targets: [{ name, url, requests: [{ method, path, type, body, headers }] }],
//     calls: [{ page, url, method, headers, body }] }   one request each, as the page of that name
// Standard output: { attempts: [{ page, target, how, request, outcome }], answers: [TEXT…] }
import { withChromium } from './chromium.mjs';

await withChromium(
  ({ hosts }) => [
    // Chromium asks the user before a page from elsewhere calls this machine. Other browsers don't, and the user may agree.
    '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets',
    `--host-resolver-rules=${hosts.map(host => `MAP ${host} 127.0.0.1`).join(', ')}`,
  ],
  async (browser, { pages, targets, calls }) => {
    const attempts = [];
    const answers = [];
    for (const each of pages) {
      const page = await open(browser, each);
      for (const call of calls.filter(call => call.page === each.name)) {
        answers.push(await page.evaluate(readAsPage, call));
      }
      for (const target of targets.filter(target => each.targets.includes(target.name))) {
        // A rebound page tries its own origin, from which it may read everything.
        const tried = each.rebound ? { ...target, url: new URL(each.url).origin } : target;
        for (const [how, request, outcome] of await page.evaluate(attack, tried)) {
          attempts.push({ page: each.name, target: target.name, how, request, outcome });
        }
      }
      await page.close();
    }
    return { attempts, answers };
  });

async function open(browser, { url, rebound }) {
  const page = await browser.newPage();
  if (rebound) {
    // While a route is intercepted, preflight requests would always succeed.
    await page.route(url, route => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>page</title>' }));
    await page.goto(url);
    await page.unroute(url);
  } else {
    await page.goto(url);
  }
  return page;
}

// The functions below run in a page.

async function readAsPage({ url, method, headers, body }) {
  try {
    return await (await fetch(url, { method, headers, body })).text();
  } catch (error) {
    return String(error);
  }
}

// The outcome of each request, in each way: 'read STATUS TEXT', 'opened', 'loaded', 'refused', or 'sent' if the page can't know.
async function attack({ url, requests }) {
  const patience = 60_000;
  const bounded = (how, request, promise) => Promise.race([
    promise, new Promise(resolve => setTimeout(resolve, patience, 'no answer')),
  ]).then(outcome => [how, `${request.method} ${request.path}`, outcome]);

  const fetched = options => fetch(options.url, options).then(
    async response => response.type === 'opaque' ? 'sent' : `read ${response.status} ${await response.text()}`, () => 'refused');
  const element = (name, attribute, address) => new Promise(resolve => {
    const made = document.createElement(name);
    made.onload = () => resolve(name === 'iframe' ? 'sent' : 'loaded');
    made.onerror = () => resolve('refused');
    made[attribute] = address;
    if (name === 'link') made.rel = 'stylesheet';
    document.body.append(made);
  });
  const socket = address => new Promise(resolve => {
    const made = new WebSocket(address.replace('http', 'ws'));
    made.onopen = () => resolve('opened');
    made.onerror = () => resolve('refused');
  });
  const form = (address, enctype, body) => new Promise(resolve => {
    const frame = document.createElement('iframe');
    frame.name = `frame-${Math.random()}`;
    const made = Object.assign(document.createElement('form'), { action: address, method: 'post', enctype, target: frame.name });
    // With text/plain, a name and a value joined by "=" can form any text.
    for (const [name, value] of enctype === 'text/plain' ? [[body, '']] : new URLSearchParams(body)) {
      made.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
    }
    document.body.append(frame, made);
    frame.onload = () => resolve('sent');
    made.submit();
  });

  const ways = [];
  for (const request of requests) {
    const address = url + request.path;
    const { method, body } = request;
    const simple = request.type ? { 'Content-Type': 'text/plain' } : {};
    const named = { ...request.headers, ...(request.type ? { 'Content-Type': request.type } : {}) };
    ways.push(bounded('fetch', request, fetched({ url: address, method, body, headers: simple })));
    ways.push(bounded('fetch with headers', request, fetched({ url: address, method, body, headers: { 'X-Custom': '1', ...named } })));
    ways.push(bounded('fetch with credentials', request, fetched({ url: address, method, body, headers: simple, credentials: 'include' })));
    if (['GET', 'POST'].includes(method)) {
      const quiet = { mode: 'no-cors', referrerPolicy: 'no-referrer' };
      ways.push(bounded('fetch without CORS', request, fetched({ url: address, method, body, headers: simple, ...quiet })));
    }
    if (method === 'GET') {
      ways.push(bounded('image', request, element('img', 'src', address)));
      ways.push(bounded('script', request, element('script', 'src', address)));
      ways.push(bounded('style sheet', request, element('link', 'href', address)));
      ways.push(bounded('frame', request, element('iframe', 'src', address)));
      ways.push(bounded('websocket', request, socket(address)));
    }
    if (method === 'POST') {
      navigator.sendBeacon(address, body);
      for (const enctype of ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']) {
        ways.push(bounded(`form of ${enctype}`, request, form(address, enctype, body)));
      }
    }
  }
  return Promise.all(ways);
}
