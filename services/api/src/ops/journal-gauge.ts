import type { Metrics } from '@feed/platform/metrics';
import type { Journal } from '@feed/store/journal/journal';

/** @param journal the one that keeps feeds in memory true; before its first poll, the gauge shows the age of the process */
export function registerJournalGauge(metrics: Metrics, journal: Pick<Journal, 'age'>): void {
  metrics.gauge({
    name: 'feed_journal_poll_age_seconds',
    help: 'Time since this process last asked the journal what has changed; above 30 it answers nothing from memory.',
    collect: (gauge) => gauge.set({}, Math.min(journal.age(), performance.now()) / 1000),
  });
}
