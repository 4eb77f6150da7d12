import { useEffect, useState } from 'preact/hooks';

/** The section that the address names. One that it does not name, as behind a link to the content, is not left. */
export function useSection(names: readonly string[]): string {
  const named = (): string | undefined => names.find((name) => location.hash === `#${name}`);
  const [chosen, setChosen] = useState(named() ?? names[0]!);
  useEffect(() => {
    const follow = (): void => setChosen((before) => named() ?? before);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, [names.join()]);
  return names.includes(chosen) ? chosen : names[0]!;
}
