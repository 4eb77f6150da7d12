import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Hint, WakeupConsumer, WakeupProducer } from '../src/wakeup.js';
import { until } from '@feed/testkit/until';

export interface Ends {
  producer: WakeupProducer;
  consumer: WakeupConsumer;
  /** Waits until the hints that were sent have reached the place where they are kept. */
  settled(): Promise<void>;
}

const hint = (n: number): Hint => ({
  kind: `kind-${'abcdefghijklmnopqrstuvwxyz'.charAt(n % 26)}${'-x'.repeat(n / 26)}`,
});

/** The contract of every wake-up. `open` returns a new pair of ends, connected to each other only. */
export function wakeupConformance(name: string, open: (hintIntervalMs: number) => Promise<Ends>): void {
  describe(`the ${name} wake-up`, () => {
    const opened: Ends[] = [];
    const ends = async (hintIntervalMs = 0): Promise<Ends> => {
      const made = await open(hintIntervalMs);
      opened.push(made);
      return made;
    };
    afterEach(async () => {
      for (const { producer, consumer } of opened.splice(0)) {
        await producer.close();
        await consumer.close();
      }
    });

    it('delivers a hint as it was sent', async () => {
      const { producer, consumer } = await ends();
      const heard: Hint[] = [];
      consumer.listen((received) => heard.push(received));
      await producer.hint(hint(1));
      await until('it arrives', () => heard.length === 1);
      assert.deepEqual(heard, [hint(1)]);
    });

    it('keeps a hint for a consumer that comes later, but only one', async () => {
      const { producer, consumer, settled } = await ends();
      for (let n = 1; n <= 5; n += 1) await producer.hint(hint(n));
      await settled();
      const heard: Hint[] = [];
      consumer.listen((received) => heard.push(received));
      await until('one arrives', () => heard.length > 0);
      await sleep(100);
      assert.equal(heard.length, 1);
    });

    it('sends the first immediately, then one per interval, the last one included', async () => {
      const { producer, consumer } = await ends(300);
      const heard: Hint[] = [];
      consumer.listen((received) => heard.push(received));
      await producer.hint(hint(0));
      await until('the first arrives', () => heard.length === 1);
      for (let n = 1; n <= 50; n += 1) await producer.hint(hint(n));
      await until('another arrives', () => heard.length === 2);
      await sleep(400);
      assert.deepEqual(heard, [hint(0), hint(50)]);
    });

    it('continues after a slow listener', async () => {
      const { producer, consumer } = await ends();
      let heard = 0;
      consumer.listen(() => (heard += 1));
      for (let n = 1; n <= 3; n += 1) {
        await producer.hint(hint(n));
        await until('it arrives', () => heard === n);
      }
    });

    it('can be closed twice, then delivers nothing, and accepts hints without throwing', async () => {
      const { producer, consumer } = await ends(50);
      let heard = 0;
      consumer.listen(() => (heard += 1));
      await producer.hint(hint(1));
      await until('it arrives', () => heard === 1);
      await producer.hint(hint(2));
      await Promise.all([producer.close(), consumer.close()]);
      await producer.hint(hint(3));
      await sleep(100);
      assert.equal(heard, 1);
    });
  });
}
