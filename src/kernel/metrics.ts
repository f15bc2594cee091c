import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  request(route: string, status: number, seconds: number): void;
  gauge(name: string, help: string, read: () => number): void;
}

/** Prometheus metrics of one process; a label is never a person, a case or an address. */
export function openMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'onevisit_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  return {
    registry,
    request: (route, status, seconds) => requests.observe({ route, status: String(status) }, seconds),
    gauge: (name, help, read) => {
      new Gauge({ name, help, registers: [registry], collect(this: Gauge) { this.set(read()); } });
    },
  };
}
