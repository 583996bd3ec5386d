import type { Page } from 'playwright-core';

/**
 * Lets the next request with this method to this path reach the platform, and loses the answer on its
 * way back: below the page, so that the browser sends what it always sends, files and all.
 */
export async function dropAnswer(page: Page, path: RegExp, method = 'POST'): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  await browser.send('Fetch.enable', { patterns: [{ requestStage: 'Response' }] });
  browser.on('Fetch.requestPaused', async ({ requestId, request }) => {
    const isMeant = request.method === method && path.test(new URL(request.url).pathname);
    if (!isMeant) {
      await browser.send('Fetch.continueRequest', { requestId });
      return;
    }
    await browser.send('Fetch.failRequest', { requestId, errorReason: 'ConnectionClosed' });
    await browser.detach();
  });
}
