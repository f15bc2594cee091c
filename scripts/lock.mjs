import { appendFileSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs the work while holding a lock file that names its holder, so that the lock of a killed process is recognised.
 * The work names each process that it starts: one that outlives a killed holder still holds the lock.
 * (The data folder's lock is stronger, but needs the runtime that is only being installed here.)
 */
export async function withLock(file, what, work) {
  const me = `${process.pid} ${startTime(process.pid)}`;
  let said = false;
  while (!(await tryLock(file, me))) {
    if (!said) console.error(`Waiting for ${what} that is already under way (process ${readHolder(file)?.split(' ')[0] ?? '?'})`);
    said = true;
    await sleep(200);
  }
  try {
    return await work((pid) => appendFileSync(file, `\n${pid} ${startTime(pid)}`));
  } finally {
    if (isHeldBy(file, me)) rmSync(file, { force: true });
  }
}

async function tryLock(file, me) {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, me);
  try {
    linkSync(mine, file); // The lock appears with its holder's name in it, never empty.
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const holder = readHolder(file);
    if (holder === null || holder.split('\n').some(isAlive)) return false;
    renameSync(mine, file);
  } finally {
    rmSync(mine, { force: true });
  }
  // Two who both found the lock stale have both written their name; after the pause one name stands and the other waits on.
  await sleep(300);
  return isHeldBy(file, me);
}

function isHeldBy(file, me) {
  return readHolder(file)?.split('\n')[0] === me;
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
