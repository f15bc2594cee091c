// Loaded before the server: when the starter's end of the channel closes, the starter is gone, and the server stops as if asked to.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
