import { must } from '../../src/kernel/outcome.ts';
import { claimDataFolder } from '../../src/kernel/postgres/data-folder.ts';
import { startEmbedded } from '../../src/kernel/postgres/embedded.ts';

// A process of its own that claims the folder, starts the server and holds both, for tests that kill it.
const claimed = claimDataFolder(process.argv[2] ?? '');
if (!claimed.ok) {
  console.log(JSON.stringify({ refused: claimed.refusal.kind }));
  process.exit(2);
}
const server = must(await startEmbedded({ folder: claimed.value }));
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)));
console.log(JSON.stringify({ connection: server.connection, adopted: server.adopted, cluster: server.home.cluster }));
setInterval(() => {}, 60_000);
