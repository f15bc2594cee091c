import type { Job } from '../../kernel/room.ts';
import type { Ground } from './needs.ts';
import { refreshTrustFile } from './trust-store.ts';
import { checkIssued } from './use-cases/check-issued.ts';

const intervalMilliseconds = 2_000;
// Younger intents are in the hands of the process that wrote them.
const graceMilliseconds = 5_000;

/** Finishes what a crash left between the two halves of issuing: once at start without grace, then every two seconds. */
export function startReconciler(ground: Ground): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.all([ground.signer.reconcile(0), refreshTrustFile(ground)]).catch(told);
  let stopped = false;
  const timer = setInterval(() => {
    running = running.then(() => (stopped ? undefined : ground.signer.reconcile(graceMilliseconds))).catch(told);
  }, intervalMilliseconds);
  timer.unref();
  function told(error: unknown): void {
    ground.log.warn({ err: error }, 'the reconciler of licences failed; it comes back');
  }
  return {
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running;
      await ground.signer.settled();
      await ground.painter.stop();
    },
  };
}

/** Each night every licence issued on the day is read again and verified, as a stranger would. */
export function licencesJobs(ground: Ground): readonly Job[] {
  return [{ name: 'licences.check-issued', cron: '30 1 * * *', run: () => checkIssued(ground) }];
}
