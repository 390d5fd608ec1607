import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { installFromDebian } from '#tests/support/debian.ts';

/** Where systems keep it; the first is where Debian's package puts it. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
];
const LAUNCH_MS = 30_000;

/** A headless Chromium, Debian's where there is none yet; the reason, where it cannot be had. */
export async function openChromium(): Promise<Browser | string> {
  try {
    const executablePath = PLACES.find(existsSync) ?? (await installed());
    // Root may not use the sandbox; the only page that is opened is our own.
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    return await chromium.launch({ executablePath, args, timeout: LAUNCH_MS });
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? error.name) : String(error);
  }
}

async function installed(): Promise<string> {
  await installFromDebian('chromium');
  return PLACES[0] ?? '';
}
