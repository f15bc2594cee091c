import { parentPort } from 'node:worker_threads';
import type { Drawing } from './drawing.ts';
import { drawLicence } from './draw.ts';
import { openFonts } from './fonts.ts';

// A page costs some 40 ms of computing: here it keeps nobody waiting but the one who asked for it.
const fonts = openFonts();
parentPort?.on('message', async ({ number, drawing }: { number: number; drawing: Drawing }) => {
  try {
    parentPort?.postMessage({ number, drawn: await drawLicence(drawing, fonts) });
  } catch (error) {
    parentPort?.postMessage({ number, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
