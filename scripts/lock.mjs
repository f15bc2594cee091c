import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs the work while holding a lock file that names its holder, so that the lock of a killed process is recognised.
 * (The data folder's lock is stronger, but needs the runtime that is only being installed here.)
 */
export async function withLock(file, what, work) {
  const me = `${process.pid} ${startTime(process.pid)}`;
  let said = false;
  while (!(await tryLock(file, me))) {
    if (!said) console.error(`Waiting for ${what} that is already under way (process ${readHolder(file) ?? '?'})`);
    said = true;
    await sleep(200);
  }
  try {
    return await work();
  } finally {
    if (readHolder(file) === me) rmSync(file, { force: true });
  }
}

async function tryLock(file, me) {
  try {
    writeFileSync(file, me, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  const holder = readHolder(file);
  if (holder === null || isAlive(holder)) return false;
  // Two who both find the lock stale both write their name; after the pause one name stands and the other waits on.
  writeFileSync(`${file}.${process.pid}`, me);
  renameSync(`${file}.${process.pid}`, file);
  await sleep(300);
  return readHolder(file) === me;
}

function readHolder(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function isAlive(holder) {
  const [pid, start] = holder.split(' ');
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if (error.code === 'ESRCH') return false;
  }
  return startTime(pid) === start;
}

/** A process id is used again; together with the start time it names one process. Where /proc is missing the id alone must do. */
function startTime(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return fields.slice(fields.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return '-';
  }
}
