import { GlobalWindow } from 'happy-dom';

/**
 * Gives the thread that loads this file the globals of a browser's page, which form-js wants; it has to be
 * loaded before form-js. Those that the thread has stay its own.
 */
const window = new GlobalWindow();
const names = [
  ...Object.getOwnPropertyNames(window),
  ...Object.getOwnPropertyNames(GlobalWindow.prototype),
];
for (const name of new Set(names))
  if (!(name in globalThis))
    Object.defineProperty(globalThis, name, {
      value: (window as unknown as Record<string, unknown>)[name],
      configurable: true,
      writable: true,
    });
Object.defineProperty(globalThis, 'window', { value: window });
Object.defineProperty(globalThis, 'document', { value: window.document });
