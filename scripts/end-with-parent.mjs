// Loaded before the server: when the starter's end of the channel closes, the starter is gone, and the server stops as if asked to.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
// A terminal that is closed ends the server as Ctrl-C does; otherwise its database would be left running.
process.on('SIGHUP', () => process.kill(process.pid, 'SIGTERM'));
